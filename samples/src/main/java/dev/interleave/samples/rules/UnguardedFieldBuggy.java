package dev.interleave.samples.rules;

/** A range and a list of stops that most methods guard, and some do not. */
public final class UnguardedFieldBuggy {
  private int low;
  private int high = 10;
  private String[] stops = new String[0];
  private String label = "none";

  public synchronized void set(int from, int to) {
    low = from;
    high = to;
  }

  public synchronized int span() {
    return high - low;
  }

  /** Two writes, and whoever holds the lock may stand between them. */
  public void move(int to) {
    low = to; // BUG: unguarded-field
    high = to + 10; // WITH: unguarded-field
  }

  public synchronized void route(String name, String... names) {
    label = name;
    stops = names;
  }

  public synchronized void clear() {
    label = "none";
    stops = new String[0];
  }

  /** Two reads, of a name and of another route's stops. */
  public String describe() {
    return label + " by " + stops.length + " stops"; // BUG: unguarded-field
  }
}

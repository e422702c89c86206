package dev.interleave.samples.rules;

/** The same range and stops, guarded everywhere. */
public final class UnguardedFieldFixed {
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

  /** Two writes that nobody sees apart. */
  public synchronized void move(int to) {
    low = to;
    high = to + 10;
  }

  public synchronized void route(String name, String... names) {
    label = name;
    stops = names;
  }

  public synchronized void clear() {
    label = "none";
    stops = new String[0];
  }

  /** Two reads of one route. */
  public synchronized String describe() {
    return label + " by " + stops.length + " stops";
  }
}

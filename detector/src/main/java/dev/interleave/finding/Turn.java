package dev.interleave.finding;

/**
 * One numbered step of an interleaving.
 *
 * @param thread 0 for the first column, 1 for the second
 * @param step what the thread does, in the program's own words
 * @param loss what is lost by this step; empty for all but the last turn as a rule
 */
public record Turn(int thread, String step, String loss) {
  /** A turn that loses nothing yet. */
  public static Turn of(int thread, String step) {
    return new Turn(thread, step, "");
  }
}

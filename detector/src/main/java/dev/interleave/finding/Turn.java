package dev.interleave.finding;

/**
 * One numbered step of an interleaving.
 *
 * @param thread 0 for the first column, 1 for the second
 * @param step what the thread does, in the program's own words
 * @param loss what is lost by this step; empty for all but the last turn as a rule
 * @param site which of the finding's sites the step happens at, from 0; -1 when it is none of them
 */
public record Turn(int thread, String step, String loss, int site) {
  public Turn(int thread, String step, String loss) {
    this(thread, step, loss, -1);
  }

  /** A turn that loses nothing yet. */
  public static Turn of(int thread, String step) {
    return new Turn(thread, step, "");
  }

  /** Returns the column of this turn, 0 or 1. */
  public int lane() {
    return thread <= 0 ? 0 : 1;
  }

  /** Returns this turn at one of the finding's sites. */
  public Turn at(int index) {
    return new Turn(thread, step, loss, index);
  }
}

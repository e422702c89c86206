package dev.interleave.replay;

/**
 * The check could not be made, so neither "correct" nor "wrong" may be concluded: nothing to stop
 * at, nothing left to compare, a subject that cannot be built, a bound that was reached.
 */
public final class Inconclusive extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  Inconclusive(String message) {
    super(message);
  }

  Inconclusive(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.interleave.replay;

/** The failure of a check: an interleaving whose outcome no serial order gives. */
public final class InterleavingFound extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  InterleavingFound(Violation violation) {
    super(violation.text());
    this.violation = violation;
  }

  /**
   * What was found, as data.
   *
   * @return the violation that the message tells
   */
  public Violation violation() {
    return violation;
  }
}

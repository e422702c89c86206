package dev.interleave.cli;

/** A command line that cannot be carried out as it stands; the message tells why. */
final class UsageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageProblem(String message) {
    super(message);
  }
}

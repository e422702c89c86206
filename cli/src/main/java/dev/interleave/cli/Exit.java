package dev.interleave.cli;

/** The exit codes. */
final class Exit {
  /** Nothing at or above the threshold. */
  static final int CLEAN = 0;

  /** Findings at or above the threshold. */
  static final int FINDINGS = 1;

  /** The command line is wrong, the tool failed, or nothing could be analysed. */
  static final int FAILED = 2;

  private Exit() {}
}

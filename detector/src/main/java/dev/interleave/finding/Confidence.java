package dev.interleave.finding;

/** How much a finding rests on what was seen, and how much on what had to be assumed. */
public enum Confidence {
  /** Two or more assumptions, or a design smell; shown on request. */
  LOW,
  /** One assumption, which the finding prints. */
  MEDIUM,
  /** Both sides and their threads are shown. */
  HIGH;

  /** Returns the confidence of a finding that rests on a number of assumptions. */
  public static Confidence assuming(int assumptions) {
    if (assumptions == 0) {
      return HIGH;
    }
    return assumptions == 1 ? MEDIUM : LOW;
  }

  /** Returns the name used in options and reports, {@code high}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

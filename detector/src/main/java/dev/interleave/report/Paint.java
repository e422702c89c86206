package dev.interleave.report;

/** ANSI colours, or none. */
enum Paint {
  BOLD("1"),
  DIM("2"),
  RED("1;31"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** Returns the text in this colour when colour is wanted. */
  String on(boolean wanted, String text) {
    return wanted && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

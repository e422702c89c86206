package dev.interleave.report;

/** Text made safe to print: class files are untrusted and their names may hold anything. */
final class Printable {
  private Printable() {}

  /** Returns the text with every character that a terminal could act on written as an escape. */
  static String of(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < 0x7f) {
      i++;
    }
    return i == text.length() ? text : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHarmless(c)) {
        out.appendCodePoint(c);
      } else {
        out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\u{%x}", c));
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Returns the text cut to a number of characters, the cut shown by an ellipsis. */
  static String cut(String text, int most) {
    if (width(text) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
  }

  /** Returns how many characters a reader sees. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the text filled up with blanks to a width. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }
}

package dev.interleave.report;

/** Text of the program inside markup: nothing of it is markup. */
final class Markup {
  private Markup() {}

  /**
   * Returns the text with the characters that XML and HTML give a meaning written as references.
   */
  static String of(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns the text so that Markdown leaves it alone, too: in a table cell, say. */
  static String inMarkdown(String text) {
    StringBuilder out = new StringBuilder();
    String safe = Printable.of(text);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      boolean plain = c >= 0x80 || Character.isLetterOrDigit(c) || " ,;-()".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : "&#" + (int) c + ";");
    }
    return out.toString();
  }
}

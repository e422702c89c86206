package dev.interleave.report;

import java.util.ArrayList;
import java.util.List;

/** Prose broken into lines at its blanks. */
final class Paragraph {
  /** More than this of one text is never shown. */
  private static final int LONGEST = 2_000;

  private Paragraph() {}

  /** Returns the lines of a text; a word longer than the width gets a line of its own, uncut. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Printable.cut(Printable.of(text), LONGEST).split(" ")) {
      if (!line.isEmpty() && Printable.width(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * Returns at most {@code most} lines, none wider than the width, all but the first indented; what
   * does not fit is cut off with an ellipsis.
   */
  static List<String> cell(String text, int width, int indent, int most) {
    List<String> lines = new ArrayList<>();
    String rest = Printable.cut(Printable.of(text), LONGEST);
    while (!rest.isEmpty()) {
      String margin = lines.isEmpty() ? "" : " ".repeat(indent);
      int room = width - margin.length();
      if (lines.size() == most - 1 || Printable.width(rest) <= room) {
        lines.add(margin + Printable.cut(rest, room));
        return lines;
      }
      int end = breakPoint(rest, room);
      lines.add(margin + rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    return lines;
  }

  /** Returns where to break: after the last blank that fits, unless that leaves the line empty. */
  private static int breakPoint(String text, int room) {
    int end = text.offsetByCodePoints(0, room);
    int blank = text.lastIndexOf(' ', end);
    return blank > end / 3 ? blank : end;
  }
}

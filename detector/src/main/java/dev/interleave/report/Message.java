package dev.interleave.report;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import java.util.List;

/** A finding as one line, for readers that show no more. */
final class Message {
  private static final int LONGEST = 2_000;

  private Message() {}

  /** Returns the title and what happens, as sentences. */
  static String head(Finding finding) {
    StringBuilder text = new StringBuilder(plain(finding.title().strip()));
    if (!finding.happens().isBlank()) {
      text.append(text.isEmpty() ? "" : ": ").append(plain(finding.happens().strip()));
    }
    if (text.isEmpty()) {
      text.append("data can be lost here");
    }
    return text.append(text.charAt(text.length() - 1) == '.' ? "" : ".").toString();
  }

  /** Returns the head, the other places, and the fix. */
  static String of(Finding finding) {
    StringBuilder text = new StringBuilder(head(finding));
    List<Site> others = finding.others();
    for (int i = 0; i < others.size(); i++) {
      String start = others.size() == 1 ? " The other place: " : " The other places: ";
      text.append(i == 0 ? start : ", ")
          .append(plain(others.get(i).place().shortForm()))
          .append(" (")
          .append(plain(others.get(i).told()))
          .append(')');
    }
    text.append(others.isEmpty() ? "" : ".");
    return finding.fix().isBlank()
        ? text.toString()
        : text + " Fix: " + plain(finding.fix().strip());
  }

  private static String plain(String text) {
    return Printable.cut(Printable.of(text), LONGEST);
  }
}

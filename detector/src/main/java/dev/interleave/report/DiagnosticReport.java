package dev.interleave.report;

import dev.interleave.finding.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be read, in few lines: equal troubles share one. */
public final class DiagnosticReport {
  private static final int NAMES_SHOWN = 3;
  private static final int LONGEST = 300;

  private DiagnosticReport() {}

  /**
   * Returns at most {@code most} lines, and one more that counts what they leave out.
   *
   * @param diagnostics in order
   * @param most how many lines to give to troubles
   */
  public static List<String> lines(List<Diagnostic> diagnostics, int most) {
    Map<String, List<Diagnostic>> groups = new LinkedHashMap<>();
    for (Diagnostic d : diagnostics) {
      String same = d.kind() == Diagnostic.Kind.MISSING_CLASS ? "" : d.message();
      groups.computeIfAbsent(d.kind() + " " + same, key -> new ArrayList<>()).add(d);
    }
    List<String> lines = new ArrayList<>();
    int left = 0;
    for (List<Diagnostic> group : groups.values()) {
      if (lines.size() < most) {
        lines.add(Printable.cut(Printable.of(line(group)), LONGEST));
      } else {
        left += group.size();
      }
    }
    if (left > 0) {
      lines.add("and " + left + " more (all of them are in the SARIF report)");
    }
    return lines;
  }

  private static String line(List<Diagnostic> group) {
    Diagnostic first = group.get(0);
    if (group.size() == 1) {
      return DiagnosticText.of(first);
    }
    String names =
        String.join(", ", group.stream().limit(NAMES_SHOWN).map(Diagnostic::subject).toList());
    if (group.size() > NAMES_SHOWN) {
      names += " and " + (group.size() - NAMES_SHOWN) + " more";
    }
    return first.kind() == Diagnostic.Kind.MISSING_CLASS
        ? group.size() + " classes are referred to and not found: " + names
        : first.message() + ": " + names;
  }
}

package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.model.Waiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one line that sums an analysis up. */
final class ClosingLine {
  private static final Pattern LINE = Pattern.compile(":\\d+$");

  private final Outcome outcome;
  private final Confidence threshold;
  private final List<RuleInfo> rules;

  ClosingLine(Outcome outcome, Confidence threshold, List<RuleInfo> rules) {
    this.outcome = outcome;
    this.threshold = threshold;
    this.rules = rules;
  }

  /** Returns the line; without a time when none is given. */
  String text(@Nullable Duration took) {
    List<String> parts = new ArrayList<>();
    parts.add(analysed(took));
    parts.add(found());
    int below = outcome.findings().size() - outcome.atLeast(threshold).size();
    if (below > 0) {
      parts.add(below + " more below " + threshold.label() + " confidence");
    }
    int suppressed = outcome.waived(Waiver.Kind.SUPPRESSED, threshold);
    int generated = outcome.waived(Waiver.Kind.GENERATED, threshold);
    if (suppressed > 0) {
      parts.add(suppressed + " suppressed");
    }
    if (generated > 0) {
      parts.add(generated + " in generated code left out");
    }
    parts.addAll(unread());
    return String.join("; ", parts);
  }

  private String analysed(@Nullable Duration took) {
    String classes = count(outcome.classes(), "class", "classes") + " analysed";
    return took == null
        ? classes
        : classes + String.format(Locale.ROOT, " in %.1f s", took.toMillis() / 1000.0);
  }

  private String found() {
    Map<String, Integer> byRule = new LinkedHashMap<>();
    rules.forEach(rule -> byRule.put(rule.id(), 0));
    Map<String, Integer> others = new TreeMap<>();
    List<Finding> shown = outcome.atLeast(threshold);
    for (Finding finding : shown) {
      String rule = Printable.of(finding.rule());
      (byRule.containsKey(rule) ? byRule : others).merge(rule, 1, Integer::sum);
    }
    byRule.putAll(others);
    if (shown.isEmpty()) {
      return "no findings";
    }
    List<String> counts = new ArrayList<>();
    byRule.forEach((rule, n) -> counts.add(n + " " + rule));
    counts.removeIf(text -> text.startsWith("0 "));
    return count(shown.size(), "finding", "findings") + " (" + String.join(", ", counts) + ")";
  }

  private List<String> unread() {
    Map<Diagnostic.Kind, Integer> kinds = new TreeMap<>();
    outcome.diagnostics().forEach(d -> kinds.merge(d.kind(), 1, Integer::sum));
    kinds.computeIfPresent(Diagnostic.Kind.SOURCE_FILE, (kind, n) -> sourceFiles());
    List<String> parts = new ArrayList<>();
    kinds.forEach((kind, n) -> parts.add(unread(kind, n)));
    return parts;
  }

  /** Several lines of one file count once. */
  private int sourceFiles() {
    return (int)
        outcome.diagnostics().stream()
            .filter(d -> d.kind() == Diagnostic.Kind.SOURCE_FILE)
            .map(d -> LINE.matcher(d.subject()).replaceFirst(""))
            .distinct()
            .count();
  }

  private static String unread(Diagnostic.Kind kind, int n) {
    return switch (kind) {
      case TARGET -> count(n, "path", "paths") + " not readable";
      case CLASS_FILE -> count(n, "class file", "class files") + " not readable";
      case SOURCE_FILE -> count(n, "source file", "source files") + " not understood in full";
      case METHOD -> count(n, "method", "methods") + " not analysed";
      case MISSING_CLASS -> count(n, "class", "classes") + " referred to and not found";
      case SUPPRESSION -> count(n, "suppression", "suppressions") + " without effect";
      case INPUT -> count(n, "problem", "problems") + " in your own files";
    };
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}

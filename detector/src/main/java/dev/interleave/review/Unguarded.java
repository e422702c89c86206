package dev.interleave.review;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Findings that are there because a change took a guard away. That it stood there says that several
 * threads are meant, so that little is left to assume.
 */
final class Unguarded {
  private static final Evidence BEFORE =
      new Evidence(
          Evidence.Kind.DECLARED,
          "the change takes a guard away that was there for several threads");
  private static final List<String> ASSUMED = List.of("that guard was needed");

  private final Diff diff;
  private final Review.Lines sources;

  Unguarded(Diff diff, Review.Lines sources) {
    this.diff = diff;
    this.sources = sources;
  }

  /**
   * Returns what such findings become, the surest for each subject that has no surer one.
   *
   * @param all every finding of now
   * @param stretches those lines of a finding's methods that decide under which guards it is
   * @param isNew whether a finding was not there before
   */
  Map<Finding, Finding> of(
      List<Finding> all, Review.Stretches stretches, Predicate<Finding> isNew) {
    Set<Subject> told = new HashSet<>();
    Map<Subject, Finding> best = new HashMap<>();
    for (Finding finding : all) {
      if (finding.confidence() != Confidence.LOW) {
        told.add(finding.subject());
      } else if (isBared(finding, stretches) && isNew.test(finding)) {
        best.merge(
            finding.subject(),
            finding,
            (a, b) -> b.assumptions().size() < a.assumptions().size() ? b : a);
      }
    }
    Map<Finding, Finding> surer = new HashMap<>();
    best.forEach(
        (subject, finding) -> {
          if (!told.contains(subject)) {
            surer.put(finding, finding.because(BEFORE, ASSUMED));
          }
        });
    return surer;
  }

  private boolean isBared(Finding finding, Review.Stretches stretches) {
    for (Review.Stretch stretch : stretches.of(finding)) {
      if (!diff.bared(stretch.file()).subSet(stretch.from(), true, stretch.to(), true).isEmpty()) {
        return true;
      }
    }
    return isDeclared(finding);
  }

  /** Returns whether the guard was part of what declares the subject. */
  private boolean isDeclared(Finding finding) {
    String file = finding.primary().place().sourceFile();
    Pattern name =
        Pattern.compile("\\b" + Pattern.quote(finding.subject().name()) + "\\s*(=|;|,|$)");
    return diff.bared(file).stream()
        .anyMatch(line -> name.matcher(sources.line(file, line).orElse("")).find());
  }
}

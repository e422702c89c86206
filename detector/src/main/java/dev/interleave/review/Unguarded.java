package dev.interleave.review;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
   * Returns what such findings become: those of low confidence only if they are the surest of their
   * subject.
   *
   * @param all every finding of now
   * @param stretches those lines of a finding's methods that decide under which guards it is
   * @param isNew whether a finding was not there before
   */
  Map<Finding, Finding> of(
      List<Finding> all, Review.Stretches stretches, Predicate<Finding> isNew) {
    Map<Finding, Finding> mended = new HashMap<>();
    Map<Subject, Finding> best = new HashMap<>();
    Map<Finding, Site> gone = new HashMap<>();
    Set<Subject> told = new HashSet<>();
    for (Finding finding : all) {
      gone(finding, stretches)
          .filter(site -> isNew.test(finding))
          .ifPresent(site -> gone.put(finding, site));
      if (finding.confidence() != Confidence.LOW) {
        told.add(finding.subject());
      } else if (gone.containsKey(finding)) {
        best.merge(
            finding.subject(),
            finding,
            (a, b) -> b.assumptions().size() < a.assumptions().size() ? b : a);
      }
    }
    gone.forEach(
        (finding, site) -> {
          if (finding.confidence() != Confidence.LOW) {
            mended.put(finding, finding.with(BEFORE).startingAt(site));
          } else if (!told.contains(finding.subject())
              && finding.equals(best.get(finding.subject()))) {
            mended.put(finding, finding.because(BEFORE, ASSUMED).startingAt(site));
          }
        });
    return mended;
  }

  /** Returns where the guard was: on the way to a place, or where the subject is declared. */
  private Optional<Site> gone(Finding finding, Review.Stretches stretches) {
    String its = Pattern.quote(finding.subject().name());
    Pattern declared = Pattern.compile("\\b" + its + "\\s*(=|;|,|$)");
    for (Review.Stretch stretch : stretches.of(finding)) {
      NavigableMap<Integer, String> bared =
          diff.bared(stretch.file()).subMap(stretch.from(), true, stretch.to(), true);
      if (!bared.isEmpty() && !isNewThere(stretch.file(), bared.lastEntry().getValue(), declared)) {
        return Optional.of(site(finding, stretch.file(), bared.lastKey()));
      }
    }
    String file = finding.primary().place().sourceFile();
    Pattern named = Pattern.compile("\\b" + its + "\\b");
    for (Map.Entry<Integer, String> bared : diff.bared(file).entrySet()) {
      String line = sources.line(file, bared.getKey()).orElse("");
      if (declared.matcher(line).find() && named.matcher(bared.getValue()).find()) {
        return Optional.of(site(finding, file, bared.getKey()));
      }
    }
    return Optional.empty();
  }

  /** What the same lines bring as something new never had the guard that they take away. */
  private boolean isNewThere(String file, String before, Pattern declared) {
    return !declared.matcher(before).find()
        && diff.bared(file).entrySet().stream()
            .filter(entry -> entry.getValue().equals(before))
            .anyMatch(
                entry -> declared.matcher(sources.line(file, entry.getKey()).orElse("")).find());
  }

  private static Site site(Finding finding, String file, int line) {
    MethodRef method = finding.primary().place().method();
    Place place = new Place(method, file, Span.ofLine(line));
    return new Site(place, "a guard is gone here", List.of(), List.of());
  }
}

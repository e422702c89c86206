package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.cache.Places;
import dev.interleave.cache.Places.Question;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.frontend.source.SourceView;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the sources add to findings from class files: exact places, and what authors suppressed. */
final class AtHand {
  private final Function<String, Optional<String>> texts;
  private final Map<String, SourceView> views = new TreeMap<>();

  /**
   * Looks at nothing yet.
   *
   * @param texts the text of a source file, by its name relative to its source root
   */
  AtHand(Function<String, Optional<String>> texts) {
    this.texts = texts;
  }

  /** Leaves out what the sources say is not wanted, and tells what says so without effect. */
  Outcome waived(Outcome outcome, Set<String> asked) {
    Set<String> found = new TreeSet<>();
    outcome.findings().forEach(finding -> found.addAll(files(finding)));
    List<Waiver> all = new ArrayList<>();
    found.forEach(file -> all.addAll(waivers(file, SourceView::hasWaivers)));
    for (String file : outcome.sourceFiles()) {
      if (!found.contains(file)) {
        all.addAll(waivers(file, SourceView::hasSuppressions));
      }
    }
    return all.isEmpty() ? outcome : new Waivers(all).applied(outcome, asked);
  }

  private List<Waiver> waivers(String file, Predicate<String> isWorthReading) {
    return texts.apply(file).filter(isWorthReading).isPresent()
        ? view(file).map(SourceView::waivers).orElse(List.of())
        : List.of();
  }

  private static Collection<String> files(Finding finding) {
    return finding.sites().stream()
        .map(Site::place)
        .filter(AtHand::isOfClassFile)
        .map(Place::sourceFile)
        .toList();
  }

  /** Class files know lines; what has a column comes from a source. */
  private static boolean isOfClassFile(Place place) {
    return place.span().column() == 0 && place.span().line() > 0;
  }

  /**
   * Finds the exact places of the findings at or above a threshold.
   *
   * @param places what is known of them
   */
  Outcome exact(Outcome outcome, Confidence least, Places places) {
    Exact exact = new Exact(places);
    return outcome.with(
        outcome.findings().stream()
            .map(one -> one.confidence().compareTo(least) < 0 ? one : exact.of(one))
            .sorted()
            .toList());
  }

  /** Findings with the stretches of source that their lines stand for. */
  private final class Exact {
    private final Places places;
    private final Map<String, Optional<Digest>> digests = new HashMap<>();

    Exact(Places places) {
      this.places = places;
    }

    Finding of(Finding finding) {
      String subject = finding.subject().name();
      String name = subject.substring(subject.lastIndexOf('.') + 1);
      return finding.with(finding.sites().stream().map(site -> exact(site, name)).toList());
    }

    private Site exact(Site site, String name) {
      boolean reads = site.role().startsWith("read here") || site.role().startsWith("checked");
      return new Site(
          exact(site.place(), name, reads),
          site.role(),
          site.guards(),
          site.trace().stream().map(call -> exact(call, "", false)).toList());
    }

    private Place exact(Place place, String name, boolean reads) {
      String file = place.sourceFile();
      Optional<Digest> text =
          isOfClassFile(place)
              ? digests.computeIfAbsent(file, its -> texts.apply(its).map(Places::digest))
              : Optional.empty();
      if (text.isEmpty()) {
        return place;
      }
      int line = place.span().line();
      Span span =
          places.of(
              new Question(text.get(), name, reads, line),
              () -> view(file).map(its -> its.exact(name, reads, line)).orElse(place.span()));
      return new Place(place.method(), file, span);
    }
  }

  private Optional<SourceView> view(String file) {
    SourceView known = views.get(file);
    if (known == null) {
      Optional<String> text = texts.apply(file);
      text.ifPresent(its -> views.put(file, SourceView.of(file, its)));
      known = views.get(file);
    }
    return Optional.ofNullable(known);
  }
}

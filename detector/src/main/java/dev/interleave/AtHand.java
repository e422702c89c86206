package dev.interleave;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.frontend.source.SourceView;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

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

  /** Leaves out what the sources of the findings say is not wanted. */
  Outcome waived(Outcome outcome, Set<String> asked) {
    Set<String> files = new TreeSet<>();
    outcome.findings().forEach(finding -> files.addAll(files(finding)));
    List<Waiver> all = new ArrayList<>();
    for (String file : files) {
      if (texts.apply(file).filter(SourceView::hasWaivers).isPresent()) {
        view(file).ifPresent(view -> all.addAll(view.waivers()));
      }
    }
    if (all.isEmpty()) {
      return outcome;
    }
    Waivers waivers = new Waivers(all);
    waivers.sort(outcome.findings());
    outcome.waived().forEach(before -> waivers.take(before));
    List<Diagnostic> diagnostics = new ArrayList<>(outcome.diagnostics());
    diagnostics.addAll(waivers.useless(asked));
    return waivers.outcome(
        diagnostics, outcome.classes(), outcome.methods(), outcome.unreadableTargets());
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

  /** Finds the exact places of the findings at or above a threshold. */
  Outcome exact(Outcome outcome, Confidence least) {
    return outcome.with(
        outcome.findings().stream()
            .map(one -> one.confidence().compareTo(least) < 0 ? one : exact(one))
            .sorted()
            .toList());
  }

  private Finding exact(Finding finding) {
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
    Optional<SourceView> view = isOfClassFile(place) ? view(place.sourceFile()) : Optional.empty();
    Span span = view.map(its -> its.exact(name, reads, place.span().line())).orElse(place.span());
    return new Place(place.method(), place.sourceFile(), span);
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

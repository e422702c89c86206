package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Captured;
import dev.interleave.link.Captured.Use;
import dev.interleave.link.Linked;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The part of {@link ReadModifyWrite} that looks at local arrays which tasks count in. */
final class CapturedElement {
  private final Linked linked;

  CapturedElement(Linked linked) {
    this.linked = linked;
  }

  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Captured captured : linked.captured()) {
      if (captured.isArray()) {
        captured.uses().stream()
            .filter(write -> isTorn(captured, write) && meetsOthers(captured, write))
            .findFirst()
            .ifPresent(write -> drafts.add(draft(rule, captured, write)));
      }
    }
    return drafts;
  }

  /** Returns whether a task writes an element, the same in each run, after it has read it. */
  private static boolean isTorn(Captured captured, Use write) {
    Operand value = write.effect().touch().value();
    return write.task() != null
        && write.writes()
        && hasFixedIndex(write)
        && value != null
        && captured.uses().stream()
            .anyMatch(
                read ->
                    !read.writes()
                        && isOfOneElement(read, write)
                        && read.effect().origin().equals(write.effect().origin())
                        && value.sources().contains(read.effect().event().step()));
  }

  private static boolean meetsOthers(Captured captured, Use write) {
    return captured.uses().stream()
        .anyMatch(
            other ->
                other.writes()
                    && isOfOneElement(other, write)
                    && (write.many() || !Objects.equals(other.task(), write.task()))
                    && !other.isInTurnWith(write)
                    && !CapturedCollection.shareGuard(other, write));
  }

  private static boolean hasFixedIndex(Use use) {
    AccessPath index = use.effect().location().key();
    return index != null && index.root() == AccessPath.Root.NAMED;
  }

  private static boolean isOfOneElement(Use one, Use other) {
    Location location = one.effect().location();
    return Objects.equals(location.key(), other.effect().location().key());
  }

  private Draft draft(String rule, Captured captured, Use write) {
    String array = captured.name().isEmpty() ? "the captured array" : captured.name();
    AccessPath index = Objects.requireNonNull(write.effect().location().key());
    String element = array + "[" + index.label() + "]";
    return new Draft(
        rule,
        Confidence.HIGH,
        "`" + element + "` can change between the read and the write",
        new Subject("captured variable", captured.body().ref().owner(), array),
        captured.body().ref(),
        List.of(site(captured, write)),
        "two tasks both read the same `" + element + "`; the second write erases the first",
        interleaving(write, element),
        List.of(
            new Evidence(
                Evidence.Kind.SPAWNED,
                linked.threads().describe(Objects.requireNonNull(write.task())))),
        List.of(),
        "count in an AtomicInteger or a LongAdder, or let each task return what it has counted");
  }

  private Site site(Captured captured, Use write) {
    return new Site(
        linked.program().place(write.effect().origin(), write.effect().event().span()),
        "read and written here",
        new Wording(linked).guards(captured.body(), write.effect().guards()),
        List.of());
  }

  private static Interleaving interleaving(Use write, String element) {
    String task = "task of " + Wording.shortMethod(write.effect().origin());
    return new Interleaving(
        task,
        task,
        List.of(
            Turn.of(0, element + " → v0"),
            Turn.of(1, element + " → v0"),
            Turn.of(1, element + " ← v1"),
            new Turn(0, element + " ← v2", "v1 is lost")));
  }
}

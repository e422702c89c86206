package dev.interleave.maven;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.util.List;

/** Findings made up for tests. */
final class Findings {
  private Findings() {}

  static Outcome outcome(Finding... findings) {
    return new Outcome(List.of(findings), List.of(), 2, 7, 0);
  }

  static Finding in(String internalName, Confidence confidence) {
    ClassRef owner = new ClassRef(internalName);
    MethodRef method = new MethodRef(owner, "hit", "()V");
    Place place = new Place(method, internalName + ".java", Span.ofLine(12));
    return new Finding(
        "read-modify-write",
        confidence,
        "`count` can change between the read and the write",
        new Subject("field", owner, "count"),
        List.of(new Site(place, "read and written here", List.of(), List.of())),
        "two calls read the same count; one of them is not counted",
        new Interleaving("hit", "hit", List.of(Turn.of(0, "count → 1"))),
        List.of(new Evidence(Evidence.Kind.DECLARED, "`count` is volatile")),
        List.of(),
        "use an AtomicInteger",
        "0123456789abcdef");
  }
}

package dev.interleave.cli;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.util.List;
import java.util.stream.Stream;

/** An outcome made by hand. */
final class Example {
  static final List<RuleInfo> RULES =
      List.of(
          new RuleInfo("read-modify-write", "Torn updates", "A torn update.", 362, "# The page\n"),
          new RuleInfo("callback-under-lock", "Callbacks", "A callback.", 833, ""));

  private Example() {}

  /** Returns an outcome of three classes with one finding of each confidence given. */
  static Outcome outcome(Confidence... confidences) {
    return new Outcome(Stream.of(confidences).map(Example::finding).toList(), List.of(), 3, 9, 0);
  }

  private static Finding finding(Confidence confidence) {
    ClassRef chat = new ClassRef("com/acme/Chat");
    Place place =
        new Place(new MethodRef(chat, "post", "()V"), "com/acme/Chat.java", Span.ofLine(31));
    return new Finding(
        "read-modify-write",
        confidence,
        "`n` can change between the read and the write",
        new Subject("field", chat, "n"),
        List.of(new Site(place, "read here", List.of(), List.of())),
        "one is lost",
        new Interleaving("post", "post", List.of()),
        List.of(),
        List.of(),
        "use an AtomicInteger",
        "0123456789abcdef");
  }
}

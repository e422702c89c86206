package dev.interleave.review;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.util.List;

/** Findings made by hand. */
final class Told {
  private Told() {}

  /** Returns a finding that reads at one line of a file and writes at another. */
  static Finding finding(String fingerprint, String file, int read, int write) {
    ClassRef owner = new ClassRef(file.replace(".java", ""));
    return new Finding(
        "read-modify-write",
        Confidence.HIGH,
        "`n` can change between the read and the write",
        new Subject("field", owner, "n"),
        List.of(site(owner, file, "read here", read), site(owner, file, "written here", write)),
        "one is lost",
        new Interleaving(
            "add",
            "add",
            List.of(
                Turn.of(0, "read"), Turn.of(1, "read"), Turn.of(1, "write"), Turn.of(0, "write"))),
        List.of(),
        List.of(),
        "",
        fingerprint);
  }

  static Site site(ClassRef owner, String file, String role, int line) {
    Place place = new Place(new MethodRef(owner, "add", "()V"), file, Span.ofLine(line));
    return new Site(place, role, List.of(), List.of());
  }
}

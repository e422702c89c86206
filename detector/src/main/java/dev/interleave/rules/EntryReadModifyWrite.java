package dev.interleave.rules;

import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Use;
import dev.interleave.model.Place;
import dev.interleave.rules.Rewrites.Rewrite;
import dev.interleave.rules.Things.Seen;
import dev.interleave.summary.MethodSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports entries of caches, sessions and key-value stores that are read and written back. */
final class EntryReadModifyWrite implements Rule {
  @Override
  public String id() {
    return "entry-read-modify-write";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Things things = new Things(linked);
    Meetings meetings = new Meetings(linked);
    Map<Place, Draft> found = new LinkedHashMap<>();
    for (Rewrite rewrite : new Rewrites(linked, things, meetings).of(Medium.ENTRY)) {
      if (rewrite.data()) {
        found.putIfAbsent(things.place(rewrite.write().use()), draft(things, meetings, rewrite));
      }
    }
    return Draft.finish(List.copyOf(found.values()));
  }

  private Draft draft(Things things, Meetings meetings, Rewrite rewrite) {
    Seen write = rewrite.write();
    MethodSummary body = write.body();
    Use use = write.use();
    String word = things.word(body, use.second() == null ? use.name() : use.second());
    Reason why = meetings.why(body.ref()).orElseGet(() -> made(body));
    Site second = things.site(body, use, "put back here");
    Site first = things.site(body, rewrite.read(), "read here");
    return new Draft(
        id(),
        Confidence.assuming(why.assumptions().size()),
        "the entry of `" + word + "` can change between the read and the write",
        new Subject("entry", use.origin().owner(), word),
        body.ref(),
        List.of(second, first),
        "two callers both read the same value; the second put erases the first change",
        interleaving(body, word),
        List.of(things.evidence(why)),
        why.assumptions(),
        "let the store do it in one step where it can (asMap().compute or merge, INCR, a script), or"
            + " hold a lock that all writers of the entry take");
  }

  /** Nobody keeps in such a store what one thread alone uses. */
  private static Reason made(MethodSummary body) {
    String method = Wording.method(body.ref());
    return new Reason(
        Reason.Kind.DECLARED,
        "the store of the entry is made for several threads",
        method + " is called by several threads for one key at once");
  }

  private static Interleaving interleaving(MethodSummary body, String word) {
    return Wording.twoCalls(
        body,
        Turn.of(0, "get(" + word + ") → v0"),
        Turn.of(1, "get(" + word + ") → v0"),
        Turn.of(1, "put(" + word + ", v1)"),
        new Turn(0, "put(" + word + ", v2)", "v1 is lost"));
  }
}

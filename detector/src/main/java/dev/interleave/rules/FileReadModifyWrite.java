package dev.interleave.rules;

import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
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
import java.util.Optional;

/** Reports files that are read, changed and written back while others do the same. */
final class FileReadModifyWrite implements Rule {
  @Override
  public String id() {
    return "file-read-modify-write";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    return Draft.finish(new Question(linked).drafts());
  }

  /** One run of the rule. */
  private final class Question {
    private final Linked linked;
    private final Things things;
    private final Meetings meetings;
    private final Map<Place, Draft> found = new LinkedHashMap<>();

    Question(Linked linked) {
      this.linked = linked;
      this.things = new Things(linked);
      this.meetings = new Meetings(linked);
    }

    List<Draft> drafts() {
      for (Rewrite rewrite : new Rewrites(linked, things, meetings).of(Medium.FILE)) {
        Seen write = rewrite.write();
        Optional<Reason> why =
            rewrite.data() ? Optional.of(why(write)) : meetings.shown(write.body().ref());
        why.ifPresent(
            reason -> found.putIfAbsent(things.place(write.use()), draft(rewrite, reason)));
      }
      return List.copyOf(found.values());
    }

    /** A file outlives the object: whoever has its name, in this process or another, gets to it. */
    private Reason why(Seen write) {
      String method = Wording.method(write.body().ref());
      return meetings
          .why(write.body().ref())
          .orElseGet(
              () ->
                  new Reason(
                      Reason.Kind.REACHABLE,
                      "the file is there for every thread and process that knows its name",
                      "two threads or processes call " + method + " for one file at once"));
    }

    private Draft draft(Rewrite rewrite, Reason why) {
      MethodSummary body = rewrite.write().body();
      Use use = rewrite.write().use();
      Seen named = rewrite.named();
      boolean data = rewrite.data();
      String word = things.word(named.body(), named.use().name());
      Site second = things.site(body, use, "written back here");
      Site first = things.site(body, rewrite.read(), data ? "read here" : "checked here");
      return new Draft(
          id(),
          Confidence.assuming(why.assumptions().size()),
          "the file `"
              + word
              + "` can change between the "
              + (data ? "read" : "check")
              + " and the write",
          Things.subject(use.origin(), word),
          body.ref(),
          List.of(second, first),
          data
              ? "two callers both read the same content; the second write erases the first change"
              : "two callers both pass the check before either writes; one file is lost",
          interleaving(body, word, data),
          List.of(things.evidence(why)),
          why.assumptions(),
          fix(data));
    }

    private static String fix(boolean data) {
      String lock =
          "hold a lock that all writers of the file take (FileChannel.lock when processes share it)"
              + " from the read to the write";
      return data
          ? lock
          : "create it with StandardOpenOption.CREATE_NEW, which fails if it is there, or " + lock;
    }

    private Interleaving interleaving(MethodSummary body, String word, boolean data) {
      String look = data ? "reads " + word + " → v0" : "asks for " + word + " → not there";
      return Wording.twoCalls(
          body,
          Turn.of(0, look),
          Turn.of(1, look),
          Turn.of(1, "writes " + word + " ← v1"),
          new Turn(0, "writes " + word + " ← v2", "v1 is lost"));
    }
  }
}

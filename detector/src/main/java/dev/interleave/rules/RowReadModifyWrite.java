package dev.interleave.rules;

import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Sources;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.Use;
import dev.interleave.model.Place;
import dev.interleave.rules.Things.Seen;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports rows that are read, changed in the program and written back without the database. */
final class RowReadModifyWrite implements Rule {
  private static final String UNLOCKED = "the caller's transaction holds no lock for it";

  @Override
  public String id() {
    return "row-read-modify-write";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Meetings meetings = new Meetings(linked);
    List<Draft> drafts = new ArrayList<>(new Question(linked, meetings).drafts());
    drafts.addAll(new EntityUpdates(linked, meetings).drafts(id()));
    return Draft.finish(drafts);
  }

  /** Returns what brings two callers to one row: a proof, or that it is there for all. */
  static Evidence evidence(Linked linked, Meetings meetings, MethodSummary body) {
    return meetings
        .shown(body.ref())
        .map(new Wording(linked)::evidence)
        .orElse(
            new Evidence(
                Evidence.Kind.REACHABLE,
                "the row is there for every thread and process with a connection"));
  }

  /** One run of the rule. */
  private final class Question {
    private final Linked linked;
    private final Things things;
    private final Meetings meetings;
    private final Map<Place, Draft> found = new LinkedHashMap<>();

    Question(Linked linked, Meetings meetings) {
      this.linked = linked;
      this.things = new Things(linked);
      this.meetings = meetings;
    }

    List<Draft> drafts() {
      for (Seen write : things.all(Set.of(Verb.EXECUTE))) {
        Optional<Statement> said = Statement.in(write.use().name());
        if (write.use().call().medium() == Medium.ROW
            && said.isPresent()
            && said.get().verb() != Statement.Verb.SELECT
            && !(said.get().protects() && isHeeded(write, said.get()))
            && !linked.program().isSerializable(write.body())
            && !linked.program().isTestOnly(write.body())) {
          judge(write, said.get());
        }
      }
      return List.copyOf(found.values());
    }

    /** A version that is compared protects nothing if nobody asks whether it was the same. */
    private boolean isHeeded(Seen write, Statement said) {
      MethodSummary origin = linked.program().body(write.use().origin());
      return !said.counts()
          || origin == null
          || origin.at(write.use().event().step()).stream()
              .noneMatch(event -> event.action() instanceof Invoke call && !call.resultUsed());
    }

    private void judge(Seen write, Statement said) {
      MethodSummary body = write.body();
      Sources control = body.controlAt(write.use().step());
      for (Use read : linked.outside().of(body)) {
        boolean data = write.use().value().contains(read.step());
        boolean decides = said.verb() == Statement.Verb.INSERT && control.contains(read.step());
        if (read.step() < write.use().step()
            && read.reaches()
            && (data || decides)
            && isUnlockedRead(read, said)
            && !meetings.isWhole(body, read, write.use())) {
          found.putIfAbsent(things.place(write.use()), draft(write, read, said, data));
        }
      }
    }

    private boolean isUnlockedRead(Use read, Statement write) {
      Optional<Statement> said =
          read.call().medium() == Medium.ROW ? Statement.in(read.name()) : Optional.empty();
      return said.isPresent()
          && said.get().verb() == Statement.Verb.SELECT
          && !said.get().protects()
          && said.get().table().equals(write.table());
    }

    private Draft draft(Seen write, Use read, Statement said, boolean data) {
      MethodSummary body = write.body();
      Use use = write.use();
      String method = Wording.method(body.ref());
      String assumed = "two threads or processes call " + method + " for one row at once";
      Site second = things.site(body, use, "written here");
      Site first = things.site(body, read, "read here");
      return new Draft(
          id(),
          Confidence.assuming(isHandedDown(body) ? 2 : 1),
          "`"
              + said.word()
              + "` can change between the "
              + (data ? "read" : "check")
              + " and the write",
          new Subject("table", body.ref().owner(), said.word()),
          body.ref(),
          List.of(second, first),
          data
              ? "two callers both read the same row; the second write erases the first change"
              : "two callers both find no row; both insert one, or the second fails",
          interleaving(body, said),
          List.of(evidence(linked, meetings, body)),
          isHandedDown(body) ? List.of(assumed, UNLOCKED) : List.of(assumed),
          "let the database do it in one statement (SET c = c + ?, ON CONFLICT), read FOR UPDATE in"
              + " the same transaction, or write WHERE version = ? and check the count");
    }

    /** Whoever hands the connection down owns the transaction, and may hold its locks. */
    private boolean isHandedDown(MethodSummary body) {
      return body.ref().descriptor().contains("Ljava/sql/Connection;")
          && !linked.graph().callers(body).isEmpty();
    }

    private Interleaving interleaving(MethodSummary body, Statement said) {
      String look = "reads " + said.word() + " → v0";
      return Wording.twoCalls(
          body,
          Turn.of(0, look),
          Turn.of(1, look),
          Turn.of(1, said.word() + " ← v1"),
          new Turn(0, said.word() + " ← v2", "v1 is lost"));
    }
  }
}

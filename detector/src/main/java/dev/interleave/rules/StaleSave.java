package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Sources;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Use;
import dev.interleave.model.Flags;
import dev.interleave.model.Place;
import dev.interleave.rules.Things.Seen;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports saves of a snapshot whose lock was given back, so that an older one can land last. */
final class StaleSave implements Rule {
  @Override
  public String id() {
    return "stale-save";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    return Draft.finish(new Question(linked).drafts());
  }

  private static boolean isTakenHere(Guard guard) {
    return guard.epoch() != Guard.AT_ENTRY;
  }

  private static boolean isGuardedRead(Event event) {
    return isRead(event) && event.held().guards().stream().anyMatch(StaleSave::isTakenHere);
  }

  private static boolean isRead(Event event) {
    return event.action() instanceof Touch touch && touch.kind().reads();
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
      for (Seen write : things.all(Set.of(Verb.WRITE))) {
        boolean fixed = Things.isAnchored(write.use().name()) && write.use().name().isKnown();
        if (write.use().call().medium() == Medium.FILE
            && !linked.program().isTestOnly(write.body())
            && !meetings.isAlone(write.body(), write.use())
            && !things.isLocked(write.body())) {
          judge(write, fixed && !write.use().name().isUnique());
        }
      }
      return List.copyOf(found.values());
    }

    /** The last step counts: the move where there is one, the write on a name that lasts else. */
    private void judge(Seen write, boolean lasts) {
      List<Use> all = linked.outside().of(write.body());
      Optional<Use> move =
          all.subList(all.indexOf(write.use()) + 1, all.size()).stream()
              .filter(use -> use.verb() == Verb.MOVE)
              .filter(use -> use.name().equals(write.use().name()))
              .findFirst();
      Use last = move.orElse(write.use());
      if ((move.isPresent() || lasts) && !found.containsKey(things.place(last))) {
        snapshot(write)
            .flatMap(
                event ->
                    meetings
                        .why(write.body().ref())
                        .map(why -> draft(new Seen(write.body(), last), event, why)))
            .ifPresent(draft -> found.put(things.place(last), draft));
      }
    }

    /** Returns where the saved state was read, under a lock that was given back. */
    private Optional<Event> snapshot(Seen write) {
      Sources from = write.use().value();
      for (int i = 0; i < from.size(); i++) {
        for (Event event : write.body().at(from.get(i))) {
          if (isGuardedRead(event) || isOfHelper(write, event)) {
            return Optional.of(event);
          }
        }
      }
      return Optional.empty();
    }

    /** What a method has read, under a lock that it takes or is called under, it may hand out. */
    private boolean isOfHelper(Seen write, Event event) {
      boolean around =
          event.held().guards().stream().anyMatch(write.use().guards().guards()::contains);
      return !around
          && event.action() instanceof Invoke
          && (event.held().guards().stream().anyMatch(StaleSave::isTakenHere)
              || linked.graph().sites(write.body(), event).stream()
                  .map(CallSite::callee)
                  .anyMatch(helper -> helper != null && handsOutSnapshot(helper)));
    }

    private static boolean handsOutSnapshot(MethodSummary helper) {
      boolean whole = Flags.has(helper.access(), Flags.SYNCHRONIZED);
      return helper.events().stream()
          .filter(event -> helper.resultSources().contains(event.step()))
          .anyMatch(event -> whole ? isRead(event) : isGuardedRead(event));
    }

    private Draft draft(Seen last, Event snapshot, Reason why) {
      MethodSummary body = last.body();
      Use use = last.use();
      String word = things.word(body, use.second() == null ? use.name() : use.second());
      Site saved = things.site(body, use, "saved here");
      Site taken =
          new Wording(linked)
              .site(
                  body,
                  snapshot,
                  "snapshot taken here",
                  linked.accesses().guards(body, snapshot.held()));
      return new Draft(
          id(),
          Confidence.assuming(why.assumptions().size()),
          "`" + word + "` can be saved in another order than the snapshots were taken",
          Things.subject(use.origin(), word),
          body.ref(),
          List.of(saved, taken),
          "the lock is given back between the snapshot and the save; a slower save of an older"
              + " state lands on a newer one",
          interleaving(body, word),
          List.of(things.evidence(why)),
          why.assumptions(),
          "let saves take a lock of their own, and take the snapshot inside it");
    }

    private Interleaving interleaving(MethodSummary body, String word) {
      return Wording.twoCalls(
          body,
          Turn.of(0, "takes the snapshot v1"),
          Turn.of(1, "takes the snapshot v2"),
          Turn.of(1, word + " ← v2"),
          new Turn(0, word + " ← v1", "v2 is lost"));
    }
  }
}

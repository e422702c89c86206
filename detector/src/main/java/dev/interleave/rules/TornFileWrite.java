package dev.interleave.rules;

import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Term;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Use;
import dev.interleave.model.Place;
import dev.interleave.rules.Things.Seen;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports files of which a reader, or the next start, can find a part. */
final class TornFileWrite implements Rule {
  private static final String CRASH = "the process can be stopped, or the file read, in mid-write";

  @Override
  public String id() {
    return "torn-file-write";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    return Draft.finish(new Question(linked).drafts());
  }

  /** How a file comes to hold half of something, and what helps. */
  private enum Tear {
    BEFORE_THE_MOVE(
        "` has one name for all who write it before the move",
        "two savers write the same temporary file; what is moved into place is a mix of both, or"
            + " half of one",
        "give each save a temporary file of its own (Files.createTempFile in the target's"
            + " directory), then move it"),
    BY_TWO_CALLERS(
        "` is one file for all who come with that name",
        "two threads write the same file at once; it holds a mix of both",
        "give each call a file of its own (Files.createTempFile), or hold a lock for the name"),
    ONCE_THERE(
        "` is handed out as soon as it is there, which is before all of it is written",
        "a second caller finds the file while the first one still writes it, and takes the part"
            + " that is there for all of it; so does everybody after a crash",
        "write to a temporary file of its own beside it, then move that there with ATOMIC_MOVE"),
    IN_PLACE(
        "` is written where it is read: others can see half of it",
        "the old content is gone when the write begins; a crash, or a reader before its end, is"
            + " left with a part of the new one",
        "write to a temporary file of its own beside it, then move that over it with ATOMIC_MOVE");

    private final String title;
    private final String happens;
    private final String fix;

    Tear(String title, String happens, String fix) {
      this.title = title;
      this.happens = happens;
      this.fix = fix;
    }
  }

  /** One run of the rule. */
  private final class Question {
    private final Things things;
    private final Meetings meetings;
    private final Linked linked;
    private final List<Seen> writes;
    private final Map<String, List<Seen>> reads = new HashMap<>();
    private final Map<String, List<Seen>> moves = new HashMap<>();
    private final Map<Place, Draft> found = new LinkedHashMap<>();

    Question(Linked linked) {
      this.linked = linked;
      this.things = new Things(linked);
      this.meetings = new Meetings(linked);
      this.writes = things.all(Set.of(Verb.WRITE, Verb.CREATE));
      for (Seen seen : things.all(Set.of(Verb.READ))) {
        reads.computeIfAbsent(seen.home(), h -> new ArrayList<>()).add(seen);
      }
      for (Seen seen : things.all(Set.of(Verb.MOVE))) {
        moves.computeIfAbsent(seen.home(), h -> new ArrayList<>()).add(seen);
      }
    }

    List<Draft> drafts() {
      for (Seen write : writes) {
        Term name = write.use().name();
        boolean fixed =
            write.use().call().medium() == Medium.FILE
                && Things.isAnchored(name)
                && !name.isUnique()
                && !linked.program().isTestOnly(write.body())
                && !Audience.isCommand(linked, write.body());
        if (fixed && !found.containsKey(things.place(write.use()))) {
          judge(write).ifPresent(draft -> found.put(things.place(write.use()), draft));
        }
      }
      return List.copyOf(found.values());
    }

    private Optional<Draft> judge(Seen write) {
      Optional<Seen> move = moveOf(write);
      boolean replaces = write.use().verb() == Verb.WRITE;
      if (move.isPresent()) {
        return replaces ? sharedTemporary(write, move.get()) : Optional.empty();
      }
      Optional<Draft> handed = foundHalf(write);
      return handed.isPresent() || !replaces
          ? handed
          : sharedByCallers(write).or(() -> inPlace(write));
    }

    private Optional<Seen> moveOf(Seen write) {
      for (Seen move : moves.getOrDefault(write.home(), List.of())) {
        if (move.use().name().equals(write.use().name())) {
          return Optional.of(move);
        }
      }
      return Optional.empty();
    }

    /** A temporary file whose name does not tell two savers apart. */
    private Optional<Draft> sharedTemporary(Seen write, Seen move) {
      boolean apart =
          !write.use().name().isKnown()
              || things.isLocked(write.body())
              || meetings.isWhole(write.body(), write.use(), move.use())
              || meetings.isAlone(write.body(), write.use());
      return apart
          ? Optional.empty()
          : meetings.why(write.body().ref()).map(why -> draft(write, why, Tear.BEFORE_THE_MOVE));
    }

    /** A file that is given to callers as soon as it is there, and is written in place. */
    private Optional<Draft> foundHalf(Seen write) {
      MethodSummary body = write.body();
      Use use = write.use();
      boolean hasContent = use.verb() == Verb.WRITE || use.call().value() != OutsideCall.NONE;
      if (!hasContent || things.isLocked(body)) {
        return Optional.empty();
      }
      return linked.outside().of(body).stream()
          .filter(check -> check.verb() == Verb.EXISTS && check.name().isKnown())
          .filter(check -> isOneFile(check, use))
          .filter(check -> body.controlAt(use.step()).contains(check.step()))
          .filter(check -> linked.outside().handsOut(body, check.name()))
          .min(Comparator.comparing(check -> meetings.isWhole(body, check, use)))
          .flatMap(
              check ->
                  meetings.isWhole(body, check, use)
                      ? askedElsewhere(body, check, use)
                      : meetings.why(body.ref()).or(() -> Optional.of(asked(body))))
          .map(why -> draft(write, why, Tear.ONCE_THERE));
    }

    private boolean isOneFile(Use check, Use write) {
      boolean unsure = !write.name().isKnown() && things.mayBeOne(check.name(), write.name());
      return check.isSame(write) || unsure;
    }

    private static Reason asked(MethodSummary body) {
      return new Reason(
          Reason.Kind.REACHABLE,
          "the file is there for every thread and process that knows its name",
          "two threads or processes call " + Wording.method(body.ref()) + " for one file at once");
    }

    /**
     * The one lock of a whole program says that the file is for all of it, and keeps no other
     * process out, nor does it help after a crash.
     */
    private Optional<Reason> askedElsewhere(MethodSummary body, Use check, Use use) {
      return meetings.isWholeInProgram(body, check, use)
          ? Optional.of(
              new Reason(
                  Reason.Kind.REACHABLE,
                  "the file is there for every process that knows its name",
                  "two processes call " + Wording.method(body.ref()) + " for one file at once"))
          : Optional.empty();
    }

    /** A file that two requests for one name write at once. */
    private Optional<Draft> sharedByCallers(Seen write) {
      boolean alone =
          things.isLocked(write.body())
              || meetings.isAlone(write.body(), write.use())
              || !write.use().name().isKnown()
              || !write.use().name().hasParameter();
      return alone
          ? Optional.empty()
          : meetings
              .shown(write.body().ref())
              .map(
                  why ->
                      draft(
                          write,
                          new Reason(why.kind(), why.text(), "two come for one name at once"),
                          Tear.BY_TWO_CALLERS));
    }

    /** A file that is read back, and written where it is read. */
    private Optional<Draft> inPlace(Seen write) {
      for (Seen read : reads.getOrDefault(write.home(), List.of())) {
        boolean elsewhere = !read.use().origin().equals(write.use().origin());
        boolean locked = things.isLocked(origin(read)) && things.isLocked(origin(write));
        if (elsewhere && !locked && things.mayBeOne(read.use().name(), write.use().name())) {
          String where = things.place(read.use()).shortForm();
          String text = Wording.method(read.use().origin()) + " reads it back at " + where;
          return Optional.of(
              draft(write, new Reason(Reason.Kind.DECLARED, text, CRASH), Tear.IN_PLACE));
        }
      }
      return Optional.empty();
    }

    private MethodSummary origin(Seen seen) {
      MethodSummary origin = linked.program().body(seen.use().origin());
      return origin == null ? seen.body() : origin;
    }

    private Draft draft(Seen write, Reason why, Tear tear) {
      MethodSummary body = write.body();
      Use use = write.use();
      String word = things.word(body, use.name());
      Site site = things.site(body, use, "written here");
      return new Draft(
          id(),
          Confidence.assuming(why.assumptions().size()),
          "`" + word + tear.title,
          Things.subject(use.origin(), word),
          use.origin(),
          List.of(site),
          tear.happens,
          switch (tear) {
            case IN_PLACE -> seenHalf(body, word);
            case ONCE_THERE -> handedHalf(body, word);
            default -> mixed(body, word);
          },
          List.of(things.evidence(why)),
          why.assumptions(),
          tear.fix);
    }

    private static Interleaving seenHalf(MethodSummary body, String word) {
      String method = Wording.shortMethod(body.ref());
      return new Interleaving(
          method,
          "a reader, or the next start",
          List.of(
              Turn.of(0, "opens " + word + ", which empties it"),
              Turn.of(0, "writes a part"),
              new Turn(1, "reads " + word, "half of it is there")));
    }

    private static Interleaving handedHalf(MethodSummary body, String word) {
      return Wording.twoCalls(
          body,
          Turn.of(0, "asks for " + word + " → not there"),
          Turn.of(0, "writes a part"),
          Turn.of(1, "asks for " + word + " → there"),
          new Turn(1, "hands it out", "half of it is there"));
    }

    private static Interleaving mixed(MethodSummary body, String word) {
      return Wording.twoCalls(
          body,
          Turn.of(0, "opens " + word + ", which empties it"),
          Turn.of(0, "writes a part"),
          new Turn(1, "opens " + word + ", which empties it", "the part is lost"),
          Turn.of(1, "writes all of its own"),
          new Turn(0, "writes the rest into the same file", "a mix of both"));
    }
  }
}

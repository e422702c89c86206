package dev.interleave.rules;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.link.Start;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plain flags that end a loop of a started thread and are set by others: without {@code volatile}
 * or a lock that thread need never see them change (JLS §17.4.5, and the example in §17.3).
 */
final class StopFlags {
  private static final int MOST_PLACES = 8;

  private final Linked linked;
  private final Wording wording;
  private final List<Flag> flags = new ArrayList<>();

  StopFlags(Linked linked) {
    this.linked = linked;
    this.wording = new Wording(linked);
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      if (isPlainFlag(entry.getKey())) {
        entry.getValue().stream()
            .flatMap(look -> flag(look, entry.getValue()).stream())
            .findFirst()
            .ifPresent(flags::add);
      }
    }
  }

  /**
   * A look that decides whether a loop goes on.
   *
   * @param loop the body that loops
   * @param event in it, what looks or calls what looks
   */
  private record Look(Access access, MethodSummary loop, Event event) {
    boolean decides() {
      return event.repeated() && event.control().contains(event.step()) && event.held().isEmpty();
    }
  }

  /** A look, the thread that loops, and the writes of others that are to end it. */
  private record Flag(Look look, Start start, List<Access> writes) {}

  /** Returns the findings. */
  Stream<Draft> drafts() {
    return flags.stream().map(this::draft);
  }

  /** Returns whether a finding tells of an access already. */
  boolean tells(Access access) {
    return flags.stream().anyMatch(flag -> flag.look().access().equals(access));
  }

  private boolean isPlainFlag(Slot slot) {
    return slot.kind() == Location.Kind.FIELD
        && slot.field().descriptor().equals("Z")
        && UnguardedField.isInQuestion(linked, slot);
  }

  private Optional<Flag> flag(Access access, List<Access> all) {
    if (isWrite(access) || !access.isBare()) {
      return Optional.empty();
    }
    return looks(access)
        .filter(Look::decides)
        .filter(look -> all.stream().noneMatch(a -> isWrite(a) && a.body().equals(look.loop())))
        .flatMap(look -> flag(look, all).stream())
        .findFirst();
  }

  /** The access itself, or the calls of a method that does nothing else. */
  private Stream<Look> looks(Access access) {
    Stream<Look> itself = Stream.of(new Look(access, access.body(), access.event()));
    return access.body().events().size() > 1
        ? itself
        : Stream.concat(
            itself,
            linked.graph().callers(access.body()).stream()
                .filter(site -> !site.kind().isElsewhere() && isOfOneObject(access, site))
                .map(site -> new Look(access, site.caller(), site.event())));
  }

  /** What is asked of other objects, of one in each turn, steers the turn and not the loop. */
  private boolean isOfOneObject(Access access, CallSite site) {
    ClassRef asking = site.caller().ref().owner();
    ClassRef owner = access.slot().field().owner();
    return asking.outermost().equals(owner.outermost())
        || linked.program().hierarchy().isA(asking, owner);
  }

  private Optional<Flag> flag(Look look, List<Access> all) {
    MethodRef loop = look.loop().ref();
    List<Access> writes = all.stream().filter(write -> isOfAnother(write, loop)).toList();
    return writes.isEmpty()
        ? Optional.empty()
        : linked.threads().starts(loop).stream()
            .findFirst()
            .map(start -> new Flag(look, start, writes));
  }

  private static boolean isWrite(Access access) {
    return access.touch().kind().writes();
  }

  private boolean isOfAnother(Access write, MethodRef loop) {
    MethodRef writer = write.body().ref();
    return isWrite(write)
        && !writer.isConstructor()
        && linked.threads().mayMeet(loop, writer)
        && !linked.threads().isBeforeStart(writer, write.event(), loop);
  }

  private Draft draft(Flag flag) {
    Look look = flag.look();
    Slot slot = look.access().slot();
    MethodRef writer = flag.writes().get(0).body().ref();
    String name = "`" + slot.field().name() + "`";
    String loop = Wording.shortMethod(look.loop().ref());
    Reason why =
        new Reason(
            Reason.Kind.SPAWNED,
            flag.start().text(),
            Wording.method(writer) + " is called while that thread runs");
    return new Draft(
        "unguarded-field",
        Confidence.assuming(why.assumptions().size()),
        name + " ends a loop of another thread, but is not volatile",
        ReadModifyWrite.subject(linked, slot),
        look.loop().ref(),
        sites(flag),
        "nothing orders the look at %s in %s after its change in %s: the loop may go on for good"
            .formatted(name, loop, Wording.shortMethod(writer)),
        interleaving(name, loop, Wording.shortMethod(writer)),
        List.of(new Wording(linked).evidence(why)),
        why.assumptions(),
        "make " + name + " volatile");
  }

  private List<Site> sites(Flag flag) {
    Look look = flag.look();
    List<Site> sites = new ArrayList<>();
    GuardSet held = look.access().guards();
    sites.add(wording.site(look.loop(), look.event(), "read in each turn of a loop", held));
    flag.writes().stream()
        .limit(MOST_PLACES)
        .map(w -> wording.site(w.body(), w.event(), "written here", w.guards()))
        .forEach(sites::add);
    return sites;
  }

  private static Interleaving interleaving(String name, String loop, String writer) {
    return new Interleaving(
        loop,
        writer,
        List.of(
            Turn.of(0, name + " → old"),
            Turn.of(1, name + " ← new"),
            new Turn(0, name + " → old, as often as it looks", "the change is never seen")));
  }
}

package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what is taken out of a shared collection or counter in two steps, a look at all of it and a
 * reset: what others add between the two is gone.
 */
final class Drains {
  private static final Set<Trait> SHARED =
      EnumSet.of(Trait.CONCURRENT, Trait.SYNCHRONIZED, Trait.COPYONWRITE, Trait.ATOMIC);
  private static final Set<String> TOTAL = Set.of("get", "sum", "intValue", "longValue");
  private static final Set<String> RESET = Set.of("clear", "reset", "set", "lazySet");
  private static final Pattern ENDING =
      Pattern.compile(
          "(?i:(do|on)?(reset|clear|remove|free|release|cancel|close|shutdown|destroy|dispose|stop"
              + "|abort|set|init).*)");

  private final Linked linked;
  private final BareAccess judge;
  private final Reasons reasons;

  Drains(Linked linked, BareAccess judge) {
    this.linked = linked;
    this.judge = judge;
    this.reasons = judge.reasons();
  }

  /** Who looks at all there is, who resets it then, and who adds something. */
  private record Drain(
      Access look, Access reset, Access put, List<Reason> why, List<String> assumptions) {}

  /** Returns findings, at most one for each reset. */
  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      Slot slot = entry.getKey();
      if (slot.kind() == Location.Kind.CONTENT
          && isWhole(slot)
          && !Wording.isFlag(slot)
          && isShared(slot, entry.getValue())) {
        for (Access reset : entry.getValue()) {
          drain(slot, reset, entry.getValue()).ifPresent(it -> drafts.add(draft(rule, it)));
        }
      }
    }
    return drafts;
  }

  /** What is not made for several threads has a lock, which may be given back between the two. */
  private boolean isShared(Slot slot, List<Access> all) {
    Trait trait = linked.contents().of(slot);
    return SHARED.contains(trait)
        || (trait == Trait.UNGUARDED && all.stream().noneMatch(Access::isBare));
  }

  /** Of a map of counters, each counter is taken out of by itself. */
  private boolean isWhole(Slot slot) {
    return slot.elements() == 0
        || (slot.elements() == 1 && linked.contents().of(slot) == Trait.ATOMIC);
  }

  private Optional<Drain> drain(Slot slot, Access reset, List<Access> all) {
    if (!isReset(reset)
        || isDecidedThen(reset, all)
        || ENDING.matcher(reset.body().ref().name()).matches()) {
      return Optional.empty();
    }
    Optional<Access> look =
        all.stream()
            .filter(access -> isLookBefore(access, reset))
            .max(Comparator.comparing(access -> access.event().step()));
    List<Reason> why =
        look.isEmpty()
            ? List.of()
            : reasons.why(reset.body().ref(), slot, reset.touch().location().path());
    return why.isEmpty()
        ? Optional.empty()
        : all.stream()
            .filter(put -> isPut(put, reset))
            .map(put -> judged(look.orElseThrow(), reset, put, why))
            .min(Comparator.comparing(drain -> drain.assumptions().size()));
  }

  /** Returns whether an access leaves nothing behind, whatever was there. */
  private static boolean isReset(Access access) {
    Operand value = access.touch().value();
    boolean nothing =
        value == null
            || (value.path().root() == AccessPath.Root.NAMED && value.path().label().equals("0"));
    return access.touch().kind() == AccessKind.WRITE
        && RESET.contains(access.touch().through())
        && !isOfPart(access)
        && nothing;
  }

  /** Returns whether an access always takes all there is, and what it shows decides on nothing. */
  private static boolean isLookBefore(Access look, Access reset) {
    boolean all =
        look.touch().kind() == AccessKind.ITERATE || TOTAL.contains(look.touch().through());
    return all
        && look.touch().kind() != AccessKind.UPDATE
        && isSplit(look, reset)
        && look.body().equals(reset.body())
        && look.touch().location().path().equals(reset.touch().location().path())
        && look.event().step() < reset.event().step()
        && reset.event().control().containsAll(look.event().control())
        && !reset.event().control().contains(look.event().step());
  }

  /** What is cleared may be a view of some of it. */
  private static boolean isOfPart(Access access) {
    return access.touch().through().equals("clear") && access.touch().location().key() != null;
  }

  /** Returns whether a look under the same taking of a lock decides on the reset. */
  private static boolean isDecidedThen(Access reset, List<Access> all) {
    return !reset.isBare()
        && all.stream()
            .filter(look -> look.body().equals(reset.body()) && look.touch().kind().reads())
            .anyMatch(
                look ->
                    reset.event().control().contains(look.event().step()) && !isSplit(look, reset));
  }

  /** Returns whether no guard is held over both. */
  private static boolean isSplit(Access look, Access reset) {
    return look.isBare() == reset.isBare()
        && reset.guards().guards().stream()
            .noneMatch(guard -> look.guards().guards().contains(guard))
        && look.exclusive().equals(reset.exclusive());
  }

  private boolean isPut(Access put, Access reset) {
    return put.touch().kind().writes()
        && !isReset(put)
        && !put.touch().through().startsWith("remove")
        && !put.body().equals(reset.body())
        && (!reset.isBare() || !linked.accesses().areApart(put, reset))
        && !judge.areOfOneThread(put, reset);
  }

  private Drain judged(Access look, Access reset, Access put, List<Reason> why) {
    Set<String> assumptions = judge.ofMeeting(reset.slot(), why, reset, put);
    for (Access side : List.of(reset, put)) {
      if (Lifecycle.isOf(linked, side)) {
        assumptions.add(Wording.shortMethod(side.body().ref()) + " runs while others are at work");
      }
    }
    return new Drain(look, reset, put, why, List.copyOf(assumptions));
  }

  private Draft draft(String rule, Drain drain) {
    Slot slot = drain.reset.slot();
    String name = slot.field().name();
    return new Draft(
        rule,
        Confidence.assuming(drain.assumptions.size()),
        "`" + name + "` can change between the read and the reset",
        ReadModifyWrite.subject(linked, slot),
        drain.reset.body().ref(),
        List.of(
            site(drain.look, "read here"),
            site(drain.reset, "reset here"),
            site(drain.put, "added to here")),
        "what "
            + Wording.shortMethod(drain.put.body().ref())
            + " adds between the two is neither read nor kept",
        interleaving(drain),
        drain.why.stream().map(new Wording(linked)::evidence).toList(),
        drain.assumptions,
        fix(drain, name));
  }

  private Site site(Access access, String role) {
    return new Wording(linked).site(access.body(), access.event(), role, access.guards());
  }

  private static String fix(Drain drain, String name) {
    return switch (drain.reset.touch().through()) {
      case "reset" -> "use " + name + ".sumThenReset, which does both steps as one";
      case "clear" ->
          "take each element out by itself (poll, drainTo, an iterator's remove), or hold over both"
              + " steps the lock that those who add hold";
      default ->
          "use "
              + (drain.reset.slot().elements() == 0 ? name + "." : "")
              + "getAndSet, which does both steps as one";
    };
  }

  private static Interleaving interleaving(Drain drain) {
    return new Interleaving(
        Wording.shortMethod(drain.reset.body().ref()),
        Wording.shortMethod(drain.put.body().ref()),
        List.of(
            Turn.of(0, Wording.step(drain.look.slot(), drain.look.touch())),
            Turn.of(1, Wording.step(drain.put.slot(), drain.put.touch())),
            new Turn(
                0,
                Wording.step(drain.reset.slot(), drain.reset.touch()),
                "what was added is gone")));
  }
}

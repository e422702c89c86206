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
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is asked to be there and then looked up a second time to be used, while another thread
 * can take it away: a field that is set to null elsewhere, an entry of a shared map or collection
 * that is removed elsewhere.
 */
final class CheckThenUse {
  private static final Set<String> TAKING_AWAY =
      Set.of(
          "remove", "clear", "poll", "pollFirst", "pollLast", "removeFirst", "removeLast", "pop");
  private static final Set<String> ASKING = Set.of("isEmpty", "size");
  private static final Set<String> THROWING =
      Set.of(
          "getFirst", "getLast", "first", "last", "firstKey", "lastKey", "element", "firstElement");
  private static final Pattern ENDING =
      Pattern.compile(
          "^(set|close|stop|destroy|dispose|shutdown|release|disconnect|terminate|end|finish|clean"
              + "|clear|reset|recycle|cancel|deactivate|passivate|undeploy|finalize"
              + "|do(Stop|Close|Shutdown))");

  private final Linked linked;
  private final BareAccess judge;
  private final Reasons reasons;

  CheckThenUse(Linked linked, BareAccess judge) {
    this.linked = linked;
    this.judge = judge;
    this.reasons = judge.reasons();
  }

  /** A check, a use that relies on it, and who takes away what was checked. */
  private record Gap(
      Access check, Access use, Access thief, List<Reason> why, List<String> assumptions) {}

  /** Returns findings, one for each method and location. */
  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      List<Access> thieves =
          entry.getValue().stream()
              .filter(access -> takesAway(access) && !isOfNothing(access))
              .toList();
      if (!thieves.isEmpty() && isInQuestion(entry.getKey())) {
        Map<MethodRef, List<Access>> byBody = new LinkedHashMap<>();
        entry.getValue().stream()
            .filter(access -> access.touch().kind() == AccessKind.READ)
            .forEach(
                access ->
                    byBody
                        .computeIfAbsent(access.body().ref(), b -> new ArrayList<>())
                        .add(access));
        byBody.values().stream()
            .filter(reads -> reads.size() > 1)
            .flatMap(reads -> gap(reads, thieves).stream())
            .forEach(gap -> drafts.add(draft(rule, gap)));
      }
    }
    return drafts;
  }

  private boolean isInQuestion(Slot slot) {
    if (slot.kind() == Location.Kind.FIELD) {
      return slot.elements() == 0 && slot.field().descriptor().length() > 1;
    }
    Trait trait = linked.contents().of(slot);
    return trait == Trait.CONCURRENT || trait == Trait.SYNCHRONIZED || trait == Trait.COPYONWRITE;
  }

  private static boolean takesAway(Access access) {
    Touch touch = access.touch();
    if (touch.location().kind() == Location.Kind.CONTENT) {
      return TAKING_AWAY.contains(touch.through());
    }
    Operand value = touch.value();
    return touch.kind() == AccessKind.WRITE
        && value != null
        && value.path().root() == AccessPath.Root.NAMED
        && value.path().isBare()
        && value.path().label().equals("null");
  }

  /** Who found it missing, makes it, and sets it to null when that fails takes nothing away. */
  private static boolean isOfNothing(Access thief) {
    return thief.slot().kind() == Location.Kind.FIELD
        && thief.body().events().stream()
            .anyMatch(
                event ->
                    event.step() != thief.event().step()
                        && isMaking(event, thief)
                        && asksBefore(event, thief));
  }

  private static boolean isMaking(Event event, Access thief) {
    return event.action() instanceof Touch touch
        && touch.kind().writes()
        && touch.location().overlaps(thief.touch().location());
  }

  private static boolean asksBefore(Event making, Access thief) {
    for (int i = 0; i < making.absence().size(); i++) {
      int asked = making.absence().get(i);
      for (Event event : thief.body().at(asked)) {
        if (asked < thief.event().step()
            && event.action() instanceof Touch touch
            && touch.location().overlaps(thief.touch().location())) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<Gap> gap(List<Access> reads, List<Access> thieves) {
    for (Access use : reads) {
      Access check = check(reads, use);
      if (check != null && isUsed(use)) {
        Optional<Gap> found =
            thieves.stream()
                .filter(
                    thief ->
                        !linked.accesses().areApart(use, thief)
                            && !judge.areOfOneThread(use, thief))
                .flatMap(thief -> gap(check, use, thief).stream())
                .min(Comparator.comparing(gap -> gap.assumptions.size()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the read that decides, by being there, whether a use happens; null when none does. */
  private static @Nullable Access check(List<Access> reads, Access use) {
    for (Access read : reads) {
      boolean asks =
          use.slot().kind() == Location.Kind.FIELD
              ? use.event().absence().contains(read.event().step())
              : use.event().control().contains(read.event().step())
                  && (read.touch().existence() || ASKING.contains(read.touch().through()));
      if (asks
          && read.event().step() < use.event().step()
          && read.touch().location().overlaps(use.touch().location())
          && !isFilledBetween(read, use)) {
        return read;
      }
    }
    return null;
  }

  /** What is missing and made is there, and who looks again looks for what he made. */
  private static boolean isFilledBetween(Access check, Access use) {
    return check.body().events().stream()
        .anyMatch(
            event ->
                event.step() > check.event().step()
                    && event.step() < use.event().step()
                    && event.control().contains(check.event().step())
                    && event.action() instanceof Touch touch
                    && touch.kind().writes()
                    && touch.location().overlaps(use.touch().location()));
  }

  /** Returns whether null, or nothing, in place of what is read ends in an exception or a lie. */
  private static boolean isUsed(Access use) {
    int step = use.event().step();
    if (use.slot().kind() == Location.Kind.CONTENT && THROWING.contains(use.touch().through())) {
      return true;
    }
    for (Event event : use.body().events()) {
      boolean askedAgain = event.absence().contains(step);
      if (event.step() > step && !askedAgain && isReceiver(event, step, use)) {
        return true;
      }
    }
    return use.slot().kind() == Location.Kind.FIELD
        && use.body().events().stream().noneMatch(event -> event.absence().contains(step))
        && use.body().resultSources().contains(step)
        && use.body().ref().descriptor().endsWith(")" + use.slot().field().descriptor());
  }

  private static boolean isReceiver(Event event, int step, Access use) {
    AccessPath read = use.touch().location().path();
    AccessPath wanted =
        use.slot().kind() == Location.Kind.FIELD ? read : read.then(AccessPath.ELEMENT);
    if (event.action() instanceof Invoke invoke) {
      return !invoke.operands().isEmpty()
          && invoke.operands().get(0).sources().contains(step)
          && invoke.operands().get(0).path().equals(wanted)
          && invoke.dispatch() != Dispatch.STATIC;
    }
    return event.action() instanceof Touch touch
        && touch.location().kind() == Location.Kind.CONTENT
        && touch.location().path().equals(wanted)
        && event.step() != step;
  }

  private Optional<Gap> gap(Access check, Access use, Access thief) {
    MethodRef method = use.body().ref();
    List<Reason> why = reasons.why(method, use.slot());
    if (why.isEmpty()) {
      return Optional.empty();
    }
    Set<String> assumptions = judge.ofMeeting(use.slot(), why, use, thief);
    if (why.get(0).kind() == Reason.Kind.CHOSEN && use.slot().kind() == Location.Kind.FIELD) {
      assumptions.add("it is another thread that takes it away");
    }
    for (Access side : List.of(use, thief)) {
      if (Lifecycle.isOf(linked, side) || isEnding(side)) {
        assumptions.add(Wording.shortMethod(side.body().ref()) + " runs while others are at work");
        assumptions.add("nobody sees to it that it does not");
      }
    }
    return Optional.of(new Gap(check, use, thief, why, List.copyOf(assumptions)));
  }

  /** Who ends, resets or configures an object expects that nobody uses it meanwhile. */
  private static boolean isEnding(Access side) {
    return side.touch().kind().writes()
        && side.slot().kind() == Location.Kind.FIELD
        && ENDING.matcher(side.body().ref().name()).lookingAt();
  }

  private Draft draft(String rule, Gap gap) {
    Wording wording = new Wording(linked);
    Slot slot = gap.use.slot();
    String name = slot.field().name();
    boolean field = slot.kind() == Location.Kind.FIELD;
    String thief = Wording.shortMethod(gap.thief.body().ref());
    return new Draft(
        rule,
        Confidence.assuming(gap.assumptions.size()),
        "`"
            + name
            + "` can "
            + (field ? "be null again" : "change")
            + " between the check and the use",
        ReadModifyWrite.subject(linked, slot),
        gap.use.body().ref(),
        sites(wording, gap),
        thief
            + (field ? " sets `" + name + "` to null" : " takes the entry out of `" + name + "`")
            + " after it was found to be there; what is looked up the second time is gone",
        interleaving(gap, field),
        gap.why.stream().map(new Wording(linked)::evidence).toList(),
        gap.assumptions,
        field
            ? "read `" + name + "` once into a local variable, check and use that"
            : "look up once, and check what `" + name + "` returned");
  }

  private static List<Site> sites(Wording wording, Gap gap) {
    MethodSummary body = gap.use.body();
    Site checked = wording.site(body, gap.check.event(), "checked here", gap.check.guards());
    Site used = wording.site(body, gap.use.event(), "looked up again here", gap.use.guards());
    Site taken =
        wording.site(gap.thief.body(), gap.thief.event(), "taken away here", gap.thief.guards());
    return checked.place().equals(used.place())
        ? List.of(
            new Site(used.place(), "checked and looked up again here", used.guards(), List.of()),
            taken)
        : List.of(checked, used, taken);
  }

  private static Interleaving interleaving(Gap gap, boolean field) {
    String look = Wording.step(gap.use.slot(), gap.use.touch());
    String check = Wording.step(gap.check.slot(), gap.check.touch());
    String take = Wording.step(gap.thief.slot(), gap.thief.touch());
    return new Interleaving(
        Wording.shortMethod(gap.use.body().ref()),
        Wording.shortMethod(gap.thief.body().ref()),
        List.of(
            Turn.of(0, check + (field ? " → an object" : " → it is there")),
            Turn.of(1, field ? take + " ← null" : take),
            new Turn(0, look + (field ? " → null" : " → nothing"), "what was checked is gone")));
  }
}

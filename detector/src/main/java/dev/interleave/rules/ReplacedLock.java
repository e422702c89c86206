package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of {@link UnguardedField} that looks at fields whose object is the lock, and which are
 * set to another object under it: who waits for the old one then works beside who takes the new.
 */
final class ReplacedLock {
  private final Linked linked;
  private final Reasons reasons;

  ReplacedLock(Linked linked, BareAccess judge) {
    this.linked = linked;
    this.reasons = judge.reasons();
  }

  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      Slot field = entry.getKey();
      if (field.kind() == Location.Kind.FIELD && field.field().descriptor().length() > 1) {
        entry.getValue().stream()
            .filter(access -> isReplacement(field, access))
            .flatMap(access -> draft(rule, field, access).stream())
            .findFirst()
            .ifPresent(drafts::add);
      }
    }
    return drafts;
  }

  private static boolean isReplacement(Slot field, Access access) {
    return access.touch().kind().writes()
        && isUnder(field, access)
        && access.touch().value() != null
        && Objects.requireNonNull(access.touch().value()).path().root() == AccessPath.Root.FRESH;
  }

  private static boolean isUnder(Slot field, Access access) {
    return access.exclusive().contains("some " + field.field());
  }

  private Optional<Draft> draft(String rule, Slot field, Access replaced) {
    Slot content = new Slot(field.field(), Location.Kind.CONTENT, 0);
    return linked.accesses().of(content).stream()
        .filter(access -> isUnder(field, access) && !access.body().equals(replaced.body()))
        .filter(access -> !haveAnother(field, access, replaced) && !looksAgain(field, access))
        .flatMap(
            access ->
                Stream.of(reasons.why(replaced.body().ref(), access.slot()))
                    .filter(why -> !why.isEmpty())
                    .map(why -> draft(rule, replaced, access, why)))
        .findFirst();
  }

  /** Returns whether a lock that nobody replaces keeps two accesses apart. */
  private static boolean haveAnother(Slot field, Access one, Access other) {
    return one.exclusive().stream()
        .filter(name -> !Discipline.isInside(field, name))
        .anyMatch(other.exclusive()::contains);
  }

  /** Returns whether a body asks, under the lock that it got, if that is still the one. */
  private boolean looksAgain(Slot field, Access access) {
    return access.body().events().stream()
        .filter(event -> access.event().control().contains(event.step()))
        .anyMatch(
            event ->
                !event.held().isEmpty()
                    && event.action() instanceof Touch touch
                    && field.equals(linked.accesses().slot(touch.location())));
  }

  private Draft draft(String rule, Access replaced, Access other, List<Reason> why) {
    String name = "`" + replaced.slot().field().name() + "`";
    Wording wording = new Wording(linked);
    List<String> assumptions = new ArrayList<>(why.get(0).assumptions());
    reasons.guess(why, other.slot()).ifPresent(assumptions::add);
    assumptions.addAll(reasons.callers(replaced.body().ref(), other.slot()));
    if (Lifecycle.isOf(linked, replaced)) {
      assumptions.add(
          Wording.shortMethod(replaced.body().ref()) + " runs while others are at work");
    }
    return new Draft(
        rule,
        Confidence.assuming(assumptions.size()),
        name + " is replaced while it is the lock",
        ReadModifyWrite.subject(linked, replaced.slot()),
        replaced.body().ref(),
        List.of(
            wording.site(replaced.body(), replaced.event(), "replaced here", replaced.guards()),
            wording.site(other.body(), other.event(), "used here", other.guards())),
        "who has waited for the lock of the old object works on the new one, beside those who take"
            + " the lock of that",
        interleaving(replaced, other),
        why.stream().map(wording::evidence).toList(),
        assumptions,
        "lock an object of its own, in a final field, wherever " + name + " is used");
  }

  private static Interleaving interleaving(Access replaced, Access other) {
    String name = replaced.slot().field().name();
    String used = Wording.step(other.slot(), other.touch());
    return new Interleaving(
        Wording.shortMethod(other.body().ref()),
        Wording.shortMethod(replaced.body().ref()),
        List.of(
            Turn.of(0, "waits for the lock of the old " + name),
            Turn.of(1, name + " ← new, and gives the old lock back"),
            new Turn(0, used + ", under the old lock", "others hold the new one")));
  }
}

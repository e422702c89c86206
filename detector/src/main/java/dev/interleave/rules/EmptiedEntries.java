package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.GuardSet;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds an entry of a shared map that is taken out because what it holds is empty, while another
 * thread that looked it up before puts something in: that goes with the entry.
 */
final class EmptiedEntries {
  private static final Set<String> ASKING = Set.of("isEmpty", "size");
  private static final Set<String> PUTTING =
      Set.of("add", "addAll", "addFirst", "addLast", "offer", "push", "put", "putAll");

  private final Linked linked;
  private final BareAccess judge;
  private final Reasons reasons;

  EmptiedEntries(Linked linked, BareAccess judge) {
    this.linked = linked;
    this.judge = judge;
    this.reasons = judge.reasons();
  }

  /** Who asks whether an entry is empty, who takes it out then, and who puts something in. */
  private record Loss(
      Access check, Access removal, Access put, List<Reason> why, List<String> assumptions) {}

  /** Returns findings, at most one for each removal. */
  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      Slot map = entry.getKey();
      if (map.kind() == Location.Kind.CONTENT && map.elements() == 0 && isShared(map)) {
        List<Access> inner = linked.accesses().of(new Slot(map.field(), Location.Kind.CONTENT, 1));
        for (Access removal : inner.isEmpty() ? List.<Access>of() : entry.getValue()) {
          loss(map, removal, inner).ifPresent(loss -> drafts.add(draft(rule, loss)));
        }
      }
    }
    return drafts;
  }

  private boolean isShared(Slot map) {
    Trait trait = linked.contents().of(map);
    return trait == Trait.CONCURRENT || trait == Trait.SYNCHRONIZED;
  }

  private Optional<Loss> loss(Slot map, Access removal, List<Access> inner) {
    Access check = check(removal, inner);
    if (check == null) {
      return Optional.empty();
    }
    return inner.stream()
        .filter(put -> put.touch().kind().writes() && PUTTING.contains(put.touch().through()))
        .filter(
            put -> !linked.accesses().areApart(put, removal) && !judge.areOfOneThread(put, removal))
        .flatMap(put -> judged(map, new Loss(check, removal, put, List.of(), List.of())).stream())
        .min(Comparator.comparing((Loss loss) -> loss.assumptions().size()));
  }

  /** Returns the question for emptiness that decides on the removal; null when there is none. */
  private static @Nullable Access check(Access removal, List<Access> inner) {
    if (!removal.touch().through().equals("remove")
        || removal.touch().kind() == AccessKind.UPDATE) {
      return null;
    }
    for (Access access : inner) {
      if (access.body().ref().equals(removal.body().ref())
          && ASKING.contains(access.touch().through())
          && removal.event().control().contains(access.event().step())) {
        return access;
      }
    }
    return null;
  }

  private Optional<Loss> judged(Slot map, Loss loss) {
    List<Reason> why = reasons.why(loss.removal.body().ref(), map);
    if (why.isEmpty()) {
      return Optional.empty();
    }
    Set<String> assumptions = judge.ofMeeting(map, why, loss.removal, loss.put);
    assumptions.addAll(judge.ofMethod(loss.put.body()));
    for (Access side : List.of(loss.removal, loss.put)) {
      if (Lifecycle.isOf(linked, side)) {
        assumptions.add(Wording.shortMethod(side.body().ref()) + " runs while others are at work");
      }
    }
    return Optional.of(new Loss(loss.check, loss.removal, loss.put, why, List.copyOf(assumptions)));
  }

  private Draft draft(String rule, Loss loss) {
    Slot map = loss.removal.slot();
    String name = map.field().name();
    String put = Wording.shortMethod(loss.put.body().ref());
    return new Draft(
        rule,
        Confidence.assuming(loss.assumptions.size()),
        "an entry of `" + name + "` can be filled between the check and its removal",
        ReadModifyWrite.subject(linked, map),
        loss.removal.body().ref(),
        sites(loss),
        "what " + put + " puts into an entry that was found to be empty is removed with it",
        interleaving(loss),
        loss.why.stream().map(new Wording(linked)::evidence).toList(),
        loss.assumptions,
        "do both in one step: `" + name + ".computeIfPresent`, and `compute` where it is filled");
  }

  private List<Site> sites(Loss loss) {
    return List.of(
        site(loss.check, "found empty here"),
        site(loss.removal, "removed here"),
        site(loss.put, "filled here"));
  }

  private Site site(Access access, String role) {
    GuardSet guards = access.guards();
    return new Wording(linked).site(access.body(), access.event(), role, guards);
  }

  private static Interleaving interleaving(Loss loss) {
    return new Interleaving(
        Wording.shortMethod(loss.removal.body().ref()),
        Wording.shortMethod(loss.put.body().ref()),
        List.of(
            Turn.of(0, Wording.step(loss.check.slot(), loss.check.touch()) + " → empty"),
            Turn.of(1, Wording.step(loss.put.slot(), loss.put.touch())),
            new Turn(
                0,
                Wording.step(loss.removal.slot(), loss.removal.touch()),
                "what was put in is gone")));
  }
}

package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports walks over synchronized collections that do not hold what the writers hold. */
final class UnguardedIteration implements Rule {
  /** A synchronized wrapper holds its monitor for a whole {@code forEach}, but not for these. */
  private static final Set<String> STEPWISE =
      Set.of(
          "iterator",
          "listIterator",
          "spliterator",
          "stream",
          "parallelStream",
          "keys",
          "elements",
          "new HashMap",
          "new LinkedHashMap",
          "new TreeMap",
          "new HashSet",
          "new LinkedHashSet",
          "new TreeSet");

  @Override
  public String id() {
    return "unguarded-iteration";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Reasons reasons = new Reasons(linked);
    List<Draft> drafts = new ArrayList<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      Slot slot = entry.getKey();
      if (slot.kind() == Location.Kind.CONTENT
          && entry.getValue().size() > 1
          && isSynchronized(linked.contents().of(slot))) {
        walks(entry.getValue()).stream()
            .flatMap(walk -> walk(linked, reasons, walk, entry.getValue()).stream())
            .min((a, b) -> Integer.compare(a.assumptions.size(), b.assumptions.size()))
            .ifPresent(walk -> drafts.add(draft(linked, walk)));
      }
    }
    return Draft.finish(drafts);
  }

  /** A walk, who may change the collection meanwhile, and why. */
  private record Walk(
      Access access,
      Access change,
      List<Access> alike,
      List<Reason> reasons,
      List<String> assumptions) {}

  private static boolean isSynchronized(@Nullable Trait trait) {
    return trait == Trait.SYNCHRONIZED || trait == Trait.LEGACY;
  }

  private static List<Access> walks(List<Access> all) {
    return all.stream()
        .filter(access -> access.touch().kind() == AccessKind.ITERATE)
        .filter(access -> STEPWISE.contains(access.touch().through()))
        .filter(access -> !isGuarded(access))
        .toList();
  }

  /** Each single call of the writers takes the monitor of the collection itself. */
  private static boolean isGuarded(Access access) {
    String field = access.slot().field().name();
    return access.exclusive().stream().anyMatch(name -> name.endsWith("." + field));
  }

  private static Optional<Walk> walk(
      Linked linked, Reasons reasons, Access walk, List<Access> all) {
    Optional<Access> change =
        all.stream()
            .filter(other -> other.touch().kind().writes())
            .filter(other -> !linked.accesses().areApart(other, walk))
            .filter(other -> !other.body().ref().equals(walk.body().ref()))
            .findFirst();
    List<Reason> why = change.isEmpty() ? List.of() : reasons.why(walk.body().ref(), walk.slot());
    if (change.isEmpty() || why.isEmpty()) {
      return Optional.empty();
    }
    List<Access> alike = walks(all).stream().filter(other -> !other.equals(walk)).toList();
    return Optional.of(
        new Walk(
            walk, change.get(), alike, why, assumptions(linked, reasons, why, walk, change.get())));
  }

  private static List<String> assumptions(
      Linked linked, Reasons reasons, List<Reason> why, Access walk, Access change) {
    Set<String> assumptions = new LinkedHashSet<>(reasons.callers(walk.body().ref(), walk.slot()));
    assumptions.addAll(why.get(0).assumptions());
    reasons.guess(why, walk.slot()).ifPresent(assumptions::add);
    for (Access side : List.of(walk, change)) {
      if (Lifecycle.isOf(linked, side)) {
        assumptions.add(Wording.shortMethod(side.body().ref()) + " runs while others are at work");
        assumptions.add("nobody sees to it that it does not");
      }
    }
    if (linked.contents().of(walk.slot()) == Trait.LEGACY) {
      assumptions.add("the collection was chosen for its monitor");
    }
    return List.copyOf(assumptions);
  }

  private Draft draft(Linked linked, Walk walk) {
    Slot slot = walk.access.slot();
    String name = slot.field().name();
    String reader = Wording.shortMethod(walk.access.body().ref());
    String writer = Wording.shortMethod(walk.change.body().ref());
    return new Draft(
        id(),
        Confidence.assuming(walk.assumptions.size()),
        "`" + name + "` is walked over without its own lock",
        ReadModifyWrite.subject(linked, slot),
        walk.access.body().ref(),
        sites(linked, walk),
        "each call on "
            + Wording.quoted(slot)
            + " is guarded and the walk is many calls: "
            + writer
            + " can change it in the middle",
        new Interleaving(
            reader,
            writer,
            List.of(
                Turn.of(0, Wording.step(slot, walk.access.touch()) + " → first element"),
                Turn.of(1, Wording.step(slot, walk.change.touch())),
                new Turn(0, "next element", "ConcurrentModificationException, or one is missed"))),
        walk.reasons.stream().map(new Wording(linked)::evidence).toList(),
        walk.assumptions,
        "hold `" + name + "` itself for the whole walk, or walk over a copy");
  }

  private static List<Site> sites(Linked linked, Walk walk) {
    Wording wording = new Wording(linked);
    List<Site> sites = new ArrayList<>();
    Access first = walk.access;
    sites.add(wording.site(first.body(), first.event(), "walked over here", first.guards()));
    Access change = walk.change;
    sites.add(wording.site(change.body(), change.event(), "changed here", change.guards()));
    for (Access other : walk.alike) {
      Site site = wording.site(other.body(), other.event(), "walked over here", other.guards());
      if (sites.stream().noneMatch(known -> known.place().equals(site.place()))) {
        sites.add(site);
      }
    }
    return sites;
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reports fields and arrays that are guarded in most places and used bare in others. */
final class UnguardedField implements Rule {
  private static final int MOST_PLACES = 20;

  @Override
  public String id() {
    return "unguarded-field";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    BareAccess judge = new BareAccess(linked);
    StopFlags flags = new StopFlags(linked);
    List<Draft> drafts = new ArrayList<>(flags.drafts().toList());
    drafts.addAll(new RequestState(linked).drafts());
    drafts.addAll(new ReplacedLock(linked, judge).drafts(id()));
    Map<Object, List<Broken>> byBody = new LinkedHashMap<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      if (entry.getValue().size() > 1 && isInQuestion(linked, entry.getKey())) {
        Discipline discipline = Discipline.of(linked, entry.getKey(), entry.getValue());
        if (discipline != null) {
          broken(judge, discipline, flags)
              .forEach(
                  broken ->
                      byBody.computeIfAbsent(broken.place(), p -> new ArrayList<>()).add(broken));
        }
      }
    }
    byBody.values().forEach(alike -> drafts.add(draft(linked, alike)));
    return Draft.finish(drafts);
  }

  /** A discipline that somebody breaks, the clearest case first. */
  private record Broken(Discipline discipline, List<BareAccess.Judgement> cases) {
    BareAccess.Judgement first() {
      return cases.get(0);
    }

    Access bare() {
      return first().access();
    }

    Slot slot() {
      return bare().slot();
    }

    /** One body that lacks one guard is one report, however many fields it touches. */
    Object place() {
      return List.of(bare().body().ref(), discipline.guard(), first().assumptions().size());
    }
  }

  /** Returns whether a slot is one that only a lock makes safe. */
  static boolean isInQuestion(Linked linked, Slot slot) {
    int access = linked.program().access(slot.field());
    if (access < 0 || Flags.has(access, Flags.SYNTHETIC) || slot.elements() > 0) {
      return false;
    }
    return slot.kind() == Location.Kind.FIELD
        ? !Flags.has(access, Flags.FINAL) && !Flags.has(access, Flags.VOLATILE)
        : slot.field().descriptor().startsWith("[")
            || linked.contents().of(slot) == Trait.UNGUARDED;
  }

  private static Stream<Broken> broken(BareAccess judge, Discipline discipline, StopFlags flags) {
    List<BareAccess.Judgement> cases =
        discipline.bare().stream()
            .filter(access -> isOfThisRule(discipline, access) && !flags.tells(access))
            .flatMap(access -> judge.judge(discipline, access).stream())
            .sorted(Comparator.comparing(judgement -> judgement.assumptions().size()))
            .toList();
    return cases.isEmpty() ? Stream.empty() : Stream.of(new Broken(discipline, cases));
  }

  /** A collection that is changed under the guard elsewhere is an unguarded collection. */
  private static boolean isOfThisRule(Discipline discipline, Access access) {
    return access.slot().kind() == Location.Kind.FIELD
        || access.slot().field().descriptor().startsWith("[")
        || (discipline.guardedWrites().isEmpty() && access.touch().kind().writes());
  }

  private Draft draft(Linked linked, List<Broken> alike) {
    Broken first = alike.get(0);
    Access bare = first.bare();
    Access guarded = counterpart(first);
    String name = first.slot().field().name();
    String guard = first.discipline.spelled(linked, guarded);
    List<Evidence> evidence = new ArrayList<>();
    first.first().reasons().forEach(reason -> evidence.add(new Wording(linked).evidence(reason)));
    return new Draft(
        id(),
        Confidence.assuming(first.first().assumptions().size()),
        title(name, guard, bare),
        ReadModifyWrite.subject(linked, first.slot()),
        bare.body().ref(),
        sites(linked, alike),
        happens(name, guard, bare, guarded) + also(alike),
        interleaving(bare, guarded),
        evidence,
        first.first().assumptions(),
        fix(name, guard, bare, alike.size() > 1));
  }

  private static String title(String name, String guard, Access bare) {
    String verb = bare.touch().kind().writes() ? "written" : "read";
    String full = "`" + name + "` is " + verb + " without " + guard + ", which guards it elsewhere";
    return full.length() <= 80 ? full : "`" + name + "` is " + verb + " without its guard";
  }

  private static String also(List<Broken> alike) {
    List<String> names = new ArrayList<>();
    alike.stream().skip(1).forEach(b -> names.add("`" + b.slot().field().name() + "`"));
    return names.isEmpty() ? "" : "; the same holds here for " + String.join(", ", names);
  }

  /** The guarded access that tells the race best: a change, in another body. */
  private static Access counterpart(Broken broken) {
    Access bare = broken.bare();
    return broken.discipline.guarded().stream()
        .min(
            Comparator.comparing((Access other) -> !other.touch().kind().writes())
                .thenComparing(other -> other.body().ref().equals(bare.body().ref())))
        .orElse(bare);
  }

  private static List<Site> sites(Linked linked, List<Broken> alike) {
    List<Site> sites = new ArrayList<>();
    add(linked, sites, alike.get(0).bare());
    add(linked, sites, counterpart(alike.get(0)));
    for (Broken broken : alike) {
      broken.cases.forEach(judgement -> add(linked, sites, judgement.access()));
    }
    if (alike.get(0).bare().isBare()) {
      Ways.add(linked, sites, alike.get(0).bare().body(), alike.get(0).slot());
    }
    return sites;
  }

  private static void add(Linked linked, List<Site> sites, Access access) {
    String role = access.touch().kind().writes() ? "written here" : "read here";
    Site site = new Wording(linked).site(access.body(), access.event(), role, access.guards());
    if (sites.size() < MOST_PLACES
        && sites.stream().noneMatch(known -> known.place().equals(site.place()))) {
      sites.add(site);
    }
  }

  private static String happens(String name, String guard, Access bare, Access guarded) {
    String inside = Wording.shortMethod(guarded.body().ref());
    String outside = Wording.shortMethod(bare.body().ref());
    return bare.touch().kind().writes()
        ? "while " + inside + " works under " + guard + ", " + outside + " changes `" + name + "`"
        : outside + " sees an old `" + name + "`, or one that " + inside + " is not done with";
  }

  private static Interleaving interleaving(Access bare, Access guarded) {
    String inside = Wording.step(guarded.slot(), guarded.touch());
    boolean changes = guarded.touch().kind().writes();
    String there = changes ? inside + " ← new, under the lock" : inside + " → old, under the lock";
    Turn here =
        bare.touch().kind().writes()
            ? new Turn(0, Wording.step(bare.slot(), bare.touch()) + " ← other", "no lock between")
            : new Turn(0, Wording.step(bare.slot(), bare.touch()) + " → old", "the new is missed");
    return new Interleaving(
        Wording.shortMethod(bare.body().ref()),
        Wording.shortMethod(guarded.body().ref()),
        List.of(Turn.of(1, there), here));
  }

  private static String fix(String name, String guard, Access bare, boolean several) {
    if (several) {
      return "hold " + guard + " here, over all of them at once, too";
    }
    return bare.touch().kind().writes()
        ? "hold " + guard + " for the write of `" + name + "`, too"
        : "hold " + guard + " for the read of `" + name + "`, or make it volatile";
  }
}

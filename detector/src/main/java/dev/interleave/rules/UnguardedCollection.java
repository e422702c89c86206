package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Hierarchy;
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
import dev.interleave.link.Threads;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports collections that are not thread-safe and that threads share without a guard. */
final class UnguardedCollection implements Rule {
  private static final ClassRef MAP = new ClassRef("java/util/Map");
  private static final ClassRef COLLECTION = new ClassRef("java/util/Collection");
  private static final Set<String> SIZE = Set.of("size", "isEmpty");
  private static final int MOST_PLACES = 20;
  private static final int MOST_COMPARED = 200;

  @Override
  public String id() {
    return "unguarded-collection";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Reasons reasons = new Reasons(linked);
    List<Draft> drafts = new ArrayList<>(new CapturedCollection(linked).drafts(id()));
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      Slot slot = entry.getKey();
      if (slot.kind() == Location.Kind.CONTENT
          && linked.contents().of(slot) == Trait.UNGUARDED
          && !slot.field().descriptor().startsWith("[")) {
        Race race = race(linked, reasons, slot, entry.getValue());
        if (race != null) {
          drafts.add(draft(linked, slot, race));
        }
      }
    }
    return Draft.finish(drafts);
  }

  /** Two accesses of many that may meet, and why. */
  private record Race(
      Access bare,
      Access other,
      List<Access> all,
      List<Reason> reasons,
      List<String> assumptions) {}

  private static @Nullable Race race(Linked linked, Reasons reasons, Slot slot, List<Access> all) {
    FilledOnce filled = new FilledOnce(linked);
    Race best = null;
    List<Access> accesses =
        representatives(all.stream().filter(UnguardedCollection::isReachedByName).toList());
    for (Access bare : accesses) {
      List<Access> rivals =
          accesses.stream()
              .filter(other -> mayRace(linked, bare, other) && !filled.isAfter(bare, other))
              .toList();
      List<Reason> why =
          rivals.isEmpty()
              ? List.of()
              : reasons.why(bare.body().ref(), slot, bare.touch().location().path());
      for (Access other : why.isEmpty() ? List.<Access>of() : rivals) {
        List<String> assumed = assumptions(linked, reasons, why, bare, other);
        Race found = new Race(bare, other, accesses, why, assumed);
        if (best == null || ORDER.compare(found, best) < 0) {
          best = found;
        }
      }
    }
    return best;
  }

  private static boolean mayRace(Linked linked, Access bare, Access other) {
    boolean writes = bare.touch().kind().writes() || other.touch().kind().writes();
    return writes
        && (!isSame(bare, other) || bare.touch().kind().writes())
        && !linked.accesses().areApart(bare, other)
        && !worse(bare, other)
        && !isTakenOut(linked, bare, other)
        && !isOver(linked, bare, other)
        && !isOver(linked, other, bare)
        && !sameThread(linked, bare, other);
  }

  /** Tasks whose end is waited for do not meet what their own class does before and after. */
  private static boolean isOver(Linked linked, Access task, Access other) {
    Threads threads = linked.threads();
    MethodRef method = other.body().ref();
    return threads.isAwaited(task.body().ref())
        && threads.starts(method).isEmpty()
        && threads.arrivals(method).isEmpty()
        && method.owner().outermost().equals(task.body().ref().owner().outermost());
  }

  /** What was taken out of a map under the guard of those who find it there is the taker's. */
  private static boolean isTakenOut(Linked linked, Access bare, Access other) {
    AccessPath path = bare.touch().location().path();
    if (!path.endsInElement()) {
      return false;
    }
    Slot map = linked.accesses().slot(new Location(Location.Kind.CONTENT, path.parent(), null));
    for (Access taking : map == null ? List.<Access>of() : linked.accesses().of(map)) {
      if (taking.body().ref().equals(bare.body().ref())
          && taking.event().step() < bare.event().step()
          && taking.touch().through().equals("remove")
          && taking.exclusive().stream().anyMatch(other.exclusive()::contains)) {
        return true;
      }
    }
    return false;
  }

  /** An object that came from nowhere may be this thread's own. */
  private static boolean isReachedByName(Access access) {
    return access.touch().location().path().root() != AccessPath.Root.UNKNOWN;
  }

  private static boolean isSame(Access bare, Access other) {
    return bare.body().ref().equals(other.body().ref())
        && bare.event().step() == other.event().step();
  }

  /** Of the accesses of one body that do the same under the same guards, the first. */
  private static List<Access> representatives(List<Access> all) {
    Map<List<Object>, Access> first = new LinkedHashMap<>();
    for (Access access : all) {
      List<Object> likeness =
          List.of(
              access.body().ref(),
              access.touch().kind().writes(),
              SIZE.contains(access.touch().through()),
              access.exclusive(),
              access.claims(),
              access.shared());
      first.putIfAbsent(likeness, access);
    }
    return first.values().stream().limit(MOST_COMPARED).toList();
  }

  private static final Comparator<Race> ORDER =
      Comparator.comparing((Race race) -> race.assumptions().size())
          .thenComparing(race -> !race.bare().touch().kind().writes())
          .thenComparing(race -> race.other().isBare())
          .thenComparing(UnguardedCollection::alikeGuarded)
          .thenComparing(race -> race.other().body().ref().equals(race.bare().body().ref()));

  /**
   * Of two that each hold another lock, the one that hardly anybody else holds is the wrong one.
   */
  private static long alikeGuarded(Race race) {
    Set<String> held = race.bare().exclusive();
    return race.all().stream()
        .filter(access -> access.exclusive().stream().anyMatch(held::contains))
        .count();
  }

  /** The side with fewer guards is the one to change. */
  private static boolean worse(Access bare, Access other) {
    return bare.exclusive().size() > other.exclusive().size();
  }

  /** Two bodies that only started threads run, and no two different ones, do not meet. */
  private static boolean sameThread(Linked linked, Access bare, Access other) {
    Threads threads = linked.threads();
    return isOfThreads(linked, bare)
        && isOfThreads(linked, other)
        && threads.starts(bare.body().ref()).stream()
            .noneMatch(start -> start.many() && !threads.isOfOne(start, bare.slot()))
        && !threads.mayMeet(bare.body().ref(), other.body().ref(), bare.slot());
  }

  /** Returns whether threads that are known are all that runs a body, or nobody does. */
  private static boolean isOfThreads(Linked linked, Access access) {
    Threads threads = linked.threads();
    MethodRef method = access.body().ref();
    boolean called = !linked.graph().callers(method).isEmpty();
    return !threads.isReachable(method) && (!called || !threads.starts(method).isEmpty());
  }

  /** Returns what else is done without the guard: with none, and then with another one. */
  private static List<Access> alike(List<Access> accesses, Access bare, Access other) {
    return accesses.stream()
        .filter(access -> !isSame(access, bare) && !isSame(access, other))
        .filter(access -> access.isBare() == bare.isBare() || isElsewhereGuarded(access, other))
        .sorted(Comparator.comparing(access -> access.isBare() != bare.isBare()))
        .toList();
  }

  private static boolean isElsewhereGuarded(Access access, Access other) {
    return !other.isBare()
        && !access.isApartFrom(other)
        && (access.touch().kind().writes() || other.touch().kind().writes());
  }

  private static List<String> assumptions(
      Linked linked, Reasons reasons, List<Reason> why, Access bare, Access other) {
    Set<String> assumptions = new LinkedHashSet<>();
    assumptions.addAll(reasons.callers(bare.body().ref(), bare.slot()));
    Reason strongest = why.get(0);
    assumptions.addAll(strongest.assumptions());
    reasons.guess(why, bare.slot()).ifPresent(assumptions::add);
    if (bare.isLikelyApartFrom(other)) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    if (bare.mayShareLock(other)) {
      assumptions.add("the lock that each of them was given is another one");
    }
    for (Access side : List.of(bare, other)) {
      atTheTime(linked, side, assumptions);
    }
    if (linked.contents().isMixed(bare.slot())) {
      assumptions.add("it is not the thread-safe object that is there then");
    }
    if (!bare.touch().kind().writes()) {
      ofRead(bare, other, assumptions);
    }
    return List.copyOf(assumptions);
  }

  private static void ofRead(Access bare, Access other, Set<String> assumptions) {
    if (SIZE.contains(bare.touch().through())) {
      assumptions.add("an old size does harm");
    }
    if (isNumberInArray(bare) && !other.isBare()) {
      assumptions.add("an old number does harm");
    }
    if (isDescriptive(bare)) {
      assumptions.add("its text is asked for while other threads work");
    }
  }

  private static void atTheTime(Linked linked, Access side, Set<String> assumptions) {
    String called = Wording.shortMethod(side.body().ref());
    if (Lifecycle.isOf(linked, side) && side.isBare()) {
      assumptions.add(called + " runs while others are at work");
      assumptions.add("nobody sees to it that it does not");
    } else if (isPutIn(side)
        && side.isBare()
        && BareAccess.isSetter(side.body())
        && !linked.threads().isEntered(side.body().ref())) {
      assumptions.add(called + " sets it while others are at work");
      assumptions.add("nobody sees to it that it does not");
    }
  }

  /** One number is read as a whole, whatever is written beside it. */
  private static boolean isNumberInArray(Access bare) {
    String array = bare.touch().receiverType();
    return bare.touch().through().isEmpty() && array.startsWith("[") && array.length() == 2;
  }

  /** What sets something up takes nothing out. */
  private static boolean isPutIn(Access side) {
    return side.touch().kind().writes() && !side.touch().through().startsWith("remove");
  }

  static boolean isDescriptive(Access access) {
    return Set.of("toString", "hashCode", "equals").contains(access.body().ref().name());
  }

  private Draft draft(Linked linked, Slot slot, Race race) {
    String name = Wording.quoted(slot);
    return new Draft(
        id(),
        Confidence.assuming(race.assumptions().size()),
        name + " is not thread-safe and shared without a guard",
        ReadModifyWrite.subject(linked, slot),
        race.bare().body().ref(),
        sites(linked, race),
        isCollection(linked, slot)
            ? name
                + " breaks, or loses an entry, when one thread changes it while another is inside"
            : name + " gives wrong results, or breaks, when two threads use it at once",
        interleaving(race),
        race.reasons().stream().map(new Wording(linked)::evidence).toList(),
        race.assumptions(),
        fix(linked, race, name));
  }

  /** A read lock lets other readers in, and so all that they do under it. */
  private static String fix(Linked linked, Race race, String name) {
    Access bare = race.bare();
    boolean shared = bare.touch().kind().writes() && bare.exclusive().isEmpty() && !bare.isBare();
    if (shared) {
      String why = isLookup(bare) ? ", and in the order of use a lookup does" : "";
      return "take the write lock for what changes " + name + why;
    }
    return !isCollection(linked, bare.slot())
        ? "make one for each use, or hold one lock wherever " + name + " is used"
        : "hold one lock wherever " + name + " is used, or make it a concurrent collection";
  }

  /** Returns whether a slot holds entries; a format or a digest is no collection either. */
  private static boolean isCollection(Linked linked, Slot slot) {
    Hierarchy hierarchy = linked.program().hierarchy();
    ClassRef type = new ClassRef(slot.field().typeName());
    return slot.elements() > 0
        || type.name().startsWith("[")
        || hierarchy.isA(type, MAP)
        || hierarchy.isA(type, COLLECTION)
        || linked.program().traits(type).isEmpty();
  }

  /** In a map that keeps the order of use, a lookup changes that order. */
  private static boolean isLookup(Access access) {
    return access.touch().kind() == AccessKind.UPDATE && access.touch().through().startsWith("get");
  }

  private static List<Site> sites(Linked linked, Race race) {
    List<Site> sites = new ArrayList<>();
    add(linked, sites, race.bare());
    add(linked, sites, race.other());
    for (Access access : alike(race.all(), race.bare(), race.other())) {
      if (sites.size() < MOST_PLACES) {
        add(linked, sites, access);
      }
    }
    if (race.bare().isBare()) {
      Ways.add(linked, sites, race.bare().body(), race.bare().slot());
    }
    return sites;
  }

  private static void add(Linked linked, List<Site> sites, Access access) {
    String looked = isLookup(access) ? "looked up here, which changes the order" : "written here";
    String role = access.touch().kind().writes() ? looked : "read here";
    Site site = new Wording(linked).site(access.body(), access.event(), role, access.guards());
    if (sites.stream().noneMatch(known -> known.place().equals(site.place()))) {
      sites.add(site);
    }
  }

  private static Interleaving interleaving(Race race) {
    String first = Wording.step(race.bare().slot(), race.bare().touch());
    String second = Wording.step(race.other().slot(), race.other().touch());
    return new Interleaving(
        Wording.shortMethod(race.bare().body().ref()),
        Wording.shortMethod(race.other().body().ref()),
        List.of(
            Turn.of(0, first + " begins"),
            Turn.of(1, second + " begins"),
            Turn.of(1, second + " ends"),
            new Turn(0, first + " ends", "inside a structure that has changed")));
  }
}

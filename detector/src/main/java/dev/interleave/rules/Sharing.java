package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.Arrival;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.link.Start;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that threads share because of who holds them: a class without a sign of threads of its
 * own is called, with no guard, on an object that a static, a thread-safe collection, or a thread
 * and its maker both hold.
 */
final class Sharing {
  private static final int DEEPEST = 3;
  private static final int MOST = 24;

  private final Linked linked;
  private final Statics statics;
  private final Map<MethodRef, List<Use>> known = new HashMap<>();

  /** A call, with no guard, on an object that a field holds. */
  private record Use(MethodSummary caller, AccessPath object, FieldRef holder) {}

  Sharing(Linked linked) {
    this.linked = linked;
    this.statics = new Statics(linked);
  }

  /** Returns why the object of a method may be known to several threads, the strongest reason. */
  Optional<Reason> why(MethodRef method, Slot slot) {
    if (!isOwn(method, slot)) {
      return Optional.empty();
    }
    List<Use> uses = uses(method, 0);
    for (Use use : uses) {
      Optional<Reason> meets = meeting(method, slot, use);
      if (meets.isPresent()) {
        return meets;
      }
    }
    return uses.stream()
        .filter(use -> isChanged(slot, use.holder))
        .flatMap(use -> held(method, use).stream())
        .findFirst()
        .or(() -> statics.why(method, slot));
  }

  /** The holder tells of the object whose method it is, not of what that method is handed. */
  private boolean isOwn(MethodRef method, Slot slot) {
    return linked.program().hierarchy().isA(method.owner(), slot.field().owner())
        && !linked.program().isStatic(slot.field());
  }

  /** Returns whether anybody but its maker changes the object of a field. */
  private boolean isChanged(Slot slot, FieldRef holder) {
    for (Access access : linked.accesses().of(slot)) {
      if (access.touch().kind().writes()) {
        for (Use use : uses(access.body().ref(), 0)) {
          if (use.holder.equals(holder)
              && linked.threads().isReachable(use.caller.ref())
              && !linked.ownership().isConstructing(use.caller)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A thread works on the object that a field holds, and so does somebody else. */
  private Optional<Reason> meeting(MethodRef method, Slot slot, Use use) {
    for (Access other : linked.accesses().of(slot)) {
      if (other.touch().kind().writes()) {
        for (Use rival : uses(other.body().ref(), 0)) {
          Optional<Reason> meets =
              rival.holder.equals(use.holder) ? meeting(method, use, rival) : Optional.empty();
          if (meets.isPresent()) {
            return meets;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> meeting(MethodRef method, Use use, Use rival) {
    MethodRef mine = use.caller.ref();
    MethodRef its = rival.caller.ref();
    if (linked.accesses().loops().owns(use.holder)) {
      return Optional.empty();
    }
    if (linked.threads().mayMeet(mine, its)) {
      return Optional.of(between(method, use, rival));
    }
    return isOfOneObject(use)
        ? manyOf(mine, its, use.holder)
            .map(
                many ->
                    new Reason(Kind.SHARED, many.text() + calling(method, use.holder), "")
                        .from(many))
        : Optional.empty();
  }

  /**
   * The tasks of one loop work on what the object that made them holds; what comes along with a
   * message or a request is in one hand at a time.
   */
  private static boolean isOfOneObject(Use use) {
    List<FieldRef> fields = use.object.fields();
    return use.object.root() == Root.GLOBAL
        || (use.object.root() == Root.PARAM
            && use.object.number() == 0
            && !Flags.has(use.caller.access(), Flags.STATIC)
            && !fields.isEmpty()
            && fields.subList(0, fields.size() - 1).stream().allMatch(FieldRef::isOuter));
  }

  private Optional<Start> manyOf(MethodRef mine, MethodRef its, FieldRef holder) {
    return linked.threads().starts(mine).stream()
        .filter(start -> start.many() && linked.threads().starts(its).contains(start))
        .filter(start -> !linked.threads().isOfEach(start, holder.owner()))
        .findFirst();
  }

  private static String calling(MethodRef method, FieldRef holder) {
    return ", and calls "
        + Wording.method(method)
        + " on `"
        + holder.name()
        + "`, which others hold, too";
  }

  private Reason between(MethodRef method, Use use, Use rival) {
    boolean first = !linked.threads().starts(use.caller.ref()).isEmpty();
    MethodRef thread = (first ? use : rival).caller.ref();
    MethodRef beside = (first ? rival : use).caller.ref();
    List<Start> starts = linked.threads().starts(thread);
    boolean met =
        !linked.threads().starts(beside).isEmpty()
            || linked.threads().isOpen(beside)
            || starts.stream().anyMatch(Start::many);
    boolean one = isOfOneObject(use) && isOfOneObject(rival);
    return new Reason(
            Kind.SHARED,
            starts.get(0).text() + calling(method, use.holder),
            Wording.method(beside) + " is called while that thread runs",
            !met || !one || starts.stream().anyMatch(start -> isTasksOwn(start, use.holder)))
        .from(starts.get(0));
  }

  /** What a task makes for itself no other thread gets at but through that task. */
  private boolean isTasksOwn(Start start, FieldRef holder) {
    return !start.root().isLambda()
        && linked.program().hierarchy().isA(start.root().owner(), holder.owner())
        && !isHandedIn(holder);
  }

  /** Returns whether a field gets what it holds from whoever makes its object. */
  private boolean isHandedIn(FieldRef holder) {
    ClassSummary type = linked.program().type(holder.owner());
    boolean handed = linked.program().isStatic(holder);
    for (MethodSummary body : type == null ? List.<MethodSummary>of() : type.summaries()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch && Statics.fills(touch, holder)) {
          boolean given =
              body.ref().isConstructor()
                  && touch.value() != null
                  && touch.value().path().root() == Root.PARAM;
          if (!given) {
            return false;
          }
          handed = true;
        }
      }
    }
    return handed;
  }

  private Optional<Reason> held(MethodRef method, Use use) {
    MethodRef caller = use.caller.ref();
    if (!linked.threads().isReachable(caller) || linked.ownership().isConstructing(use.caller)) {
      return Optional.empty();
    }
    if (use.object.root() == Root.GLOBAL) {
      return Optional.of(held(method, use, "which is static"));
    }
    return entered(method, use)
        .or(
            () ->
                isMeantForThreads(use)
                    ? Optional.of(held(method, use, "which is there for several threads"))
                    : Optional.empty());
  }

  private static Reason held(MethodRef method, Use use, String how) {
    String caller = Wording.method(use.caller.ref());
    String text =
        caller
            + " calls "
            + Wording.method(method)
            + " on what `"
            + use.holder.name()
            + "` holds, "
            + how;
    return new Reason(Kind.SHARED, text, caller + " is called by several threads");
  }

  /** The object that serves many threads has them all work with the one that it holds. */
  private Optional<Reason> entered(MethodRef method, Use use) {
    return isOfOneObject(use)
        ? entrance(use.caller.ref(), 0)
            .map(
                why ->
                    new Reason(
                        Kind.SHARED,
                        why
                            + ", and gets to "
                            + Wording.method(method)
                            + " on `"
                            + use.holder.name()
                            + "`",
                        "one " + method.owner().simpleName() + " serves all of them"))
        : Optional.empty();
  }

  /** Returns why an object is shared although its class is made for one piece of work. */
  Optional<Reason> whyAllTheSame(MethodRef method, Slot slot) {
    return isOwn(method, slot)
        ? uses(method, 0).stream()
            .filter(use -> isChanged(slot, use.holder))
            .filter(use -> !linked.ownership().isConstructing(use.caller))
            .flatMap(use -> entered(method, use).stream())
            .findFirst()
            .or(() -> statics.ofOne(method, slot))
        : Optional.empty();
  }

  /** Returns who calls a method from many threads, on the way through what objects hold. */
  private Optional<String> entrance(MethodRef method, int depth) {
    Optional<Arrival> arrival =
        linked.threads().arrivals(method).stream()
            .filter(its -> linked.program().hierarchy().isA(its.root().owner(), method.owner()))
            .findFirst();
    if (arrival.isPresent() || depth == DEEPEST) {
      return arrival.map(Arrival::why);
    }
    return uses(method, 0).stream()
        .filter(Sharing::isOfOneObject)
        .filter(use -> !linked.ownership().isConstructing(use.caller))
        .flatMap(use -> entrance(use.caller.ref(), depth + 1).stream())
        .findFirst();
  }

  /**
   * A holder of another class hands objects on; who works on one then is another matter, and what
   * is taken out of a queue is its taker's alone.
   */
  private boolean isMeantForThreads(Use use) {
    if (!use.object.endsInElement()
        || linked.program().isQueue(use.holder)
        || use.object.parent().endsInElement()
        || !use.holder.owner().outermost().equals(use.caller.ref().owner().outermost())) {
      return false;
    }
    Trait trait = linked.contents().of(new Slot(use.holder, Location.Kind.CONTENT, 0));
    return trait == Trait.CONCURRENT || trait == Trait.SYNCHRONIZED || trait == Trait.COPYONWRITE;
  }

  /** Returns the calls that lead to a method, directly or through its own object's methods. */
  private List<Use> uses(MethodRef method, int depth) {
    List<Use> before = known.get(method);
    if (before != null) {
      return before;
    }
    known.put(method, List.of());
    List<Use> all = new ArrayList<>();
    MethodSummary body = linked.program().body(method);
    boolean hasObject = body != null && !Flags.has(body.access(), Flags.STATIC);
    for (CallSite site : hasObject ? linked.graph().callers(method) : List.<CallSite>of()) {
      if (site.kind() == CallSite.Kind.CALL
          && all.size() < MOST
          && linked.graph().sites(site.caller(), site.event()).size() == 1
          && linked.accesses().guards(site.caller(), site.held()).isEmpty()) {
        add(all, site, depth);
      }
    }
    known.put(method, all);
    return all;
  }

  private void add(List<Use> all, CallSite site, int depth) {
    AccessPath object = site.arguments().get(0);
    FieldRef holder = object.lastField();
    if (object.isParam(0) && !Flags.has(site.caller().access(), Flags.STATIC)) {
      if (depth < DEEPEST) {
        all.addAll(uses(site.caller().ref(), depth + 1));
      }
    } else if (holder != null
        && !holder.isOuter()
        && !linked.accesses().isOutOfQuestion(site.caller())
        && !linked.ownership().isOwned(site.caller(), object)) {
      all.add(new Use(site.caller(), object, linked.program().resolve(holder)));
    }
  }
}

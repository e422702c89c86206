package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Callback;
import dev.interleave.link.Callbacks;
import dev.interleave.link.Linked;
import dev.interleave.link.LockName;
import dev.interleave.link.Ownership;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reports code of others that runs while a lock is held. */
final class CallbackUnderLock implements Rule {
  private static final int LONG_WAY = 2;

  @Override
  public String id() {
    return "callback-under-lock";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Map<String, Held> shortest = new LinkedHashMap<>();
    for (MethodSummary body : linked.graph().holding()) {
      if (Ownership.isMaking(body) || linked.program().isTestOnly(body)) {
        continue;
      }
      for (Event event : body.events()) {
        GuardSet held = locks(linked, body, event.held());
        if (!held.isEmpty()) {
          for (Callback callback : linked.callbacks().of(body, event)) {
            keep(shortest, new Held(body, event, held, callback));
          }
        }
      }
    }
    Contenders contenders = new Contenders(linked);
    Map<List<Object>, Draft> drafts = new LinkedHashMap<>();
    for (Held held : shortest.values()) {
      Draft draft = draft(linked, contenders, held);
      List<Object> one =
          List.of(
              held.callback.origin().ref().owner().outermost(),
              held.callback.receiver(),
              draft.subject(),
              draft.confidence());
      drafts.merge(one, draft, Draft::withSitesOf);
    }
    return Draft.finish(List.copyOf(drafts.values()));
  }

  /** A callback, and the body and point at which the lock around it is held. */
  private record Held(MethodSummary body, Event event, GuardSet guards, Callback callback) {}

  private static void keep(Map<String, Held> shortest, Held held) {
    Callback callback = held.callback;
    boolean passedOn =
        !callback.calls().isEmpty() && held.body.ref().name().equals(callback.target().name());
    if (passedOn || (callback.calls().isEmpty() && Callbacks.isWrapper(held.body))) {
      return;
    }
    String key = callback.origin().ref() + " " + callback.target();
    Held before = shortest.get(key);
    if (before == null || before.callback.calls().size() > callback.calls().size()) {
      shortest.put(key, held);
    }
  }

  /** The inside of an atomic call, and locks that nobody else can see, are left out. */
  private static GuardSet locks(Linked linked, MethodSummary body, GuardSet held) {
    List<Guard> kept = new ArrayList<>();
    for (Guard guard : held.guards()) {
      FieldRef field = guard.lock().lastField();
      boolean atomic =
          field != null
              && linked
                      .contents()
                      .of(new Slot(linked.program().resolve(field), Location.Kind.CONTENT, 0))
                  == Trait.CONCURRENT;
      boolean nameless = guard.lock().root() == Root.UNKNOWN && guard.lock().isBare();
      if (!linked.ownership().isOwned(body, guard.lock()) && !nameless && !atomic) {
        kept.add(guard);
      }
    }
    return GuardSet.of(kept);
  }

  private Draft draft(Linked linked, Contenders contenders, Held held) {
    Wording wording = new Wording(linked);
    Callback callback = held.callback;
    List<String> guards = wording.guards(held.body, held.guards);
    String lock = String.join(" and ", guards);
    String called = callback.receiver().simpleName() + "." + callback.target().name();
    List<String> assumptions = assumptions(linked, callback, called);
    assumeWanted(linked, held, lock, assumptions);
    boolean ofThread = !linked.threads().starts(held.body.ref()).isEmpty();
    if (ofThread
        && held.guards.guards().stream().noneMatch(g -> contenders.hasOthers(held.body, g))) {
      assumptions.add("other code takes " + lock + ", too");
    }
    return new Draft(
        id(),
        Confidence.assuming(assumptions.size()),
        title(called, lock),
        subject(linked, held),
        callback.origin().ref(),
        sites(linked, held, guards),
        "`"
            + called
            + "` is code of others; it runs inside "
            + lock
            + " and can wait for a thread that wants the same lock",
        interleaving(held, called, lock),
        evidence(linked, held, called),
        assumptions,
        "copy what is needed under " + lock + ", release it, then call `" + called + "`");
  }

  private static String title(String called, String lock) {
    String full = "`" + called + "` is called while " + lock + " is held";
    return full.length() <= 80 ? full : "`" + called + "` is called while a lock is held";
  }

  private static String unknown(Callback callback, String called) {
    return switch (callback.kind()) {
      case RELAY -> "whoever is told in turn by " + called + " takes a lock, waits or comes back";
      case CONTAINER -> "what " + called + " runs or waits for wants the lock on another thread";
      default -> "an implementation of " + called + " takes a lock, waits or comes back";
    };
  }

  private static List<String> assumptions(Linked linked, Callback callback, String called) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add(unknown(callback, called));
    if (callback.kind() == Callback.Kind.FUNCTION) {
      assumptions.add("it does more than compute its result");
    }
    if (callback.kind() == Callback.Kind.ACTION
        && (!callback.calls().isEmpty() || isHandedToRun(callback))) {
      assumptions.add("whoever handed it in does not know of the lock");
    }
    if (callback.calls().size() > LONG_WAY) {
      assumptions.add("the long way there is taken");
    }
    boolean unmeant =
        callback.kind() == Callback.Kind.COLLABORATOR
            ? !callback.calls().isEmpty()
            : callback.kind() == Callback.Kind.LISTENER && isOfOthers(linked, callback);
    if (unmeant) {
      assumptions.add("whoever holds the lock did not mean to call it there");
    }
    if (isFitted(linked, callback)) {
      assumptions.add("it was put in without a thought for the lock");
    }
    if (callback.kind() == Callback.Kind.DEPENDENTS && !isHandedOut(linked, callback)) {
      assumptions.add("something depends on it that does");
    }
    return assumptions;
  }

  /**
   * A class that tells its listeners may not know of the lock that another one holds around it, and
   * those of the program that listen take none themselves.
   */
  private static boolean isOfOthers(Linked linked, Callback callback) {
    if (callback.calls().isEmpty() || !linked.callbacks().lockingTargets(callback).isEmpty()) {
      return false;
    }
    ClassRef holder = callback.calls().get(0).caller().ref().owner();
    ClassRef telling = callback.origin().ref().owner();
    Hierarchy hierarchy = linked.program().hierarchy();
    return !holder.outermost().equals(telling.outermost())
        && !hierarchy.isA(holder, telling)
        && !hierarchy.isA(telling, holder);
  }

  /**
   * The one object that a part of the program was given to work with belongs to how the program is
   * put together; those who register from outside do not know of each other, nor of the lock.
   */
  private static boolean isFitted(Linked linked, Callback callback) {
    boolean locking = !linked.callbacks().lockingTargets(callback).isEmpty();
    boolean one =
        switch (callback.kind()) {
          case COLLABORATOR, LISTENER -> !locking;
          case ACTION -> true;
          default -> false;
        };
    return one
        && linked.program().isInner(callback.origin().ref().owner())
        && callback.event().action() instanceof Invoke invoke
        && isGiven(invoke.operands().get(0).path());
  }

  private static boolean isGiven(AccessPath path) {
    return path.root() == Root.PARAM
        && path.number() == 0
        && !path.isBare()
        && !path.endsInElement();
  }

  /** What is assumed of those who want the lock. */
  private static void assumeWanted(
      Linked linked, Held held, String lock, List<String> assumptions) {
    boolean ending =
        held.callback.kind() == Callback.Kind.COLLABORATOR && Lifecycle.isBound(held.body.ref());
    if (ending || Lifecycle.isOfComponent(held.body.ref()) || Lifecycle.isUpkeep(held.body.ref())) {
      assumptions.add(Wording.method(held.body.ref()) + " is called while others are at work");
    }
    assumeTaken(linked, held, lock, assumptions);
    if (!held.callback.calls().isEmpty()
        && held.guards.guards().stream().noneMatch(Guard::isExclusive)) {
      assumptions.add("somebody waits to take " + lock + " for writing");
    }
    if (held.guards.guards().stream().allMatch(guard -> isOneOfMany(held.body, guard.lock()))) {
      assumptions.add("somebody else wants that one of the locks");
    }
  }

  /** Who asks a container under a lock waits for those who are asked by it and want the lock. */
  private static void assumeTaken(Linked linked, Held held, String lock, List<String> assumptions) {
    Map<LockName, Guard> locks = linked.locks().held(held.body, held.guards);
    List<MethodRef> takers =
        locks.entrySet().stream()
            .flatMap(e -> linked.locks().takers(e.getKey(), e.getValue().mode()).stream())
            .toList();
    boolean container = held.callback.kind() == Callback.Kind.CONTAINER;
    boolean wanted =
        takers.stream()
            .filter(taker -> !container || !taker.equals(held.body.ref()))
            .anyMatch(Lifecycle::isInOperation);
    if (!wanted && (container || !takers.isEmpty())) {
      assumptions.add("other code takes " + lock + " in normal operation");
    }
    if (container && isSettingUp(linked, held)) {
      assumptions.add("it happens while others are at work");
    }
  }

  /** Returns whether a container is asked once, for what an object works with, or by itself. */
  private static boolean isSettingUp(Linked linked, Held held) {
    Callback callback = held.callback;
    MethodRef method = held.body.ref();
    boolean itself = linked.program().find(callback.target().in(method.owner())) != null;
    boolean once =
        Lifecycle.isOnce(method)
            || Lifecycle.isCalledFrom(linked, method)
            || Lifecycle.isOnce(callback.origin().ref())
            || callback.calls().stream().anyMatch(call -> Lifecycle.isOnce(call.caller().ref()));
    return itself
        || once
        || !held.event.absence().isEmpty()
        || !callback.event().absence().isEmpty();
  }

  /** A lock of its own for each key or entry serves those only who work on the same. */
  private static boolean isOneOfMany(MethodSummary body, AccessPath lock) {
    return body.isHandedIn(lock) || lock.endsInElement() || lock.root() == Root.UNKNOWN;
  }

  /** Whoever gets a future from its class is there to make something depend on it. */
  private static boolean isHandedOut(Linked linked, Callback callback) {
    FieldRef held =
        callback.event().action() instanceof Invoke invoke
                && !invoke.operands().get(0).path().endsInElement()
            ? invoke.operands().get(0).path().lastField()
            : null;
    return held != null
        && linked.program().bodies().stream()
            .filter(body -> Flags.has(body.access(), Flags.PUBLIC))
            .map(MethodSummary::result)
            .anyMatch(
                result ->
                    result != null
                        && !result.isBare()
                        && !result.endsInElement()
                        && Objects.equals(held, result.lastField()));
  }

  /** A method that only runs its argument, and that once, under a lock is there to do so. */
  private static boolean isHandedToRun(Callback callback) {
    return !callback.event().repeated()
        && callback.event().action() instanceof Invoke invoke
        && invoke.operands().get(0).path().isBare()
        && callback.origin().events().stream()
            .noneMatch(event -> event.action() instanceof Touch touch && touch.kind().writes());
  }

  private static Subject subject(Linked linked, Held held) {
    Guard guard = held.guards.guards().get(held.guards.guards().size() - 1);
    String name = new Wording(linked).path(held.body, guard.lock());
    return new Subject("lock", held.body.ref().owner(), name);
  }

  private static List<Site> sites(Linked linked, Held held, List<String> guards) {
    Callback callback = held.callback;
    List<Place> trace = new ArrayList<>();
    callback
        .calls()
        .forEach(
            call -> trace.add(linked.program().place(call.caller().ref(), call.event().span())));
    Place place = linked.program().place(callback.origin().ref(), callback.event().span());
    Site first = new Site(place, "called here", guards, trace);
    if (callback.calls().isEmpty()) {
      return List.of(first);
    }
    Place outer = linked.program().place(held.body.ref(), held.event.span());
    return List.of(first, new Site(outer, "on the way there, entered here", guards, List.of()));
  }

  private static Interleaving interleaving(Held held, String called, String lock) {
    return new Interleaving(
        Wording.shortMethod(held.body.ref()),
        "any other thread",
        List.of(
            Turn.of(0, "takes " + lock),
            Turn.of(1, "takes the lock L of the callback"),
            Turn.of(0, called + " waits for L"),
            new Turn(1, "waits for " + lock, "neither goes on")));
  }

  private static List<Evidence> evidence(Linked linked, Held held, String called) {
    List<Evidence> evidence = new ArrayList<>();
    List<MethodRef> locking = linked.callbacks().lockingTargets(held.callback);
    if (!locking.isEmpty()) {
      evidence.add(
          new Evidence(
              Evidence.Kind.DECLARED,
              Wording.method(locking.get(0)) + " implements it and takes a lock of its own"));
    }
    String text =
        switch (held.callback.kind()) {
          case RELAY ->
              Wording.method(linked.callbacks().tellingTargets(held.callback).get(0))
                  + " implements it and tells listeners in turn";
          case LISTENER -> called + " is implemented by whoever registers";
          case ACTION -> called + " runs what a caller handed in";
          case DEPENDENTS -> called + " runs on this thread whatever was registered before";
          case CONTAINER -> called + " runs code of others, under locks of the container";
          case COLLABORATOR -> called + " is implemented by users of the library alone";
          case FUNCTION -> called + " runs a function that was handed in";
        };
    evidence.add(new Evidence(Evidence.Kind.DECLARED, text));
    return evidence;
  }
}

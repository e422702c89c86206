package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who takes which lock, and what is waited for and which other locks are taken meanwhile. */
public final class LockUse {
  private static final ClassRef SEMAPHORE = new ClassRef("java/util/concurrent/Semaphore");

  private final Program program;
  private final CallGraph graph;
  private final Accesses accesses;
  private final Ownership ownership;
  private final LockNames names;
  private final Reaching<Wait> waits;
  private final Reaching<Taking> takings;
  private final Reaching<Location> changes;
  private final Map<LockName, Map<MethodRef, Taking>> takers = new HashMap<>();
  private final Signals signals;

  LockUse(
      Program program, CallGraph graph, Accesses accesses, Ownership ownership, LockNames names) {
    this.program = program;
    this.graph = graph;
    this.accesses = accesses;
    this.ownership = ownership;
    this.names = names;
    this.waits = new Reaching<>(program, graph, new Waits(program, graph)::of);
    this.takings = new Reaching<>(program, graph, this::takingOf);
    this.changes = new Reaching<>(program, graph, LockUse::changeOf);
    for (MethodSummary body : graph.holding()) {
      if (!Ownership.isMaking(body) && !program.isTestOnly(body)) {
        body.events().forEach(event -> noteTaker(body, event));
      }
    }
    this.signals = new Signals(graph, this);
  }

  /**
   * The taking of a lock that others can see.
   *
   * @param name which
   * @param mode how
   * @param tried whether it gives up when somebody else has it
   */
  public record Taking(LockName name, Guard.Mode mode, boolean tried) {}

  private void noteTaker(MethodSummary body, Event event) {
    Taking taking = takingOf(body, event);
    if (taking != null && !taking.tried()) {
      takers.computeIfAbsent(taking.name(), n -> new LinkedHashMap<>(2)).put(body.ref(), taking);
    }
  }

  private @Nullable Taking takingOf(MethodSummary body, Event event) {
    if (!(event.action() instanceof Acquire taken) || !isSeen(body, taken.guard())) {
      return null;
    }
    LockName name = names.of(body, taken);
    return name == null ? null : new Taking(name, taken.guard().mode(), taken.tried());
  }

  /** Returns what is waited for in an event, nearest first. */
  public List<Reached<Wait>> waits(MethodSummary body, Event event) {
    return waits.of(body, event).stream()
        .filter(wait -> !isIntoOwn(wait) && !isAsked(wait))
        .toList();
  }

  private static boolean isAsked(Reached<Wait> wait) {
    return wait.calls().stream().anyMatch(call -> Waits.hasAskedSame(call.caller(), call.event()));
  }

  /** Returns whether a stream that is worked on was made on the way there. */
  private boolean isIntoOwn(Reached<Wait> wait) {
    if (!(wait.event().action() instanceof Invoke invoke)
        || invoke.operands().isEmpty()
        || !program.traits(invoke.target().owner()).contains(Trait.STREAM)) {
      return false;
    }
    AccessPath path = invoke.operands().get(0).path();
    for (int i = wait.calls().size() - 1; i >= 0 && path.root() != Root.FRESH; i--) {
      path = Frames.toCaller(path, wait.calls().get(i).arguments());
    }
    return path.root() == Root.FRESH && !invoke.target().isConstructor();
  }

  /** Returns whether a task that is awaited takes a lock; when it is not at hand, it may. */
  public boolean isWanted(Reached<Wait> wait, LockName lock) {
    Event handed =
        wait.event().action() instanceof Invoke invoke
            ? Waits.handOver(wait.origin(), invoke)
            : null;
    List<CallSite> tasks = handed == null ? List.of() : spawned(wait.origin(), handed);
    if (tasks.isEmpty() && !wait.calls().isEmpty()) {
      CallSite last = wait.calls().get(wait.calls().size() - 1);
      tasks = spawned(last.caller(), last.event());
    }
    return tasks.isEmpty() || tasks.stream().anyMatch(task -> takes(task.target(), lock));
  }

  /** Returns whether a signal that is awaited comes from somewhere without a lock, too. */
  public boolean isSignalledWithout(Reached<Wait> wait, LockName lock) {
    return signals.comeWithout(wait, lock);
  }

  private List<CallSite> spawned(MethodSummary body, Event event) {
    return graph.sites(body, event).stream().filter(s -> s.kind().isSpawn()).toList();
  }

  private boolean takes(MethodRef task, LockName lock) {
    MethodSummary body = program.body(task);
    return body == null
        || body.events().stream()
            .flatMap(event -> takings(body, event).stream())
            .anyMatch(taking -> taking.deed().name().equals(lock));
  }

  /** Returns which locks are taken in an event, nearest first. */
  public List<Reached<Taking>> takings(MethodSummary body, Event event) {
    return takings.of(body, event);
  }

  /** Returns the methods that have to wait for whoever holds a lock in a mode. */
  public Set<MethodRef> takers(LockName name, Guard.Mode held) {
    Set<MethodRef> waiting = new LinkedHashSet<>();
    takers
        .getOrDefault(name, Map.of())
        .forEach(
            (method, taking) -> {
              boolean excluded =
                  held == Guard.Mode.EXCLUSIVE || taking.mode() == Guard.Mode.EXCLUSIVE;
              if (excluded && taking.name().canBe(name, program.hierarchy())) {
                waiting.add(method);
              }
            });
    return waiting;
  }

  /** Returns whether an event, or what it runs, may be under a guard at all. */
  public boolean mayHold(MethodSummary body, Event event) {
    if (!event.held().isEmpty()) {
      return true;
    }
    for (CallSite site : graph.sites(body, event)) {
      if (!site.held().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the guards that a body holds around an event, or around what it reaches from there. */
  public static GuardSet around(Event event, Reached<?> reached) {
    if (reached.calls().isEmpty()) {
      return event.held();
    }
    boolean atomic = event.action() instanceof Invoke invoke && invoke.has(Flag.INSIDE);
    return atomic ? event.held() : reached.calls().get(0).held();
  }

  /**
   * Returns the locks among guards, by name, in the order of taking; those that nobody else can see
   * are left out.
   */
  public Map<LockName, Guard> held(MethodSummary body, GuardSet guards) {
    Map<LockName, Guard> held = new LinkedHashMap<>();
    for (Guard guard : guards.guards()) {
      LockName name = isSeen(body, guard) ? names.of(body, guard) : null;
      if (name != null) {
        held.putIfAbsent(name, guard);
      }
    }
    return held;
  }

  /** Returns the names of the locks that all callers of a body are known to hold. */
  public List<LockName> around(MethodSummary body) {
    List<LockName> all = new ArrayList<>();
    addNames(all, accesses.guards(body, GuardSet.NONE), guard -> names.ofCallers(body, guard));
    addNames(all, accesses.likely(body), guard -> names.of(body, guard));
    return all;
  }

  /** Returns the names of the locks that all callers at hand hold, and of which kind they are. */
  List<LockName> hoped(MethodSummary body) {
    List<LockName> all = new ArrayList<>();
    addNames(all, accesses.likely(body), guard -> names.ofCallers(body, guard));
    return all;
  }

  private static void addNames(
      List<LockName> all, GuardSet guards, Function<Guard, @Nullable LockName> naming) {
    for (Guard guard : guards.guards()) {
      LockName name = naming.apply(guard);
      if (name != null) {
        all.add(name);
      }
    }
  }

  /** Returns a guard with its lock under the one name that all of its fields have. */
  public Guard canonical(Guard guard) {
    return names.canonical(guard);
  }

  /** Returns the changes of whole maps and collections that an event leads to. */
  public List<Reached<Location>> changes(MethodSummary body, Event event) {
    return changes.of(body, event);
  }

  private static @Nullable Location changeOf(MethodSummary body, Event event) {
    return event.action() instanceof Touch touch
            && touch.kind().writes()
            && touch.location().kind() == Location.Kind.CONTENT
        ? new Location(Location.Kind.CONTENT, touch.location().path(), null)
        : null;
  }

  /** Returns the name of a lock; null when nothing tells which it is. */
  public @Nullable LockName name(MethodSummary body, Guard guard) {
    return names.of(body, guard);
  }

  /** Returns whether two names are one lock for some objects: one of them was handed it. */
  public boolean mayBeOne(LockName first, LockName second) {
    return names.mayBeOne(first, second);
  }

  private boolean isSeen(MethodSummary body, Guard guard) {
    Root root = guard.lock().root();
    if (root == Root.FRESH || ownership.isOwned(body, guard.lock())) {
      return false;
    }
    FieldRef last = guard.lock().lastField();
    FieldRef field = last == null ? null : program.resolve(last);
    return field == null || !new ClassRef(field.typeName()).equals(SEMAPHORE);
  }
}

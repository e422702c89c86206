package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.CallGraph.Edges;
import dev.interleave.link.CallSite.Kind;
import dev.interleave.link.Pools.Pool;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Give;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connects each body with what it runs. */
final class Wiring {
  private final Program program;
  private final Targets targets;
  private final Pools pools;
  private final Wrappers wrappers;
  private final HandedCode handed;
  private final Crowds crowds;
  private final PerBody<List<CallSite>> callers;
  private final PerBody<List<CallSite>> sites;
  private final Map<MethodRef, List<CallSite>> others = new HashMap<>();
  private final List<CallSite> ofBody = new ArrayList<>();
  private final List<MethodSummary> guarded = new ArrayList<>();
  private final List<MethodSummary> holding = new ArrayList<>();

  /**
   * How code is run.
   *
   * @param held under which guards
   * @param kind on which thread
   * @param alone where the executor with one thread is kept that runs it; null for others
   * @param depth how many tasks it is wrapped in
   */
  private record Way(GuardSet held, Kind kind, @Nullable FieldRef alone, int depth) {
    static final int DEEPEST = 4;

    Way(GuardSet held, Kind kind) {
      this(held, kind, null, 0);
    }

    static Way onThread(boolean many, Pool pool) {
      return new Way(GuardSet.NONE, many ? Kind.SPAWN_MANY : Kind.SPAWN, pool.alone(), 0);
    }

    /** Returns the way of what goes on with itself, or has others of its kind beside it. */
    Way again(boolean beside) {
      Kind one = kind.areMany() ? Kind.SPAWN : kind;
      return new Way(held, beside ? Kind.SPAWN_MANY : one, alone, depth);
    }

    Way wrapped() {
      return new Way(held, kind, alone, depth + 1);
    }

    CallSite site(
        MethodSummary body,
        Event event,
        MethodRef target,
        @Nullable MethodSummary its,
        List<AccessPath> captured) {
      return new CallSite(body, event, target, its, captured, held, kind, alone);
    }
  }

  Wiring(Program program, Targets targets) {
    this.program = program;
    this.targets = targets;
    this.wrappers = new Wrappers(program);
    this.pools = new Pools(program);
    this.handed = new HandedCode(program, targets, wrappers, pools);
    this.callers = new PerBody<>(program);
    this.sites = new PerBody<>(program);
    this.crowds = new Crowds(program);
  }

  CallGraph graph() {
    program.bodies().forEach(this::connect);
    for (MethodSummary body : program.bodies()) {
      callers.put(body, List.copyOf(callers.get(body, List.of())));
    }
    return new CallGraph(program, new Edges(callers, others, sites), guarded, holding);
  }

  private void connect(MethodSummary body) {
    boolean holds = false;
    for (Event event : body.events()) {
      holds |= !event.held().isEmpty() || event.action() instanceof Acquire;
      if (event.action() instanceof Invoke invoke) {
        if (invoke.effect() != null) {
          library(body, event, invoke, invoke.effect());
        }
        for (int number : targets.of(body, invoke)) {
          MethodSummary target = program.body(number);
          add(new CallSite(body, event, target.ref(), target, null, event.held(), Kind.CALL, null));
          if (invoke.effect() == null && handed.isTakenBy(target.ref().name())) {
            handedOn(body, event, invoke, target);
          }
        }
      }
    }
    if (holds || runsUnderGuard()) {
      holding.add(body);
    }
    if (!ofBody.isEmpty()) {
      sites.put(body, List.copyOf(ofBody));
      ofBody.clear();
    }
  }

  private void add(CallSite site) {
    if (!site.held().isEmpty() && site.callee() != null) {
      guarded.add(site.callee());
    }
    callersOf(site).add(site);
    ofBody.add(site);
  }

  private boolean runsUnderGuard() {
    for (CallSite site : ofBody) {
      if (!site.held().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private List<CallSite> callersOf(CallSite site) {
    if (site.callee() == null) {
      return others.computeIfAbsent(site.target(), t -> new ArrayList<>(2));
    }
    return callers.orPut(site.callee(), () -> new ArrayList<>(2));
  }

  /** Connects code that is handed to a library. */
  private void library(MethodSummary body, Event event, Invoke invoke, CallEffect effect) {
    GuardSet held = event.held();
    if (effect.has(Flag.INSIDE) && !invoke.operands().isEmpty() && isAtomic(invoke)) {
      AccessPath subject = invoke.operands().get(0).path();
      held = held.plus(new Guard(subject, Guard.Mode.ENTRY, event.step()));
    }
    boolean crowd = Crowds.isParallel(body, invoke);
    for (int operand : effect.runs()) {
      runs(body, event, operand, new Way(held, crowd ? Kind.CROWD : Kind.RUN));
    }
    for (int operand : effect.later()) {
      boolean other = isCompletedElsewhere(body, event, 0);
      Kind kind = crowds.isRepeated(body, event) ? Kind.SPAWN_MANY : Kind.SPAWN;
      runs(body, event, operand, new Way(GuardSet.NONE, other ? kind : Kind.LATER));
    }
    if (!effect.spawns().isEmpty()) {
      Pool pool = pools.of(body, invoke);
      boolean joined = Crowds.isJoined(body, event, invoke, effect);
      for (int operand : effect.spawns()) {
        boolean many = !joined && crowds.areMany(body, event, operand, pool);
        runs(body, event, operand, Way.onThread(many, pool));
        collected(body, event, operand, pool);
      }
    }
  }

  /**
   * Returns whether a step of a chain, or what it goes on with, is one that another thread takes.
   */
  private boolean isCompletedElsewhere(MethodSummary body, Event event, int depth) {
    if (Stages.isCompletedElsewhere(body, event)) {
      return true;
    }
    AccessPath before = Stages.receiver(Stages.first(body, event));
    return before != null && depth < Way.DEEPEST && isElsewhere(body, before, depth);
  }

  /**
   * Returns whether one of the program's own methods has handed out what another thread completes.
   */
  private boolean isElsewhere(MethodSummary body, AccessPath made, int depth) {
    return made.root() == AccessPath.Root.UNKNOWN
        && made.isBare()
        && body.at(made.number()).stream()
            .map(Event::action)
            .filter(action -> action instanceof Invoke invoke && invoke.effect() == null)
            .flatMapToInt(action -> IntStream.of(targets.of(body, (Invoke) action)))
            .mapToObj(program::body)
            .anyMatch(target -> returnsPending(target, depth + 1));
  }

  private boolean returnsPending(MethodSummary body, int depth) {
    AccessPath result = body.result();
    if (result == null || result.root() != AccessPath.Root.UNKNOWN || !result.isBare()) {
      return false;
    }
    return body.at(result.number()).stream()
            .anyMatch(
                event ->
                    Stages.isAsync(event)
                        || (Stages.isStage(event) && isCompletedElsewhere(body, event, depth)))
        || (depth < Way.DEEPEST && isElsewhere(body, result, depth));
  }

  /** Runs the tasks that a loop has put into a collection of its body's own. */
  private void collected(MethodSummary body, Event event, int operand, Pool pool) {
    if (!(event.action() instanceof Invoke invoke)
        || !invoke.has(Flag.JOINS)
        || operand >= invoke.operands().size()
        || pool.size() == Pools.Size.ONE) {
      return;
    }
    AccessPath tasks = invoke.operands().get(operand).path();
    for (Event before : body.events()) {
      if (tasks.root() == AccessPath.Root.FRESH
          && before.repeated()
          && before.step() < event.step()
          && before.action() instanceof Touch touch
          && touch.location().path().equals(tasks)
          && touch.value() != null) {
        runs(body, event, touch.value(), new Way(GuardSet.NONE, Kind.CROWD));
      }
    }
  }

  /** What a collection for one thread does in one call, it does not do at once. */
  private boolean isAtomic(Invoke invoke) {
    ClassRef type = new ClassRef(invoke.operands().get(0).type());
    return !program.traits(type).contains(Trait.UNGUARDED);
  }

  /** Connects code that is handed to a method which runs it. */
  private void handedOn(MethodSummary body, Event event, Invoke invoke, MethodSummary target) {
    handed
        .spawnedBy(target)
        .forEach(
            (operand, pool) -> {
              // a loop may wait for what one round hands over before the next one
              boolean awaited =
                  event.repeated() && Spawns.joins(body, event).anyMatch(Event::repeated);
              boolean many = !awaited && crowds.areMany(body, event, operand, pool);
              runs(body, event, operand, Way.onThread(many, pool));
            });
    Map<Integer, List<GuardSet>> run = handed.runBy(target);
    for (Map.Entry<Integer, List<GuardSet>> entry : run.entrySet()) {
      for (GuardSet guards : entry.getValue()) {
        GuardSet mapped = Frames.toCaller(guards, invoke.paths(), event.step());
        GuardSet held = event.held().plusAll(mapped);
        runs(body, event, entry.getKey(), new Way(held, Kind.RUN));
      }
    }
  }

  private void runs(MethodSummary body, Event event, int operand, Way way) {
    if (!(event.action() instanceof Invoke invoke) || operand >= invoke.operands().size()) {
      return;
    }
    runs(body, event, invoke.operands().get(operand), way);
  }

  private void runs(MethodSummary body, Event event, Operand code, Way way) {
    Closure closure = code.closure();
    if (closure != null) {
      MethodRef target = program.find(closure.body());
      if (target != null) {
        MethodSummary its = program.body(target);
        add(way.site(body, event, target, its, closure.captured()));
      }
      return;
    }
    if (way.depth() < Way.DEEPEST) {
      returned(body, event, code, way);
      wrappers.inside(body, code).forEach(inner -> runs(body, event, inner, way.wrapped()));
    }
    ClassRef type = Targets.exactType(body, code);
    if (way.kind().isElsewhere() && program.type(type) != null) {
      for (String name : Wrappers.WORKS) {
        MethodSummary its = runnable(type, name);
        if (its != null) {
          Way how = its.number() == body.number() ? way.again(forks(event)) : way;
          add(how.site(body, event, its.ref(), its, List.of(code.path())));
          return;
        }
      }
    }
  }

  /** Runs the code that the program's own methods have returned. */
  private void returned(MethodSummary body, Event event, Operand code, Way way) {
    AccessPath path = code.path();
    boolean made = path.root() == AccessPath.Root.UNKNOWN || path.root() == AccessPath.Root.FRESH;
    if (!made || !path.isBare()) {
      return;
    }
    for (Event call : body.at(path.number())) {
      if (call.action() instanceof Invoke invoke) {
        given(body, invoke)
            .map(give -> Frames.toCaller(give.code(), invoke.paths()))
            .forEach(inCaller -> runs(body, event, inCaller, way.wrapped()));
      }
    }
  }

  private Stream<Give> given(MethodSummary body, Invoke invoke) {
    return IntStream.of(targets.of(body, invoke))
        .mapToObj(program::body)
        .flatMap(target -> target.events().stream())
        .map(Event::action)
        .filter(Give.class::isInstance)
        .map(Give.class::cast);
  }

  private static boolean forks(Event event) {
    return event.action() instanceof Invoke invoke && invoke.has(Flag.FORKS);
  }

  private @Nullable MethodSummary runnable(ClassRef type, String name) {
    for (String result : Wrappers.RESULTS) {
      MethodRef found = program.find(new MethodRef(type, name, result));
      MethodSummary body = found == null ? null : program.body(found);
      if (body != null) {
        return body;
      }
    }
    return null;
  }
}

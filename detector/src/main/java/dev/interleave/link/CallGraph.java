package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.CallSite.Kind;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who runs whom, on which thread and under which guards; virtual calls by class hierarchy. */
public final class CallGraph {
  private final Program program;
  private final Targets targets;
  private final Map<MethodRef, List<CallSite>> callers = new HashMap<>();
  private final Map<MethodRef, List<CallSite>> sites = new HashMap<>();
  private final List<MethodRef> guarded = new ArrayList<>();
  private final List<MethodSummary> holding = new ArrayList<>();
  private final Map<MethodRef, Map<Integer, List<GuardSet>>> parametersRun = new HashMap<>();
  private final Map<MethodRef, Set<Integer>> parametersSpawned = new HashMap<>();
  private final Set<String> runners = new HashSet<>();

  /** Most questions are about one body many times in a row. */
  private @Nullable MethodRef lastCaller;

  private List<CallSite> lastSites = List.of();

  /** A call that hands a parameter of the caller on. */
  private record Handing(MethodSummary body, Event event, Invoke invoke) {}

  private CallGraph(Program program, Targets targets) {
    this.program = program;
    this.targets = targets;
  }

  static CallGraph of(Program program, Targets targets) {
    CallGraph graph = new CallGraph(program, targets);
    List<MethodSummary> bodies = program.bodies();
    List<Handing> handings = new ArrayList<>();
    for (MethodSummary body : bodies) {
      graph.findParametersRun(body, handings);
    }
    for (int depth = 1; depth < 3; depth++) {
      handings.forEach(graph::passDown);
    }
    bodies.forEach(graph::connect);
    return graph;
  }

  /** Returns the ways by which a method is run. */
  public List<CallSite> callers(MethodRef method) {
    return callers.getOrDefault(method, List.of());
  }

  /** Returns the methods that some body runs under a guard, in the order of the program. */
  List<MethodRef> guarded() {
    return guarded;
  }

  /**
   * Returns the bodies that take or hold a guard somewhere, or run something under one, in the
   * order of the program.
   */
  public List<MethodSummary> holding() {
    return holding;
  }

  /** Returns what a body runs, in the order of its code. */
  public List<CallSite> sites(MethodRef caller) {
    if (lastCaller == null || !caller.equals(lastCaller)) {
      lastSites = sites.getOrDefault(caller, List.of());
      lastCaller = caller;
    }
    return lastSites;
  }

  /** Returns what an event of a body runs. */
  public List<CallSite> sites(MethodRef caller, Event event) {
    List<CallSite> all = sites(caller);
    if (all.isEmpty()) {
      return all;
    }
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).event().step() < event.step()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    while (end < all.size() && all.get(end).event().step() == event.step()) {
      end++;
    }
    return all.subList(low, end);
  }

  /** Notes which of its parameters a method calls, and under which guards. */
  private void findParametersRun(MethodSummary body, List<Handing> handings) {
    for (Event event : body.events()) {
      if (!(event.action() instanceof Invoke invoke) || invoke.operands().isEmpty()) {
        continue;
      }
      if (invoke.dispatch() == Dispatch.VIRTUAL) {
        AccessPath receiver = invoke.operands().get(0).path();
        if (receiver.root() == Root.PARAM && receiver.isBare() && receiver.number() > 0) {
          noteRun(body.ref(), receiver.number(), event.held());
        }
      }
      if (handsOnParameter(invoke)) {
        Handing handing = new Handing(body, event, invoke);
        handings.add(handing);
        passDown(handing);
      }
    }
  }

  private void passDown(Handing handing) {
    Invoke invoke = handing.invoke();
    if (invoke.effect() != null || runners.contains(invoke.target().name())) {
      noteSpawned(handing.body(), invoke);
      for (MethodRef target : targets.of(handing.body(), invoke)) {
        Map<Integer, List<GuardSet>> below = parametersRun.get(target);
        if (below != null) {
          passDown(handing.body(), handing.event(), invoke, below);
        }
      }
    }
  }

  /** A parameter that is handed to a thread, here or by a callee, is run by a thread. */
  private void noteSpawned(MethodSummary body, Invoke invoke) {
    CallEffect effect = invoke.effect();
    if (effect != null) {
      noteSpawned(body, invoke, effect.spawns());
    } else {
      for (MethodRef target : targets.of(body, invoke)) {
        Set<Integer> spawned = parametersSpawned.get(target);
        if (spawned != null) {
          noteSpawned(body, invoke, List.copyOf(spawned));
        }
      }
    }
  }

  private void noteSpawned(MethodSummary body, Invoke invoke, List<Integer> operands) {
    for (int operand : operands) {
      if (operand < invoke.operands().size()) {
        AccessPath path = invoke.operands().get(operand).path();
        if (path.root() == Root.PARAM && path.isBare() && path.number() > 0) {
          runners.add(body.ref().name());
          parametersSpawned
              .computeIfAbsent(body.ref(), b -> new LinkedHashSet<>())
              .add(path.number());
        }
      }
    }
  }

  private static boolean handsOnParameter(Invoke invoke) {
    for (Operand operand : invoke.operands()) {
      AccessPath path = operand.path();
      if (path.root() == Root.PARAM && path.isBare() && path.number() > 0) {
        return true;
      }
    }
    return false;
  }

  private void passDown(
      MethodSummary body, Event event, Invoke invoke, Map<Integer, List<GuardSet>> below) {
    List<AccessPath> arguments = paths(invoke);
    for (int i = 0; i < arguments.size(); i++) {
      AccessPath path = arguments.get(i);
      if (below.containsKey(i) && path.root() == Root.PARAM && path.isBare()) {
        for (GuardSet guards : List.copyOf(below.get(i))) {
          GuardSet mapped = Frames.toCaller(guards, arguments, event.step());
          noteRun(body.ref(), path.number(), event.held().plusAll(mapped));
        }
      }
    }
  }

  private void noteRun(MethodRef method, int parameter, GuardSet held) {
    List<GuardSet> known =
        parametersRun
            .computeIfAbsent(method, m -> new HashMap<>())
            .computeIfAbsent(parameter, p -> new ArrayList<>(1));
    runners.add(method.name());
    if (!known.contains(held) && known.size() < 4) {
      known.add(held);
    }
  }

  private void connect(MethodSummary body) {
    int before = guarded.size();
    boolean holds = false;
    for (Event event : body.events()) {
      holds |= !event.held().isEmpty() || event.action() instanceof Acquire;
      if (event.action() instanceof Invoke invoke) {
        List<AccessPath> arguments = paths(invoke);
        if (invoke.effect() != null) {
          library(body, event, invoke, invoke.effect());
        }
        for (MethodRef target : targets.of(body, invoke)) {
          add(new CallSite(body, event, target, arguments, event.held(), Kind.CALL));
          if (invoke.effect() == null && runners.contains(target.name())) {
            handed(body, event, invoke, target);
          }
        }
      }
    }
    if (holds || guarded.size() > before) {
      holding.add(body);
    }
  }

  private static List<AccessPath> paths(Invoke invoke) {
    List<Operand> operands = invoke.operands();
    AccessPath[] paths = new AccessPath[operands.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = operands.get(i).path();
    }
    return List.of(paths);
  }

  private void add(CallSite site) {
    if (!site.held().isEmpty()) {
      guarded.add(site.target());
    }
    callers.computeIfAbsent(site.target(), t -> new ArrayList<>(2)).add(site);
    sites.computeIfAbsent(site.caller().ref(), c -> new ArrayList<>(4)).add(site);
  }

  /** Connects code that is handed to a library. */
  private void library(MethodSummary body, Event event, Invoke invoke, CallEffect effect) {
    GuardSet held = event.held();
    if (effect.has(Flag.INSIDE) && !invoke.operands().isEmpty() && isAtomic(invoke)) {
      AccessPath subject = invoke.operands().get(0).path();
      held = held.plus(new Guard(subject, Guard.Mode.EXCLUSIVE, event.step()));
    }
    for (int operand : effect.runs()) {
      runs(body, event, operand, held, Kind.RUN);
    }
    for (int operand : effect.later()) {
      runs(body, event, operand, GuardSet.NONE, Kind.LATER);
    }
    boolean many = effect.has(Flag.MANY) && event.repeated() && !isJoined(body, event, invoke);
    for (int operand : effect.spawns()) {
      runs(body, event, operand, GuardSet.NONE, many ? Kind.SPAWN_MANY : Kind.SPAWN);
    }
  }

  /** Returns whether a body waits for the thread that it makes before it makes another. */
  private static boolean isJoined(MethodSummary body, Event event, Invoke made) {
    AccessPath thread = made.target().isConstructor() ? made.operands().get(0).path() : null;
    return thread != null
        && body.events().stream()
            .filter(later -> later.step() > event.step())
            .anyMatch(later -> later.action() instanceof Invoke call && joins(call, thread));
  }

  private static boolean joins(Invoke call, AccessPath thread) {
    return call.effect() != null
        && call.effect().has(Flag.JOINS)
        && call.operands().get(0).path().equals(thread);
  }

  /** What a collection for one thread does in one call, it does not do at once. */
  private boolean isAtomic(Invoke invoke) {
    ClassRef type = new ClassRef(invoke.operands().get(0).type());
    return !program.traits(type).contains(Trait.UNGUARDED);
  }

  /** Connects code that is handed to a method which runs it. */
  private void handed(MethodSummary body, Event event, Invoke invoke, MethodRef target) {
    for (int operand : parametersSpawned.getOrDefault(target, Set.of())) {
      runs(body, event, operand, GuardSet.NONE, Kind.SPAWN);
    }
    Map<Integer, List<GuardSet>> run = parametersRun.getOrDefault(target, Map.of());
    for (Map.Entry<Integer, List<GuardSet>> entry : run.entrySet()) {
      for (GuardSet guards : entry.getValue()) {
        GuardSet mapped = Frames.toCaller(guards, paths(invoke), event.step());
        runs(body, event, entry.getKey(), event.held().plusAll(mapped), Kind.RUN);
      }
    }
  }

  private void runs(MethodSummary body, Event event, int operand, GuardSet held, Kind kind) {
    if (!(event.action() instanceof Invoke invoke) || operand >= invoke.operands().size()) {
      return;
    }
    Operand code = invoke.operands().get(operand);
    Closure closure = code.closure();
    if (closure != null) {
      MethodRef target = program.find(closure.body());
      if (target != null) {
        add(new CallSite(body, event, target, closure.captured(), held, kind));
      }
      return;
    }
    ClassRef type = Targets.exactType(body, code);
    if (kind.isSpawn() && program.type(type) != null) {
      for (String name : new String[] {"run", "call", "get", "compute"}) {
        MethodRef target = runnable(type, name);
        if (target != null) {
          add(new CallSite(body, event, target, List.of(code.path()), held, kind));
          return;
        }
      }
    }
  }

  private @Nullable MethodRef runnable(ClassRef type, String name) {
    for (String result : new String[] {"()V", "()Ljava/lang/Object;"}) {
      MethodRef found = program.find(new MethodRef(type, name, result));
      if (found != null && program.body(found) != null) {
        return found;
      }
    }
    return null;
  }
}

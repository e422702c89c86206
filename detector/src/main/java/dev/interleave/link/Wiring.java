package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.CallGraph.Edges;
import dev.interleave.link.CallSite.Kind;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connects each body with what it runs. */
final class Wiring {
  private final Program program;
  private final Targets targets;
  private final Wrappers wrappers;
  private final HandedCode handed;
  private final PerBody<List<CallSite>> callers;
  private final PerBody<List<CallSite>> sites;
  private final Map<MethodRef, List<CallSite>> others = new HashMap<>();
  private final List<CallSite> ofBody = new ArrayList<>();
  private final List<MethodSummary> guarded = new ArrayList<>();
  private final List<MethodSummary> holding = new ArrayList<>();

  Wiring(Program program, Targets targets) {
    this.program = program;
    this.targets = targets;
    this.wrappers = new Wrappers(program);
    this.handed = new HandedCode(program, targets, wrappers);
    this.callers = new PerBody<>(program);
    this.sites = new PerBody<>(program);
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
          add(new CallSite(body, event, target.ref(), target, null, event.held(), Kind.CALL));
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
  private void handedOn(MethodSummary body, Event event, Invoke invoke, MethodSummary target) {
    handed
        .spawnedBy(target)
        .forEach(
            (operand, many) ->
                runs(
                    body,
                    event,
                    operand,
                    GuardSet.NONE,
                    many && event.repeated() ? Kind.SPAWN_MANY : Kind.SPAWN));
    Map<Integer, List<GuardSet>> run = handed.runBy(target);
    for (Map.Entry<Integer, List<GuardSet>> entry : run.entrySet()) {
      for (GuardSet guards : entry.getValue()) {
        GuardSet mapped = Frames.toCaller(guards, invoke.paths(), event.step());
        runs(body, event, entry.getKey(), event.held().plusAll(mapped), Kind.RUN);
      }
    }
  }

  private void runs(MethodSummary body, Event event, int operand, GuardSet held, Kind kind) {
    if (!(event.action() instanceof Invoke invoke) || operand >= invoke.operands().size()) {
      return;
    }
    runs(body, event, invoke.operands().get(operand), held, kind);
  }

  private void runs(MethodSummary body, Event event, Operand code, GuardSet held, Kind kind) {
    Closure closure = code.closure();
    if (closure != null) {
      MethodRef target = program.find(closure.body());
      if (target != null) {
        MethodSummary its = program.body(target);
        add(new CallSite(body, event, target, its, closure.captured(), held, kind));
      }
      return;
    }
    wrappers.inside(body, code).forEach(inner -> runs(body, event, inner, held, kind));
    ClassRef type = Targets.exactType(body, code);
    if (kind.isElsewhere() && program.type(type) != null) {
      for (String name : new String[] {"run", "call", "get", "compute"}) {
        MethodSummary its = runnable(type, name);
        if (its != null) {
          boolean again = its.number() == body.number();
          Kind how = again && kind == Kind.SPAWN_MANY ? Kind.SPAWN : kind;
          add(new CallSite(body, event, its.ref(), its, List.of(code.path()), held, how));
          return;
        }
      }
    }
  }

  private @Nullable MethodSummary runnable(ClassRef type, String name) {
    for (String result : new String[] {"()V", "()Ljava/lang/Object;"}) {
      MethodRef found = program.find(new MethodRef(type, name, result));
      MethodSummary body = found == null ? null : program.body(found);
      if (body != null) {
        return body;
      }
    }
    return null;
  }
}

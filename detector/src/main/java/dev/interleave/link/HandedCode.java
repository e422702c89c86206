package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.link.Pools.Pool;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What methods do with code that they are handed: run it, under which guards, or on a thread. */
final class HandedCode {
  private static final int DEEPEST = 4;

  /** A question about the code itself, which its type answers, does not run it. */
  private static final Pattern ASKED = Pattern.compile("(is|has|supports)[A-Z][^(]*\\(\\)Z");

  private final Program program;
  private final Targets targets;
  private final Wrappers wrappers;
  private final Pools pools;
  private final PerBody<Map<Integer, List<GuardSet>>> run;
  private final PerBody<Map<Integer, Pool>> spawned;
  private final Set<String> names = new HashSet<>();

  /** A call that hands a parameter of the caller on. */
  private record Handing(MethodSummary body, Event event, Invoke invoke) {}

  HandedCode(Program program, Targets targets, Wrappers wrappers, Pools pools) {
    this.program = program;
    this.targets = targets;
    this.wrappers = wrappers;
    this.pools = pools;
    this.run = new PerBody<>(program);
    this.spawned = new PerBody<>(program);
    List<Handing> handings = new ArrayList<>();
    for (MethodSummary body : program.bodies()) {
      findRun(body, handings);
    }
    for (int depth = 1; depth < DEEPEST; depth++) {
      handings.forEach(this::passDown);
    }
  }

  /** Returns whether a method of that name does anything with code that it is handed. */
  boolean isTakenBy(String name) {
    return names.contains(name);
  }

  /** Returns the parameters that a method hands to a thread, and who runs each. */
  Map<Integer, Pool> spawnedBy(MethodSummary body) {
    return spawned.get(body, Map.of());
  }

  /** Returns the parameters that a method runs, and under which guards. */
  Map<Integer, List<GuardSet>> runBy(MethodSummary body) {
    return run.get(body, Map.of());
  }

  /** Notes which of its parameters a method calls, and under which guards. */
  private void findRun(MethodSummary body, List<Handing> handings) {
    for (Event event : body.events()) {
      if (!(event.action() instanceof Invoke invoke) || invoke.operands().isEmpty()) {
        continue;
      }
      if (invoke.dispatch() == Dispatch.VIRTUAL) {
        AccessPath receiver = invoke.operands().get(0).path();
        if (body.isHandedIn(receiver) && !ASKED.matcher(signature(invoke.target())).matches()) {
          noteRun(body, receiver.number(), event.held());
        }
      }
      if (handsOnParameter(body, invoke)) {
        Handing handing = new Handing(body, event, invoke);
        handings.add(handing);
        passDown(handing);
      }
    }
  }

  private static String signature(MethodRef method) {
    return method.name() + method.descriptor();
  }

  private void passDown(Handing handing) {
    Invoke invoke = handing.invoke();
    if (invoke.effect() != null || names.contains(invoke.target().name())) {
      noteSpawned(handing.body(), handing.event(), invoke);
      for (int target : targets.of(handing.body(), invoke)) {
        Map<Integer, List<GuardSet>> below = run.get(program.body(target));
        if (below != null) {
          passDown(handing.body(), handing.event(), invoke, below);
        }
      }
    }
  }

  /** A parameter that is handed to a thread, here or by a callee, is run by a thread. */
  private void noteSpawned(MethodSummary body, Event event, Invoke invoke) {
    CallEffect effect = invoke.effect();
    if (effect != null) {
      if (!effect.spawns().isEmpty()) {
        boolean joined = Spawns.joins(body, event).findAny().isPresent();
        Pool pool = joined ? Pool.THREAD : pools.of(body, invoke);
        effect.spawns().forEach(operand -> noteSpawned(body, invoke, operand, pool));
      }
    } else {
      for (int target : targets.of(body, invoke)) {
        Map<Integer, Pool> below = spawned.get(program.body(target));
        if (below != null) {
          Map.copyOf(below).forEach((operand, pool) -> noteSpawned(body, invoke, operand, pool));
        }
      }
    }
  }

  private void noteSpawned(MethodSummary body, Invoke invoke, int operand, Pool pool) {
    if (operand < invoke.operands().size()) {
      noteSpawned(body, invoke.operands().get(operand), pool, 0);
    }
  }

  private void noteSpawned(MethodSummary body, Operand code, Pool pool, int depth) {
    noteSpawned(body, code.path(), pool);
    if (code.closure() != null) {
      noteSpawned(body, code.closure(), pool);
    }
    if (depth < DEEPEST) {
      wrappers.inside(body, code).forEach(inner -> noteSpawned(body, inner, pool, depth + 1));
    }
  }

  /** What a lambda runs of that which it captured, a thread runs that is handed the lambda. */
  private void noteSpawned(MethodSummary body, Closure closure, Pool pool) {
    List<AccessPath> captured = closure.captured();
    for (int parameter : runWithin(closure).keySet()) {
      if (parameter < captured.size() && isCode(body, captured.get(parameter))) {
        noteSpawned(body, captured.get(parameter), pool);
      }
    }
  }

  /** Of what a lambda calls methods of, only pieces of work are what it is there to run. */
  private boolean isCode(MethodSummary body, AccessPath path) {
    return body.isHandedIn(path) && Wrappers.isCode(program, body.parameterType(path.number()));
  }

  private void noteSpawned(MethodSummary body, AccessPath path, Pool pool) {
    if (body.isHandedIn(path)) {
      names.add(body.ref().name());
      spawned
          .orPut(body, HashMap::new)
          .merge(path.number(), pool, (one, other) -> one.equals(other) ? one : Pool.UNKNOWN);
    }
  }

  private static boolean handsOnParameter(MethodSummary body, Invoke invoke) {
    if (invoke.effect() != null && !invoke.effect().spawns().isEmpty()) {
      return true;
    }
    for (Operand operand : invoke.operands()) {
      Closure closure = operand.closure();
      boolean captured = closure != null && closure.captured().stream().anyMatch(body::isHandedIn);
      if (captured || body.isHandedIn(operand.path())) {
        return true;
      }
    }
    return false;
  }

  private void passDown(
      MethodSummary body, Event event, Invoke invoke, Map<Integer, List<GuardSet>> below) {
    List<AccessPath> arguments = invoke.paths();
    for (int i = 0; i < arguments.size(); i++) {
      for (GuardSet guards : List.copyOf(below.getOrDefault(i, List.of()))) {
        GuardSet held = event.held().plusAll(Frames.toCaller(guards, arguments, event.step()));
        Closure closure = invoke.operands().get(i).closure();
        if (closure != null) {
          passDown(body, event, closure, held);
        } else if (arguments.get(i).root() == Root.PARAM && arguments.get(i).isBare()) {
          noteRun(body, arguments.get(i).number(), held);
        }
      }
    }
  }

  /** What a lambda runs of that which it captured, its maker runs wherever the lambda is run. */
  private void passDown(MethodSummary body, Event event, Closure closure, GuardSet held) {
    List<AccessPath> captured = closure.captured();
    Map<Integer, List<GuardSet>> within = runWithin(closure);
    for (int i = 0; i < captured.size(); i++) {
      for (GuardSet guards : List.copyOf(within.getOrDefault(i, List.of()))) {
        if (body.isHandedIn(captured.get(i))) {
          GuardSet mapped = Frames.toCaller(guards, captured, event.step());
          noteRun(body, captured.get(i).number(), held.plusAll(mapped));
        }
      }
    }
  }

  /** A reference to a method of code that was handed in runs that code. */
  private Map<Integer, List<GuardSet>> runWithin(Closure closure) {
    MethodSummary within = program.body(closure.body());
    return closure.dispatch() == Dispatch.VIRTUAL && program.find(closure.body()) == null
        ? Map.of(0, List.of(GuardSet.NONE))
        : within == null ? Map.of() : runBy(within);
  }

  private void noteRun(MethodSummary body, int parameter, GuardSet held) {
    List<GuardSet> known =
        run.orPut(body, HashMap::new).computeIfAbsent(parameter, p -> new ArrayList<>(1));
    names.add(body.ref().name());
    if (!known.contains(held) && known.size() < 4) {
      known.add(held);
    }
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.CallSite.Kind;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
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

/** Who runs whom, on which thread and under which guards; virtual calls by class hierarchy. */
public final class CallGraph {
  private static final int MOST_TARGETS = 6;

  private final Program program;
  private final Map<MethodRef, List<CallSite>> callers = new HashMap<>();
  private final Map<MethodRef, Map<Event, List<CallSite>>> sites = new HashMap<>();
  private final Map<MethodRef, Map<Integer, List<GuardSet>>> parametersRun = new HashMap<>();

  private CallGraph(Program program) {
    this.program = program;
  }

  static CallGraph of(Program program) {
    CallGraph graph = new CallGraph(program);
    List<MethodSummary> bodies = program.bodies();
    for (int depth = 0; depth < 2; depth++) {
      bodies.forEach(graph::findParametersRun);
    }
    bodies.forEach(graph::connect);
    return graph;
  }

  /** Returns the ways by which a method is run. */
  public List<CallSite> callers(MethodRef method) {
    return callers.getOrDefault(method, List.of());
  }

  /** Returns what an event of a body runs. */
  public List<CallSite> sites(MethodRef caller, Event event) {
    return sites.getOrDefault(caller, Map.of()).getOrDefault(event, List.of());
  }

  /** Notes which of its parameters a method calls, and under which guards. */
  private void findParametersRun(MethodSummary body) {
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
      for (MethodRef target : targets(body, invoke)) {
        Map<Integer, List<GuardSet>> below = parametersRun.get(target);
        if (below != null) {
          passDown(body, event, invoke, below);
        }
      }
    }
  }

  private void passDown(
      MethodSummary body, Event event, Invoke invoke, Map<Integer, List<GuardSet>> below) {
    List<AccessPath> arguments = invoke.operands().stream().map(Operand::path).toList();
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
    if (!known.contains(held) && known.size() < 4) {
      known.add(held);
    }
  }

  private void connect(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke) {
        List<AccessPath> arguments = invoke.operands().stream().map(Operand::path).toList();
        for (MethodRef target : targets(body, invoke)) {
          add(new CallSite(body, event, target, arguments, event.held(), Kind.CALL));
        }
        code(body, event, invoke, arguments);
      }
    }
  }

  private void add(CallSite site) {
    callers.computeIfAbsent(site.target(), t -> new ArrayList<>(2)).add(site);
    sites
        .computeIfAbsent(site.caller().ref(), c -> new HashMap<>())
        .computeIfAbsent(site.event(), e -> new ArrayList<>(1))
        .add(site);
  }

  /** Connects code that is handed to a call. */
  private void code(MethodSummary body, Event event, Invoke invoke, List<AccessPath> arguments) {
    CallEffect effect = invoke.effect();
    if (effect != null) {
      GuardSet held = event.held();
      if (effect.has(Flag.INSIDE) && !arguments.isEmpty()) {
        held = held.plus(new Guard(arguments.get(0), Guard.Mode.EXCLUSIVE, event.step()));
      }
      for (int operand : effect.runs()) {
        runs(body, event, invoke, operand, held, Kind.RUN);
      }
      for (int operand : effect.later()) {
        runs(body, event, invoke, operand, GuardSet.NONE, Kind.LATER);
      }
      boolean many = effect.has(Flag.MANY) && event.repeated();
      for (int operand : effect.spawns()) {
        runs(body, event, invoke, operand, GuardSet.NONE, many ? Kind.SPAWN_MANY : Kind.SPAWN);
      }
      return;
    }
    for (MethodRef target : targets(body, invoke)) {
      Map<Integer, List<GuardSet>> run = parametersRun.getOrDefault(target, Map.of());
      for (Map.Entry<Integer, List<GuardSet>> entry : run.entrySet()) {
        for (GuardSet guards : entry.getValue()) {
          GuardSet mapped = Frames.toCaller(guards, arguments, event.step());
          GuardSet held = event.held().plusAll(mapped);
          runs(body, event, invoke, entry.getKey(), held, Kind.RUN);
        }
      }
    }
  }

  private void runs(
      MethodSummary body, Event event, Invoke invoke, int operand, GuardSet held, Kind kind) {
    if (operand >= invoke.operands().size()) {
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
    ClassRef type = exactType(body, code);
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

  private static ClassRef exactType(MethodSummary body, Operand operand) {
    AccessPath path = operand.path();
    if (path.root() == Root.FRESH && path.isBare()) {
      String made = body.created().get(path.number());
      if (made != null && !made.startsWith("makes:")) {
        return new ClassRef(made);
      }
    }
    return new ClassRef(operand.type());
  }

  /** Returns the methods that a call may reach; none when they are too many or not at hand. */
  List<MethodRef> targets(MethodSummary body, Invoke invoke) {
    MethodRef named = invoke.target();
    if (invoke.dispatch() != Dispatch.VIRTUAL) {
      MethodRef found = program.find(named);
      return found == null || program.body(found) == null ? List.of() : List.of(found);
    }
    Operand receiver = invoke.operands().get(0);
    boolean own = receiver.path().root() == Root.FRESH && receiver.path().isBare();
    ClassRef type = own ? exactType(body, receiver) : narrower(named.owner(), receiver.type());
    List<MethodRef> targets = new ArrayList<>(2);
    MethodRef found = program.find(named.in(type));
    if (found != null && program.body(found) != null) {
      targets.add(found);
    }
    if (!own) {
      for (ClassRef below : program.subclasses(type)) {
        MethodRef override = named.in(below);
        if (program.body(override) != null && !targets.contains(override)) {
          targets.add(override);
          if (targets.size() > MOST_TARGETS) {
            return List.of();
          }
        }
      }
    }
    return targets;
  }

  private ClassRef narrower(ClassRef named, String type) {
    ClassRef receiver = new ClassRef(type);
    boolean below = program.type(receiver) != null && program.hierarchy().isA(receiver, named);
    return below ? receiver : named;
  }
}

package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the classes at hand do that implement a type which others may implement, too. */
final class Implementers {
  private static final int DEEPEST = 3;
  private static final int MOST = 64;

  private final Program program;
  private final CallGraph graph;
  private final Map<MethodRef, List<MethodSummary>> known = new HashMap<>();
  private @Nullable Set<ClassRef> ofLambdas;

  Implementers(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  private List<MethodSummary> bodies(ClassRef type, MethodRef target) {
    return known.computeIfAbsent(target.in(type), key -> find(type, key));
  }

  private List<MethodSummary> find(ClassRef type, MethodRef target) {
    Set<MethodSummary> all = new LinkedHashSet<>();
    for (ClassRef below : program.subclasses(type)) {
      MethodRef found = program.find(target.in(below));
      MethodSummary body = found == null ? null : program.body(found);
      if (body != null && !body.ref().owner().equals(type)) {
        all.add(body);
      }
    }
    return List.copyOf(all);
  }

  /** Returns those that take a lock of their own at once. */
  List<MethodRef> locking(ClassRef type, MethodRef target) {
    return bodies(type, target).stream()
        .filter(Implementers::takesLock)
        .map(MethodSummary::ref)
        .toList();
  }

  /** Returns those that tell listeners in turn, themselves or through others. */
  List<MethodRef> telling(ClassRef type, MethodRef target) {
    return bodies(type, target).stream()
        .filter(body -> does(body, this::tells))
        .map(MethodSummary::ref)
        .toList();
  }

  /** Returns whether there are some that do something, and none takes a lock or tells others. */
  boolean areHarmless(ClassRef type, MethodRef target) {
    List<MethodSummary> all = bodies(type, target);
    boolean any = all.stream().anyMatch(Implementers::works);
    return any
        && all.stream().noneMatch(body -> passesOn(body, type))
        && all.stream().noneMatch(body -> does(body, b -> takesLock(b) || tells(b)));
  }

  /** Returns whether some take a lock or tell others, themselves or through others. */
  boolean areToFear(ClassRef type, MethodRef target) {
    return bodies(type, target).stream()
        .anyMatch(body -> does(body, b -> takesLock(b) || tells(b)));
  }

  /** Returns whether no class at hand implements a method but those that pass it on. */
  boolean areUsers(ClassRef type, MethodRef target) {
    return bodies(type, target).stream().allMatch(body -> passesOn(body, type));
  }

  /** Returns whether some lambda at hand implements a type. */
  boolean areLambdas(ClassRef type) {
    if (ofLambdas == null) {
      ofLambdas = lambdas();
    }
    return ofLambdas.contains(type);
  }

  private Set<ClassRef> lambdas() {
    Set<ClassRef> all = new HashSet<>();
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke) {
          invoke.operands().forEach(operand -> addLambda(all, operand));
        } else if (event.action() instanceof Touch touch && touch.value() != null) {
          addLambda(all, touch.value());
        }
      }
    }
    return all;
  }

  private static void addLambda(Set<ClassRef> into, Operand operand) {
    if (operand.closure() != null && !operand.type().isEmpty()) {
      into.add(new ClassRef(operand.type()));
    }
  }

  /** Returns whether a body does something, itself or through calls, not too far away. */
  private boolean does(MethodSummary body, Predicate<MethodSummary> what) {
    Set<MethodRef> seen = new LinkedHashSet<>(Set.of(body.ref()));
    List<MethodSummary> here = List.of(body);
    for (int depth = 0; depth <= DEEPEST && seen.size() < MOST; depth++) {
      List<MethodSummary> next = new ArrayList<>();
      for (MethodSummary one : here) {
        if (what.test(one)) {
          return true;
        }
        for (CallSite site : graph.sites(one.ref())) {
          MethodSummary target = program.body(site.target());
          boolean goesOn = site.kind().isWaitedFor() && !site.target().isConstructor();
          if (goesOn && target != null && seen.add(site.target())) {
            next.add(target);
          }
        }
      }
      here = next;
    }
    return false;
  }

  private static boolean works(MethodSummary body) {
    return body.events().stream()
        .anyMatch(event -> event.action() instanceof Invoke || event.action() instanceof Touch);
  }

  private static boolean takesLock(MethodSummary body) {
    return Flags.has(body.access(), Flags.SYNCHRONIZED)
        || body.events().stream().anyMatch(event -> !event.held().isEmpty());
  }

  private boolean tells(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke
          && invoke.dispatch() == Dispatch.VIRTUAL
          && invoke.effect() == null
          && Callbacks.isListenerName(Callbacks.receiver(invoke).name())
          && !Callbacks.isValueMethod(invoke.target().name())
          && !invoke.operands().get(0).path().isParam(0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAkin(String first, String second) {
    return first.endsWith(second) || second.endsWith(first);
  }

  private static boolean passesOn(MethodSummary body, ClassRef type) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke
          && invoke.dispatch() == Dispatch.VIRTUAL
          && invoke.target().name().equals(body.ref().name())
          && !invoke.operands().get(0).path().isParam(0)
          && isAkin(Callbacks.receiver(invoke).simpleName(), type.simpleName())) {
        return true;
      }
    }
    return false;
  }
}

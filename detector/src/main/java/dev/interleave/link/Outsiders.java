package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Finds the bodies that code not at hand, or the program's main thread, may run on an object that
 * others know: what a constructor calls on the object that it makes counts only for what is called
 * on from there.
 */
final class Outsiders {
  private final Program program;
  private final CallGraph graph;
  private final BiFunction<MethodSummary, Predicate<CallSite>, List<MethodSummary>> callees;
  private final BitSet reached = new BitSet();
  private final BitSet making = new BitSet();
  private final Deque<MethodSummary> next = new ArrayDeque<>();

  private Outsiders(
      Program program,
      CallGraph graph,
      BiFunction<MethodSummary, Predicate<CallSite>, List<MethodSummary>> callees) {
    this.program = program;
    this.graph = graph;
    this.callees = callees;
  }

  /**
   * Finds such bodies.
   *
   * @param threads whether a body is what a thread of the program begins with
   * @param callees the bodies that a body runs on its own thread, by some of its calls
   */
  static Outsiders of(
      Program program,
      CallGraph graph,
      Predicate<MethodSummary> threads,
      BiFunction<MethodSummary, Predicate<CallSite>, List<MethodSummary>> callees) {
    Outsiders outsiders = new Outsiders(program, graph, callees);
    for (MethodSummary body : program.bodies()) {
      if (!threads.test(body) && outsiders.isEntered(body)) {
        outsiders.reach(body);
      }
    }
    while (!outsiders.next.isEmpty()) {
      outsiders.goOn(outsiders.next.poll());
    }
    return outsiders;
  }

  /** Returns whether a body is one of them. */
  boolean isReached(int number) {
    return reached.get(number);
  }

  /** Returns whether a body is one of them, or runs while one makes an object. */
  boolean isRun(int number) {
    return reached.get(number) || making.get(number);
  }

  private void goOn(MethodSummary body) {
    if (body.ref().isConstructor() || !reached.get(body.number())) {
      callees.apply(body, site -> !site.isOn(0)).forEach(this::reach);
      callees.apply(body, site -> site.isOn(0)).forEach(this::make);
    } else {
      callees.apply(body, site -> true).forEach(this::reach);
    }
  }

  private void reach(MethodSummary body) {
    if (!reached.get(body.number())) {
      reached.set(body.number());
      next.add(body);
    }
  }

  private void make(MethodSummary body) {
    if (body.ref().isConstructor()) {
      reach(body);
    } else if (!reached.get(body.number()) && !making.get(body.number())) {
      making.set(body.number());
      next.add(body);
    }
  }

  private boolean isEntered(MethodSummary body) {
    List<CallSite> callers = graph.callers(body);
    if (callers.isEmpty()) {
      return body.isMain() || ((!isForTests(body) || isMadeByName(body)) && !isForInnerUse(body));
    }
    return EntryGuards.isOpen(program, body)
        || callers.stream().anyMatch(site -> site.kind() == CallSite.Kind.LATER);
  }

  /** What only its package can see and nobody there calls is there for tests. */
  private static boolean isForTests(MethodSummary body) {
    int visible = Flags.PUBLIC | Flags.PROTECTED | Flags.PRIVATE;
    return Flags.has(body.access(), Flags.SYNTHETIC)
        ? !Flags.has(body.access(), Flags.BRIDGE) && !isGivenAway(body.ref())
        : (body.access() & visible) == 0 && !body.ref().isClassInitializer();
  }

  /** An implementation that nobody makes is made by those who read its name somewhere. */
  private boolean isMadeByName(MethodSummary body) {
    ClassSummary type = program.type(body.ref().owner());
    return body.ref().isConstructor()
        && type != null
        && !Flags.has(type.access(), Flags.ABSTRACT)
        && !(type.interfaces().isEmpty() && "java/lang/Object".equals(superclass(type)));
  }

  private static String superclass(ClassSummary type) {
    return type.superclass() == null ? "" : type.superclass().name();
  }

  /** A lambda that a method returns; one that a class keeps from its start on is another matter. */
  private static boolean isGivenAway(MethodRef method) {
    return method.isLambda() && !method.name().startsWith("lambda$static$");
  }

  /** A method of a hidden class that nobody calls, and that is no part of a supertype. */
  private boolean isForInnerUse(MethodSummary body) {
    ClassRef owner = body.ref().owner();
    return program.isInner(owner)
        && program.subclasses(owner).stream().allMatch(program::isInner)
        && program.hierarchy().lineage(owner).stream()
            .filter(type -> !type.equals(owner) && !type.name().equals("java/lang/Object"))
            .allMatch(
                type ->
                    program.type(type) != null && program.declaration(body.ref().in(type)) == null);
  }
}

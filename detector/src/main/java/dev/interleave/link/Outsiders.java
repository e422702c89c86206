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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the bodies that code not at hand, or the program's main thread, may run. */
final class Outsiders {
  /** Java Object Serialization Specification, sections 2 to 4. */
  private static final Set<String> BY_REFLECTION =
      Set.of("readObject", "writeObject", "readObjectNoData", "readResolve", "writeReplace");

  private final Program program;
  private final CallGraph graph;

  private Outsiders(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  /**
   * Returns the numbers of such bodies.
   *
   * @param threads whether a body is what a thread of the program begins with
   * @param callees the bodies that a body runs on its own thread
   */
  static BitSet of(
      Program program,
      CallGraph graph,
      Predicate<MethodSummary> threads,
      Function<MethodSummary, List<MethodSummary>> callees) {
    Outsiders outsiders = new Outsiders(program, graph);
    return withCallees(
        program.bodies().stream().filter(body -> !threads.test(body) && outsiders.isEntered(body)),
        callees);
  }

  /** Returns the numbers of some bodies and of all that they run on their own thread. */
  static BitSet withCallees(
      Stream<MethodSummary> bodies, Function<MethodSummary, List<MethodSummary>> callees) {
    BitSet reached = new BitSet();
    Deque<MethodSummary> next = new ArrayDeque<>(bodies.toList());
    while (!next.isEmpty()) {
      MethodSummary body = next.poll();
      if (!reached.get(body.number())) {
        reached.set(body.number());
        next.addAll(callees.apply(body));
      }
    }
    return reached;
  }

  private boolean isEntered(MethodSummary body) {
    List<CallSite> callers = graph.callers(body);
    if (callers.isEmpty()) {
      return (!isForTests(body) || isMadeByName(body)) && !isForInnerUse(body);
    }
    return EntryGuards.isOpen(program, body)
        || callers.stream().anyMatch(site -> site.kind() == CallSite.Kind.LATER);
  }

  /**
   * What only its package can see and nobody there calls is there for tests; what only its class
   * can see is left over, unless something finds it by reflection.
   */
  private static boolean isForTests(MethodSummary body) {
    if (Flags.has(body.access(), Flags.SYNTHETIC)) {
      return !Flags.has(body.access(), Flags.BRIDGE) && !isGivenAway(body.ref());
    }
    if (Flags.has(body.access(), Flags.PRIVATE)) {
      return !body.ref().isConstructor()
          && body.annotations().isEmpty()
          && !BY_REFLECTION.contains(body.ref().name());
    }
    int visible = Flags.PUBLIC | Flags.PROTECTED;
    return (body.access() & visible) == 0 && !body.ref().isClassInitializer();
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

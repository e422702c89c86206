package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.MethodSummary;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many threads executors have, by the calls that make them and the fields that keep them. */
final class Pools {
  private static final ClassRef EXECUTOR = new ClassRef("java/util/concurrent/Executor");

  private final Program program;
  private final Makers makers;

  /** How many threads. */
  enum Size {
    ONE,
    SEVERAL,
    UNKNOWN
  }

  /**
   * An executor.
   *
   * @param field where it is kept; null when it is not, or may be one of several
   * @param size how many threads it has
   */
  record Pool(@Nullable FieldRef field, Size size) {
    static final Pool UNKNOWN = new Pool(null, Size.UNKNOWN);

    /** One thread for one piece of code. */
    static final Pool THREAD = new Pool(null, Size.ONE);

    /** Returns where an executor with one thread is kept; null for others. */
    @Nullable FieldRef alone() {
      return size == Size.ONE ? field : null;
    }
  }

  Pools(Program program) {
    this.program = program;
    this.makers =
        new Makers(
            program, field -> program.hierarchy().isA(new ClassRef(field.typeName()), EXECUTOR));
  }

  /** Returns the executor that a call of a body hands something to, or the thread. */
  Pool of(MethodSummary body, Invoke invoke) {
    if (invoke.effect() != null && !invoke.effect().has(Flag.MANY)) {
      return Pool.THREAD;
    }
    if (invoke.operands().isEmpty()) {
      return Pool.UNKNOWN;
    }
    AccessPath path = invoke.operands().get(0).path();
    FieldRef field = path.endsInElement() ? null : path.lastField();
    if (field == null) {
      return new Pool(null, size(Makers.of(body, path)));
    }
    FieldRef declared = program.resolve(field);
    Set<Size> sizes = EnumSet.noneOf(Size.class);
    makers.of(declared).forEach(maker -> sizes.add(size(maker)));
    return sizes.size() == 1 ? new Pool(declared, sizes.iterator().next()) : Pool.UNKNOWN;
  }

  private static Size size(Optional<Makers.Maker> maker) {
    return maker.isEmpty() || maker.get().many() ? Size.UNKNOWN : size(maker.get().call());
  }

  private static Size size(Invoke made) {
    if (made.has(Flag.ALONE)) {
      return Size.ONE;
    }
    return made.has(Flag.CREW) ? crew(made) : Size.UNKNOWN;
  }

  /**
   * Of two numbers, the second is the most that there may be. Whether more than the first are ever
   * made hangs on the queue ({@code ThreadPoolExecutor}, "Queuing").
   */
  private static Size crew(Invoke made) {
    String descriptor = made.target().descriptor();
    int first = made.target().isConstructor() ? 1 : 0;
    if (descriptor.startsWith("(II")) {
      boolean few = isNumber(made, first, "0") || isNumber(made, first, "1");
      return isNumber(made, first + 1, "1") ? Size.ONE : few ? Size.UNKNOWN : Size.SEVERAL;
    }
    return descriptor.startsWith("(I") && isNumber(made, first, "1") ? Size.ONE : Size.SEVERAL;
  }

  private static boolean isNumber(Invoke made, int operand, String number) {
    AccessPath path = operand < made.operands().size() ? made.operands().get(operand).path() : null;
    return path != null && path.root() == Root.NAMED && path.label().equals(number);
  }
}

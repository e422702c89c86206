package dev.interleave.link;

import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many threads executors have, by the calls that make them and the fields that keep them. */
final class Pools {
  private final Program program;
  private final Map<FieldRef, Set<Size>> kept = new HashMap<>();

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
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch
            && touch.kind().writes()
            && touch.value() != null
            && touch.location().field() != null
            && !touch.location().path().endsInElement()) {
          keep(body, touch.location().field(), touch.value().path());
        }
      }
    }
  }

  private void keep(MethodSummary body, FieldRef field, AccessPath value) {
    boolean none = value.root() == Root.NAMED && value.label().equals("null");
    if (none) {
      return;
    }
    if (field.typeName().endsWith("Executor") || field.typeName().endsWith("ExecutorService")) {
      kept.computeIfAbsent(program.resolve(field), f -> EnumSet.noneOf(Size.class))
          .add(made(body, value));
    }
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
      return new Pool(null, made(body, path));
    }
    FieldRef declared = program.resolve(field);
    Set<Size> sizes = kept.getOrDefault(declared, Set.of());
    return sizes.size() == 1 ? new Pool(declared, sizes.iterator().next()) : Pool.UNKNOWN;
  }

  private static Size made(MethodSummary body, AccessPath path) {
    boolean ofCall = path.root() == Root.UNKNOWN || path.root() == Root.FRESH;
    for (Event event : ofCall && path.isBare() ? body.events() : Set.<Event>of()) {
      if (event.action() instanceof Invoke made
          && made.effect() != null
          && (event.step() == path.number() || made.makes(path))) {
        return event.repeated() ? Size.UNKNOWN : size(made, made.effect());
      }
    }
    return Size.UNKNOWN;
  }

  private static Size size(Invoke made, CallEffect effect) {
    if (effect.has(Flag.ALONE)) {
      return Size.ONE;
    }
    return effect.has(Flag.CREW) ? crew(made) : Size.UNKNOWN;
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

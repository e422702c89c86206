package dev.interleave.summary;

import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.AccessPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a body asks maps for: {@code type.getName()} said twice is one key. Two values are
 * the same when the same is worked out of the same (value numbering, Alpern, Wegman and Zadeck,
 * POPL 1988), by operators or by methods that only tell what their object is.
 */
final class Keys {
  private static final Pattern TELLING =
      Pattern.compile(
          "(get(?!Next|And|Or|Unique|Random)|is|to|as)\\p{Upper}.*|name|value|valueOf|key|id|"
              + "hashCode|trim|intern|concat|substring");
  private static final Set<String> TEXTS =
      Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");
  private static final int DEEPEST = 6;

  private final Body body;
  private final Values values;
  private final Map<List<Object>, AccessPath> first = new HashMap<>(2);

  Keys(Body body, Values values) {
    this.body = body;
    this.values = values;
  }

  /** Returns the path by which all that are the same as a value are known. */
  AccessPath of(int value) {
    return of(value, 0);
  }

  /** Returns the nameless key of a part that a collection shows of itself; null for all of it. */
  @Nullable AccessPath ofPart(int collection) {
    CallEffect effect = collection < 0 ? null : values.effect(collection);
    return effect != null && effect.has(CallEffect.Flag.PART)
        ? AccessPath.unknown(collection)
        : null;
  }

  private AccessPath of(int value, int depth) {
    AccessPath path = values.path(value);
    if (value < 0 || path.root() != AccessPath.Root.UNKNOWN || !path.isBare()) {
      return path;
    }
    if (tellsThread(value, depth)) {
      return AccessPath.CURRENT_THREAD;
    }
    List<Object> shape = depth < DEEPEST ? shape(body.ops().get(value), value, depth) : null;
    return shape == null ? path : first.computeIfAbsent(shape, s -> path);
  }

  private boolean tellsThread(int value, int depth) {
    return value >= 0
        && depth < DEEPEST
        && body.ops().get(value) instanceof Op.Call call
        && (values.isCurrentThread(call)
            || (tells(call, value)
                && call.operands().size() == 1
                && tellsThread(call.operands().get(0), depth + 1)));
  }

  private @Nullable List<Object> shape(Op op, int value, int depth) {
    if (op instanceof Op.Compute compute) {
      return shape(compute.operator(), compute.operands(), depth);
    }
    if (!(op instanceof Op.Call call) || !tells(call, value)) {
      return null;
    }
    return TEXTS.contains(call.target().owner().name())
        ? text(call, value, depth)
        : shape(call.target(), call.operands(), depth);
  }

  private List<Object> shape(Object what, List<Integer> operands, int depth) {
    List<Object> shape = new ArrayList<>();
    shape.add(what);
    for (int operand : operands) {
      shape.add(of(operand, depth + 1));
    }
    return shape;
  }

  private boolean tells(Op.Call call, int value) {
    CallEffect effect = values.effect(value);
    boolean changes = effect != null && effect.access() != null && effect.access().writes();
    return !changes && TELLING.matcher(call.target().name()).matches();
  }

  /** What was put together in a builder of its own: compilers before Java 9 join texts so. */
  private @Nullable List<Object> text(Op.Call call, int value, int depth) {
    AccessPath builder = values.path(call.operands().get(0));
    if (builder.root() != AccessPath.Root.FRESH || !call.target().name().equals("toString")) {
      return null;
    }
    List<Object> shape = new ArrayList<>();
    for (int step = builder.number(); step < value; step++) {
      if (body.ops().get(step) instanceof Op.Call part
          && part.operands().size() > 1
          && values.path(part.operands().get(0)).equals(builder)) {
        List<Integer> arguments = part.operands().subList(1, part.operands().size());
        shape.add(shape(part.target(), arguments, depth));
      }
    }
    return shape;
  }
}

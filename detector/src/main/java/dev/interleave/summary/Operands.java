package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Sources;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body hands to calls and stores. */
final class Operands {
  private final Body body;
  private final Values values;
  private final Shared shared;
  private final @Nullable Operand[] known;

  Operands(Body body, Values values, Shared shared) {
    this.body = body;
    this.values = values;
    this.shared = shared;
    this.known = new Operand[body.ops().size()];
  }

  List<Operand> of(List<Integer> handed) {
    Operand[] all = new Operand[handed.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = of(handed.get(i));
    }
    return List.of(all);
  }

  private Operand of(int value) {
    Operand before = known[value];
    if (before == null) {
      before = made(value, values.sources(value));
      known[value] = before;
    }
    return before;
  }

  /** A value to be stored: writing back what was read, or its alternative, depends on no read. */
  Operand stored(int value) {
    return made(value, computed(value, 0));
  }

  /**
   * A value to be stored in a collection: under a key that is worked out from the whole of what is
   * there, as the next one, it depends on that.
   */
  Operand storedIn(int collection, int key, int value) {
    Sources all = computed(value, 0);
    Sources asked = isWorkedOut(key, 0) ? values.sources(key) : Sources.NONE;
    for (int i = 0; i < asked.size(); i++) {
      if (asksForAll(asked.get(i), collection)) {
        all = all.union(Sources.of(asked.get(i)));
      }
    }
    return made(value, all);
  }

  /** A key that was found in the collection is there already. */
  private boolean isWorkedOut(int key, int depth) {
    Op op = key < 0 || depth > 3 ? null : body.ops().get(key);
    if (op instanceof Op.Phi phi) {
      return phi.operands().stream().anyMatch(one -> isWorkedOut(one, depth + 1));
    }
    if (op instanceof Op.Cast cast) {
      return isWorkedOut(cast.value(), depth + 1);
    }
    if (!(op instanceof Op.Call call)) {
      return op instanceof Op.Compute;
    }
    String name = call.target().name();
    if (call.operands().size() == 1 && (name.endsWith("alue") || name.equals("valueOf"))) {
      return isWorkedOut(call.operands().get(0), depth + 1);
    }
    CallEffect effect = values.effect(key);
    if (effect != null && effect.access() == AccessKind.READ) {
      return effect.result() != CallEffect.Result.ELEMENT;
    }
    return !name.equals("getKey");
  }

  private boolean asksForAll(int step, int collection) {
    CallEffect effect = step < body.ops().size() ? values.effect(step) : null;
    return effect != null
        && effect.access() == AccessKind.READ
        && effect.key() == CallEffect.NONE
        && body.ops().get(step) instanceof Op.Call call
        && call.hasReceiver()
        && values.path(call.operands().get(0)).equals(values.path(collection));
  }

  /**
   * Returns how a value sets or clears single bits of another one, as the operator of an
   * assignment; empty when it does not.
   */
  String bitsChanged(int value) {
    Op op = value < 0 ? null : body.ops().get(value);
    if (!(op instanceof Op.Compute compute)) {
      return "";
    }
    if (compute.operator().equals("convert")) {
      return bitsChanged(compute.operands().get(0));
    }
    boolean bits = compute.operator().equals("|") || compute.operator().equals("&");
    return bits && compute.operands().stream().anyMatch(this::isConstant)
        ? compute.operator() + "="
        : "";
  }

  private boolean isConstant(int value) {
    return value >= 0 && body.ops().get(value) instanceof Op.Constant;
  }

  private Operand made(int value, Sources sources) {
    Closure closure = null;
    if (body.ops().get(value) instanceof Op.Lambda lambda) {
      closure =
          new Closure(
              lambda.body(),
              lambda.dispatch(),
              lambda.captured().stream().map(values::path).toList());
    }
    return shared.operand(
        new Operand(
            shared.path(values.path(value)), values.type(value), shared.sources(sources), closure));
  }

  private Sources computed(int value, int depth) {
    Op op = value < 0 ? null : body.ops().get(value);
    if (op instanceof Op.Cast cast) {
      return computed(cast.value(), depth);
    }
    if (op instanceof Op.Get || values.isElementRead(value)) {
      return Sources.NONE;
    }
    if (op instanceof Op.Phi phi && depth < 3) {
      Sources all = Sources.NONE;
      for (int operand : phi.operands()) {
        all = all.union(computed(operand, depth + 1));
      }
      return all;
    }
    return values.sources(value);
  }
}

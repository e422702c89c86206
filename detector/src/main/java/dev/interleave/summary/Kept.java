package dev.interleave.summary;

import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.AccessPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that a body puts into collections: from there on they are what others find there. */
final class Kept {
  private final Map<Integer, AccessPath> at = new HashMap<>(2);

  void note(Op.Call op, @Nullable CallEffect effect, Values values) {
    List<Integer> operands = op.operands();
    if (effect != null
        && effect.access() != null
        && effect.subject() < operands.size()
        && effect.value() >= 0
        && effect.value() < operands.size()) {
      AccessPath collection = values.path(operands.get(effect.subject()));
      if (collection.lastField() != null) {
        at.put(operands.get(effect.value()), collection.then(AccessPath.ELEMENT));
      }
    }
  }

  /** Returns where a value is kept; another path when it is not. */
  AccessPath where(int value, AccessPath other) {
    return at.getOrDefault(value, other);
  }
}

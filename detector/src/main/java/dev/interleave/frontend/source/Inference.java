package dev.interleave.frontend.source;

import dev.interleave.frontend.source.TypeInfo.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the type variables of one call stand for, by the arguments seen so far. */
final class Inference {
  private final TypeTable table;
  private final Set<String> open = new HashSet<>();
  private final Map<String, Type> found = new HashMap<>();

  Inference(TypeTable table, List<Type> variables) {
    this.table = table;
    variables.forEach(variable -> open.add(variable.variable()));
  }

  void argument(Type parameter, Type argument) {
    if (open.isEmpty() || !argument.isKnown() || argument.isVoid()) {
      return;
    }
    if (!parameter.variable().isEmpty()) {
      if (open.contains(parameter.variable())) {
        found.putIfAbsent(parameter.variable(), argument.boxed());
      }
    } else if (parameter.isArray() && argument.isArray()) {
      argument(parameter.element(), argument.element());
    } else if (!parameter.arguments().isEmpty()) {
      for (Type above : table.lineage(argument)) {
        if (above.name().equals(parameter.name())
            && above.arguments().size() == parameter.arguments().size()) {
          for (int i = 0; i < above.arguments().size(); i++) {
            argument(parameter.arguments().get(i), above.arguments().get(i));
          }
        }
      }
    }
  }

  /** A lambda's result tells what its function's result stands for. */
  void result(Type functional, Type result) {
    Method function = table.functional(functional);
    if (function != null && result.isKnown()) {
      argument(function.result(), result);
    }
  }

  Type apply(Type type) {
    return type.with(found);
  }

  /** Returns the type with what is still open cut down to its bound. */
  Type close(Type type) {
    Map<String, Type> all = new HashMap<>(found);
    open.forEach(name -> all.putIfAbsent(name, Type.UNKNOWN));
    return type.with(all);
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import java.util.ArrayList;
import java.util.List;

/** The variables that a pattern binds to an object and its components. */
final class Patterns {
  private final BodyLowering body;

  Patterns(BodyLowering body) {
    this.body = body;
  }

  void bind(ComponentPatternExpr pattern, Value value) {
    if (pattern instanceof TypePatternExpr named) {
      boolean inferred = named.getType().isVarType();
      Type type = inferred ? value.type() : body.types().type(named.getType());
      int cast =
          type.isPrimitive() || inferred
              ? body.coerce(value, type)
              : body.code().add(new Op.Cast(type.name(), value.number()));
      Variable variable = body.context().declare(named.getNameAsString(), type);
      body.code().store(variable, cast);
    } else if (pattern instanceof RecordPatternExpr record) {
      components(record, value);
    }
  }

  void bind(PatternExpr pattern, Value value) {
    bind((ComponentPatternExpr) pattern, value);
  }

  private void components(RecordPatternExpr pattern, Value value) {
    Type type = body.types().type(pattern.getType());
    int object = body.code().add(new Op.Cast(type.name(), value.number()));
    TypeInfo info = body.table().find(type);
    List<Field> components = new ArrayList<>();
    if (info != null) {
      info.fields().values().stream().filter(field -> !field.isStatic()).forEach(components::add);
    }
    for (int i = 0; i < pattern.getPatternList().size() && i < components.size(); i++) {
      Field component = components.get(i);
      String descriptor = "()" + component.descriptor();
      int part =
          body.code()
              .add(
                  new Op.Call(
                      Dispatch.VIRTUAL,
                      body.method(type.name(), component.name(), descriptor),
                      List.of(object)));
      bind(pattern.getPatternList().get(i), new Value(part, component.type()));
    }
  }
}

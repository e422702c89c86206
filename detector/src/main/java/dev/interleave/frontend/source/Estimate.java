package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.frontend.source.TypeInfo.Method;
import java.util.List;

/** The type of an expression before it is written, as far as a glance tells. */
final class Estimate {
  private final BodyLowering body;

  Estimate(BodyLowering body) {
    this.body = body;
  }

  Type of(Expression expression) {
    Expression inner = Assignments.inner(expression);
    if (inner instanceof ThisExpr) {
      return body.context().owner().type();
    }
    if (inner instanceof NameExpr name) {
      return named(name.getNameAsString());
    }
    if (inner instanceof ObjectCreationExpr creation) {
      return body.types().type(creation.getType());
    }
    if (inner instanceof FieldAccessExpr access) {
      Field field = body.table().field(of(access.getScope()), access.getNameAsString());
      return field == null ? Type.UNKNOWN : field.type();
    }
    return inner instanceof MethodCallExpr call ? called(call) : Type.UNKNOWN;
  }

  private Type named(String name) {
    Variable variable = body.context().find(name);
    if (variable != null) {
      return variable.type();
    }
    for (SourceClass at = body.context().owner(); at != null; at = at.outer()) {
      Field field = body.table().field(at.type(), name);
      if (field != null) {
        return field.type();
      }
    }
    return Type.UNKNOWN;
  }

  private Type called(MethodCallExpr call) {
    Type site = call.getScope().map(this::of).orElseGet(() -> body.context().owner().type());
    List<Method> methods = body.table().methods(site, call.getNameAsString());
    return methods.size() == 1 ? methods.get(0).result() : Type.UNKNOWN;
  }
}

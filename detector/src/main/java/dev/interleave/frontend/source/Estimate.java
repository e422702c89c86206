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

  /** Returns what a call gives; of several methods of the name that take so much, all must. */
  Type called(MethodCallExpr call) {
    Type found = Type.UNKNOWN;
    for (Method method : methods(call)) {
      Type result = method.result();
      if (method.isVarargs() || method.parameters().size() == call.getArguments().size()) {
        boolean same = !found.isKnown() || found.equals(result);
        found = same ? result : found.isVoid() || result.isVoid() ? Type.UNKNOWN : Type.OBJECT;
        if (!found.isKnown()) {
          return found;
        }
      }
    }
    return found;
  }

  private List<Method> methods(MethodCallExpr call) {
    String name = call.getNameAsString();
    if (call.getScope().isPresent()) {
      Type named = body.types().typeNamed(call.getScope().get());
      Type site = of(call.getScope().get());
      return body.table().methods(site.isKnown() || named == null ? site : named, name);
    }
    List<Method> found = List.of();
    SourceClass at = body.context().owner();
    while (at != null && found.isEmpty()) {
      found = body.table().methods(at.type(), name);
      at = at.outer();
    }
    return found;
  }
}

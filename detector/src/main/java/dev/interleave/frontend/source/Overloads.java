package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.interleave.frontend.source.TypeInfo.Method;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of several methods a call means, by the number of arguments and what is known of them. */
final class Overloads {
  private final TypeTable table;
  private final Function<MethodCallExpr, Type> results;

  /**
   * Starts with what is known.
   *
   * @param results what a call that is not written yet gives, as far as that can be told
   */
  Overloads(TypeTable table, Function<MethodCallExpr, Type> results) {
    this.table = table;
    this.results = results;
  }

  /**
   * Returns the method; null when none fits.
   *
   * @param arguments the types of those that have one without a target, null for all others
   */
  @Nullable Method choose(
      List<Method> methods, List<Expression> syntax, List<@Nullable Type> arguments) {
    for (Phase phase : Phase.values()) {
      Method best = null;
      for (Method method : methods) {
        if (fits(method, syntax, arguments, phase)
            && (best == null || isMoreSpecific(method, best, syntax))) {
          best = method;
        }
      }
      if (best != null) {
        return best;
      }
    }
    return null;
  }

  /** How much conversion a call may need (JLS §15.12.2). */
  private enum Phase {
    STRICT,
    LOOSE,
    VARIABLE,
    BY_NUMBER
  }

  private boolean fits(
      Method method, List<Expression> syntax, List<@Nullable Type> arguments, Phase phase) {
    int count = method.parameters().size();
    if (phase == Phase.VARIABLE ? !mayTake(method, syntax.size()) : count != syntax.size()) {
      return false;
    }
    for (int i = 0; i < syntax.size() && phase != Phase.BY_NUMBER; i++) {
      Type parameter = parameter(method, i, phase == Phase.VARIABLE);
      Type argument = arguments.get(i);
      boolean fits =
          argument == null
              ? canBe(parameter, syntax.get(i))
              : converts(argument, parameter, phase != Phase.STRICT);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayTake(Method method, int arguments) {
    return method.isVarargs() && arguments >= method.parameters().size() - 1;
  }

  static Type parameter(Method method, int index, boolean spread) {
    int last = method.parameters().size() - 1;
    return spread && index >= last
        ? method.parameters().get(last).element()
        : method.parameters().get(index);
  }

  private boolean converts(Type from, Type to, boolean loosely) {
    if (from.equals(Type.NULL)) {
      return !to.isPrimitive();
    }
    if (!from.isKnown()) {
      return loosely || !to.isPrimitive();
    }
    if (!to.isKnown()) {
      return true;
    }
    if (from.isPrimitive() && to.isPrimitive()) {
      return Promotion.widens(from, to);
    }
    if (from.isPrimitive() || to.isPrimitive()) {
      return loosely
          && (from.isPrimitive()
              ? table.maybeSubtype(from.boxed(), to)
              : from.unboxed().isPrimitive() && Promotion.widens(from.unboxed(), to));
    }
    return table.maybeSubtype(from, to);
  }

  /** Returns whether a lambda or method reference may be of a type. */
  private boolean canBe(Type type, Expression syntax) {
    if (!type.isClass()) {
      return !type.isKnown();
    }
    Method function = table.functional(type);
    if (function == null) {
      return table.find(type) == null || !type.variable().isEmpty();
    }
    if (!(syntax instanceof LambdaExpr lambda)) {
      return true;
    }
    return lambda.getParameters().size() == function.parameters().size()
        && (function.result().isVoid() ? mayGiveNothing(lambda) : mayGiveValue(lambda));
  }

  private boolean mayGiveNothing(LambdaExpr lambda) {
    if (lambda.getExpressionBody().isPresent()) {
      Expression body = Assignments.inner(lambda.getExpressionBody().get());
      return body.isMethodCallExpr()
          || body.isAssignExpr()
          || body.isUnaryExpr()
          || body.isObjectCreationExpr();
    }
    return !returnsValue(lambda);
  }

  private boolean mayGiveValue(LambdaExpr lambda) {
    if (lambda.getExpressionBody().isPresent()) {
      return !result(lambda.getExpressionBody().get()).isVoid();
    }
    return returnsValue(lambda)
        || lambda.getBody().findFirst(com.github.javaparser.ast.stmt.ThrowStmt.class).isPresent();
  }

  /** Returns the type of a lambda's body; of no interest where it is no call. */
  private Type result(Expression body) {
    Expression inner = Assignments.inner(body);
    return inner instanceof MethodCallExpr call ? results.apply(call) : Type.OBJECT;
  }

  @SuppressWarnings("ReferenceEquality") // equal lambdas at two places are two lambdas
  private static boolean returnsValue(LambdaExpr lambda) {
    return lambda.getBody().findAll(ReturnStmt.class).stream()
        .filter(found -> around(found) == lambda)
        .anyMatch(found -> found.getExpression().isPresent());
  }

  private static @Nullable Node around(Node node) {
    Node at = node;
    while (at != null && !(at instanceof LambdaExpr)) {
      at = at.getParentNode().orElse(null);
    }
    return at;
  }

  private boolean isMoreSpecific(Method method, Method other, List<Expression> syntax) {
    int count = Math.min(method.parameters().size(), other.parameters().size());
    boolean differs = false;
    for (int i = 0; i < count; i++) {
      Type its = method.parameters().get(i);
      Type others = other.parameters().get(i);
      if (its.erased().equals(others.erased())) {
        continue;
      }
      differs = true;
      boolean function = i < syntax.size() && isFunction(syntax.get(i));
      boolean narrower = function ? givesMore(its, others, syntax.get(i)) : isNarrower(its, others);
      if (!narrower) {
        return false;
      }
    }
    return differs;
  }

  private boolean isNarrower(Type its, Type others) {
    if (its.isPrimitive() && others.isPrimitive()) {
      return Promotion.widens(its, others);
    }
    return !its.erased().equals(Type.OBJECT.erased()) && table.maybeSubtype(its, others);
  }

  private static boolean isFunction(Expression syntax) {
    return syntax instanceof LambdaExpr || syntax instanceof MethodReferenceExpr;
  }

  /** Of two functional types, the one that gives a value is meant when the lambda gives one. */
  private boolean givesMore(Type its, Type others, Expression syntax) {
    Method function = table.functional(its);
    Method other = table.functional(others);
    if (function == null || other == null) {
      return table.maybeSubtype(its, others);
    }
    boolean expression =
        syntax instanceof LambdaExpr lambda
            && lambda.getExpressionBody().filter(it -> result(it).isKnown()).isPresent();
    return expression && !function.result().isVoid() && other.result().isVoid();
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import java.util.List;

/** Decisions, as jumps over what is not to run. */
final class Conditions {
  private final BodyLowering body;

  Conditions(BodyLowering body) {
    this.body = body;
  }

  /**
   * Jumps to the one target when the condition does not hold, goes on to the other when it does.
   */
  void unless(Expression condition, Block whenFalse, Block whenTrue) {
    decide(condition, whenTrue, whenFalse, false);
  }

  /** Jumps to the one target when the condition holds, goes on to the other when it does not. */
  void when(Expression condition, Block whenTrue, Block whenFalse) {
    decide(condition, whenTrue, whenFalse, true);
  }

  private void decide(Expression condition, Block whenTrue, Block whenFalse, boolean jumpOn) {
    if (condition instanceof EnclosedExpr enclosed) {
      decide(enclosed.getInner(), whenTrue, whenFalse, jumpOn);
    } else if (condition instanceof BooleanLiteralExpr literal) {
      body.code().jump(literal.getValue() ? whenTrue : whenFalse);
    } else if (condition instanceof UnaryExpr unary
        && unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      decide(unary.getExpression(), whenFalse, whenTrue, !jumpOn);
    } else if (condition instanceof BinaryExpr both) {
      binary(both, whenTrue, whenFalse, jumpOn);
    } else {
      plain(condition, whenTrue, whenFalse, jumpOn);
    }
  }

  private void binary(BinaryExpr both, Block whenTrue, Block whenFalse, boolean jumpOn) {
    switch (both.getOperator()) {
      case AND -> {
        Block next = body.code().block();
        decide(both.getLeft(), next, whenFalse, false);
        body.code().start(next);
        decide(both.getRight(), whenTrue, whenFalse, jumpOn);
      }
      case OR -> {
        Block next = body.code().block();
        decide(both.getLeft(), whenTrue, next, true);
        body.code().start(next);
        decide(both.getRight(), whenTrue, whenFalse, jumpOn);
      }
      case EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS ->
          compare(both, whenTrue, whenFalse, jumpOn);
      default -> plain(both, whenTrue, whenFalse, jumpOn);
    }
  }

  private void plain(Expression condition, Block whenTrue, Block whenFalse, boolean jumpOn) {
    int value = body.valueAs(condition, Type.BOOLEAN);
    end(new Decision(Test.ZERO, List.of(value), true, false), whenTrue, whenFalse, jumpOn);
  }

  /**
   * A decision.
   *
   * @param asksNothing whether it asks if its operand is nothing (or is not)
   * @param holdsOnNothing whether it holds when its operand is
   */
  private record Decision(
      Test test, List<Integer> operands, boolean asksNothing, boolean holdsOnNothing) {}

  private void end(Decision decision, Block whenTrue, Block whenFalse, boolean jumpOn) {
    boolean onNothing = decision.asksNothing && decision.holdsOnNothing == jumpOn;
    body.code()
        .branch(
            new Op.Branch(decision.test, decision.operands, onNothing),
            jumpOn ? List.of(whenTrue, whenFalse) : List.of(whenFalse, whenTrue));
  }

  private void compare(BinaryExpr both, Block whenTrue, Block whenFalse, boolean jumpOn) {
    boolean equality =
        both.getOperator() == BinaryExpr.Operator.EQUALS
            || both.getOperator() == BinaryExpr.Operator.NOT_EQUALS;
    boolean onEqual = both.getOperator() == BinaryExpr.Operator.EQUALS;
    if (equality && (isNull(both.getLeft()) || isNull(both.getRight()))) {
      Expression asked = isNull(both.getRight()) ? both.getLeft() : both.getRight();
      int value = body.value(asked).number();
      end(new Decision(Test.NULL, List.of(value), true, onEqual), whenTrue, whenFalse, jumpOn);
      return;
    }
    Value left = body.value(both.getLeft());
    if (isZero(both.getRight()) && isInt(left.type().unboxed())) {
      int value = body.coerce(left, left.type().unboxed());
      end(new Decision(Test.ZERO, List.of(value), equality, onEqual), whenTrue, whenFalse, jumpOn);
      return;
    }
    Value right = body.value(both.getRight());
    body.code().at(Spans.of(both));
    end(decision(left, right, equality, onEqual), whenTrue, whenFalse, jumpOn);
  }

  private Decision decision(Value left, Value right, boolean equality, boolean onEqual) {
    boolean numbers = left.type().isPrimitive() || right.type().isPrimitive() || !equality;
    if (!numbers) {
      return new Decision(Test.SAME, List.of(left.number(), right.number()), false, false);
    }
    Type type = Promotion.of(left.type().unboxed(), right.type().unboxed());
    List<Integer> operands = List.of(body.coerce(left, type), body.coerce(right, type));
    if (isInt(type) || !type.isKnown()) {
      return new Decision(Test.COMPARE, operands, false, false);
    }
    int compared = body.code().add(new Op.Compute("compare", operands, false));
    return new Decision(Test.ZERO, List.of(compared), equality, onEqual);
  }

  private static boolean isInt(Type type) {
    return type.isPrimitive() && "IBSCZ".contains(type.descriptor());
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof NullLiteralExpr
        || (expression instanceof EnclosedExpr enclosed && isNull(enclosed.getInner()));
  }

  private static boolean isZero(Expression expression) {
    return expression.isIntegerLiteralExpr()
        && expression.asIntegerLiteralExpr().getValue().equals("0");
  }
}

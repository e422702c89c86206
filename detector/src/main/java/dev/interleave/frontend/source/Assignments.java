package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assignments, plain and compound, and the arithmetic in them. */
final class Assignments {
  /** The others are all the same to those who read on. */
  private static final Set<String> KEPT = Set.of("+", "-", "&", "|");

  private final BodyLowering body;

  Assignments(BodyLowering body) {
    this.body = body;
  }

  void declare(VariableDeclarator declarator) {
    boolean inferred = declarator.getType().isVarType();
    Type type = inferred ? Type.UNKNOWN : body.types().type(declarator.getType());
    if (declarator.getInitializer().isEmpty()) {
      body.context().declare(declarator.getNameAsString(), type);
      return;
    }
    Value value = body.value(declarator.getInitializer().get(), type);
    Type its = inferred ? value.type() : type;
    Variable variable = body.context().declare(declarator.getNameAsString(), its);
    body.code().store(variable, body.coerce(value, its));
  }

  Value assign(AssignExpr assignment) {
    Target target = body.names().target(assignment.getTarget());
    if (target == null) {
      body.value(assignment.getValue());
      return body.unknown(assignment.getTarget());
    }
    int result;
    if (assignment.getOperator() == AssignExpr.Operator.ASSIGN) {
      result = body.valueAs(assignment.getValue(), target.type());
    } else {
      Value old = body.read(target);
      String operator = assignment.getOperator().asString().replace("=", "");
      result = combine(old, assignment.getValue(), operator, target.type());
    }
    body.code().at(Spans.of(assignment));
    body.write(target, result);
    return new Value(result, target.type());
  }

  private int combine(Value old, Expression right, String operator, Type type) {
    if (type.isString()) {
      Text text = new Text();
      text.add(old);
      text.add(right);
      return text.finish();
    }
    Value value = body.value(right);
    Type wide = Promotion.of(old.type().unboxed(), value.type().unboxed());
    List<Integer> operands = List.of(body.coerce(old, wide), body.coerce(value, wide));
    int result = body.code().add(new Op.Compute(sort(operator), operands, wide.isWide()));
    return body.coerce(new Value(result, wide), type.isPrimitive() ? type : type.unboxed().boxed());
  }

  /** Writes {@code ++} and {@code --}; the value is the one before or after. */
  Value step(UnaryExpr unary) {
    Target target = body.names().target(unary.getExpression());
    if (target == null) {
      body.value(unary.getExpression());
      return body.unknown(unary);
    }
    Value old = body.read(target);
    body.code().at(Spans.of(unary));
    Type primitive = old.type().unboxed();
    Type wide = Promotion.of(primitive, Type.INT);
    int operand = body.coerce(old, wide);
    Value one = Literals.number(body, 1, wide);
    String operator = unary.getOperator().asString().startsWith("+") ? "+" : "-";
    Op sum = new Op.Compute(operator, List.of(operand, one.number()), wide.isWide());
    Value added = new Value(body.code().add(sum), wide);
    int result = body.coerce(added, target.type().isPrimitive() ? primitive : primitive.boxed());
    body.write(target, result);
    return new Value(unary.isPostfix() ? old.number() : result, target.type());
  }

  Value arithmetic(BinaryExpr binary) {
    List<Expression> parts = new ArrayList<>();
    Expression first = binary;
    while (first instanceof BinaryExpr inner && inner.getOperator() == BinaryExpr.Operator.PLUS) {
      parts.add(0, inner.getRight());
      first = inner.getLeft();
    }
    if (binary.getOperator() != BinaryExpr.Operator.PLUS) {
      Value left = body.value(binary.getLeft());
      return combine(left, body.value(binary.getRight()), binary.getOperator().asString());
    }
    parts.add(0, first);
    Object known = body.names().constant(binary);
    return known instanceof String text ? body.constant(text, Type.STRING) : sum(binary, parts);
  }

  /** Numbers are added one by one, up to the first text; from there on all is one text. */
  private Value sum(BinaryExpr whole, List<Expression> parts) {
    Text text = new Text();
    Value sum = null;
    for (Expression part : parts) {
      if (sum == null && text.hasBegun()) {
        text.add(part);
      } else if (body.names().constant(part) instanceof String) {
        if (sum != null) {
          text.add(sum);
        }
        text.add(part);
        sum = null;
      } else {
        sum = joined(text, sum, body.value(part));
      }
    }
    body.code().at(Spans.of(whole));
    return sum != null ? sum : new Value(text.finish(), Type.STRING);
  }

  /** Adds numbers; with a text among the two, nothing is left that is no part of the text. */
  private @Nullable Value joined(Text text, @Nullable Value sum, Value next) {
    if (sum == null) {
      return next;
    }
    if (!sum.type().isString() && !next.type().isString()) {
      return combine(sum, next, "+");
    }
    text.add(sum);
    text.add(next);
    return null;
  }

  /** A text put together of what is known and what is not. */
  private final class Text {
    private final StringBuilder recipe = new StringBuilder(Op.Compute.CONCATENATE);
    private final List<Integer> operands = new ArrayList<>();

    boolean hasBegun() {
      return recipe.length() > Op.Compute.CONCATENATE.length();
    }

    void add(Value value) {
      recipe.append('\1');
      operands.add((value.type().isString() ? body.receiver(value) : value).number());
    }

    void add(Expression part) {
      Object known = body.names().constant(part);
      if (known == null) {
        add(body.value(part));
      } else {
        recipe.append(known);
      }
    }

    int finish() {
      return body.code().add(new Op.Compute(recipe.toString(), operands, false));
    }
  }

  /** Class files are read no finer than this. */
  private static String sort(String operator) {
    return KEPT.contains(operator) ? operator : "*";
  }

  private Value combine(Value left, Value right, String operator) {
    Type type = Promotion.of(left.type().unboxed(), right.type().unboxed());
    List<Integer> operands = List.of(body.coerce(left, type), body.coerce(right, type));
    return new Value(
        body.code().add(new Op.Compute(sort(operator), operands, type.isWide())), type);
  }

  static Expression inner(Expression expression) {
    return expression instanceof EnclosedExpr enclosed ? inner(enclosed.getInner()) : expression;
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Expressions that the compiler computes itself (JLS §15.29): literals, their sums and names. */
final class Constants {
  private final Function<Expression, @Nullable Object> names;

  /**
   * Starts with what is known of names.
   *
   * @param names the value of a name; null when it has none
   */
  Constants(Function<Expression, @Nullable Object> names) {
    this.names = names;
  }

  /** Returns the value of a field that its initialiser alone tells; null when there is none. */
  static @Nullable Object of(VariableDeclarator field) {
    boolean simple = field.getType().isPrimitiveType() || field.getTypeAsString().equals("String");
    Expression value = field.getInitializer().orElse(null);
    return simple && value != null ? new Constants(name -> null).value(value) : null;
  }

  /** Returns the value: a text, a character or a number; null when it is not known. */
  @Nullable Object value(Expression expression) {
    if (expression instanceof EnclosedExpr enclosed) {
      return value(enclosed.getInner());
    }
    if (expression instanceof StringLiteralExpr text) {
      return text.asString();
    }
    if (expression instanceof TextBlockLiteralExpr text) {
      return text.asString();
    }
    if (expression instanceof CharLiteralExpr letter) {
      return letter.asChar();
    }
    if (expression instanceof BooleanLiteralExpr truth) {
      return truth.getValue();
    }
    if (expression instanceof IntegerLiteralExpr || expression instanceof LongLiteralExpr) {
      return number(expression);
    }
    if (expression instanceof DoubleLiteralExpr number) {
      boolean isFloat = number.getValue().toLowerCase(Locale.ROOT).endsWith("f");
      return isFloat ? (Object) (float) number.asDouble() : (Object) number.asDouble();
    }
    if (expression instanceof UnaryExpr unary) {
      return unary.getOperator() == UnaryExpr.Operator.MINUS ? negative(unary) : null;
    }
    return expression instanceof BinaryExpr binary ? sum(binary) : names.apply(expression);
  }

  private static @Nullable Number number(Expression literal) {
    return literal instanceof IntegerLiteralExpr number
        ? number.asNumber().intValue()
        : ((LongLiteralExpr) literal).asNumber().longValue();
  }

  private @Nullable Object negative(UnaryExpr unary) {
    Object value = value(unary.getExpression());
    if (value instanceof Integer number) {
      return -number;
    }
    return value instanceof Long number ? (Object) (-number) : null;
  }

  /** Adds up from the left, as deep as it may be. */
  private @Nullable Object sum(BinaryExpr whole) {
    Deque<Expression> parts = new ArrayDeque<>();
    Expression first = whole;
    while (first instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.PLUS) {
      parts.push(binary.getRight());
      first = binary.getLeft();
    }
    Object sum = parts.isEmpty() ? null : value(first);
    while (sum != null && !parts.isEmpty()) {
      Object next = value(parts.pop());
      boolean text = sum instanceof String || next instanceof String;
      sum = text && next != null ? sum + String.valueOf(next) : null;
    }
    return sum;
  }
}

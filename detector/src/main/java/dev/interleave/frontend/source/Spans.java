package dev.interleave.frontend.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.interleave.model.Span;

/**
 * Where nodes stand, from their first letter to their last; of code with a body, the first line.
 */
final class Spans {
  private Spans() {}

  static Span of(Node node) {
    return node.getRange().map(range -> of(node, range)).orElse(Span.UNKNOWN);
  }

  /** A call stands where its method is named, as the compiler counts lines. */
  private static Position anchor(Node node, Range range) {
    Position name =
        node instanceof MethodCallExpr call
            ? call.getName().getBegin().orElse(range.begin)
            : range.begin;
    return name.line == range.begin.line ? range.begin : name;
  }

  private static Span of(Node node, Range range) {
    Position begin = anchor(node, range);
    return range.end.line == begin.line || isFlat(node)
        ? new Span(begin.line, begin.column, range.end.line, range.end.column)
        : new Span(begin.line, begin.column, begin.line, 0);
  }

  /**
   * Returns whether no statements stand in the code: who changes one of them does not change it.
   */
  private static boolean isFlat(Node node) {
    return !(node instanceof BlockStmt)
        && !(node instanceof BodyDeclaration)
        && node.getChildNodes().stream().allMatch(Spans::isFlat);
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.interleave.model.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
   * Returns whether no statements stand in the code: who changes one of them does not change it. A
   * text that is put together of thousands of parts is as many nodes deep.
   */
  private static boolean isFlat(Node node) {
    Deque<Node> next = new ArrayDeque<>(List.of(node));
    while (!next.isEmpty()) {
      Node here = next.pop();
      if (here instanceof BlockStmt || here instanceof BodyDeclaration) {
        return false;
      }
      here.getChildNodes().forEach(next::push);
    }
    return true;
  }
}

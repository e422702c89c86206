package dev.interleave.frontend.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.interleave.model.Span;

/** Where nodes stand; a region is one line, as reviews show one. */
final class Spans {
  private Spans() {}

  static Span of(Node node) {
    return node.getRange().map(range -> of(range, anchor(node, range))).orElse(Span.UNKNOWN);
  }

  /** A call stands where its method is named, as the compiler counts lines. */
  private static Position anchor(Node node, Range range) {
    Position name =
        node instanceof MethodCallExpr call
            ? call.getName().getBegin().orElse(range.begin)
            : range.begin;
    return name.line == range.begin.line ? range.begin : name;
  }

  private static Span of(Range range, Position begin) {
    return range.end.line == begin.line
        ? new Span(begin.line, begin.column, begin.line, range.end.column)
        : new Span(begin.line, begin.column, begin.line, 0);
  }
}

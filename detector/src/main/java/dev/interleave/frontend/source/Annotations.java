package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import dev.interleave.model.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Annotations as class files keep them. */
final class Annotations {
  private Annotations() {}

  static List<Annotation> of(NodeWithAnnotations<?> declaration, TypeScope scope) {
    return of(declaration, name -> scope.dotted(name).name());
  }

  /** Returns them under the names that stand there. */
  static List<Annotation> plain(NodeWithAnnotations<?> declaration) {
    return of(declaration, name -> name.replace('.', '/'));
  }

  private static List<Annotation> of(
      NodeWithAnnotations<?> declaration, UnaryOperator<String> types) {
    List<Annotation> all = new ArrayList<>();
    for (AnnotationExpr annotation : declaration.getAnnotations()) {
      Map<String, String> values = new LinkedHashMap<>();
      if (annotation instanceof SingleMemberAnnotationExpr single) {
        values.put("value", text(single.getMemberValue()));
      } else if (annotation instanceof NormalAnnotationExpr normal) {
        normal
            .getPairs()
            .forEach(pair -> values.put(pair.getNameAsString(), text(pair.getValue())));
      }
      String type = types.apply(annotation.getNameAsString());
      all.add(new Annotation(type, Map.copyOf(values)));
    }
    return List.copyOf(all);
  }

  private static String text(Expression value) {
    if (value instanceof ArrayInitializerExpr all) {
      return all.getValues().stream().map(Annotations::text).collect(Collectors.joining(","));
    }
    if (value instanceof LiteralStringValueExpr literal) {
      return literal.getValue();
    }
    if (value instanceof BooleanLiteralExpr literal) {
      return String.valueOf(literal.getValue());
    }
    return value instanceof FieldAccessExpr access ? access.getNameAsString() : value.toString();
  }
}

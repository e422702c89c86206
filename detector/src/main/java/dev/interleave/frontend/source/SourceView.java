package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.Statement;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A source file that is at hand for what was found in class files, which know only lines: what
 * stands on a line, and where the author wants no findings.
 */
public final class SourceView {
  private final SourceFile file;
  private final Map<Integer, List<Expression>> byLine = new HashMap<>();

  private SourceView(SourceFile file) {
    this.file = file;
  }

  /**
   * Reads a file; of one whose code is nested too deep, no expression is known.
   *
   * @param path relative to the source root
   */
  public static SourceView of(String path, String text) {
    SourceView view = new SourceView(SourceFile.parse(path, text));
    try {
      if (view.file.unit() != null) {
        view.file.unit().walk(view::note);
      }
    } catch (StackOverflowError tooDeep) {
      view.byLine.clear();
    }
    return view;
  }

  private void note(Node node) {
    if (node instanceof Expression expression) {
      int line = Spans.of(node).line();
      byLine.computeIfAbsent(line, at -> new ArrayList<>()).add(expression);
    }
  }

  /** Returns whether a text can say where no findings are wanted. */
  public static boolean hasWaivers(String text) {
    return WrittenWaivers.isWorthALook(text);
  }

  /** Returns whether a text can suppress something that a class file does not know of. */
  public static boolean hasSuppressions(String text) {
    return WrittenWaivers.isSuppressing(text);
  }

  /** Returns where no findings are wanted. */
  public List<Waiver> waivers() {
    return file.waivers();
  }

  /**
   * Returns where exactly something happens on a line.
   *
   * @param name of the field to which it happens, or of the method that is called
   * @param reads whether it only reads
   * @param line the line that a class file names
   * @return the line alone when it cannot be told
   */
  public Span exact(String name, boolean reads, int line) {
    List<Expression> all = byLine.getOrDefault(line, List.of());
    List<Expression> named = all.stream().filter(one -> isAbout(one, name)).toList();
    List<Expression> apt = named.stream().filter(one -> reads != isWrite(one)).toList();
    List<Expression> found = apt.isEmpty() ? named : apt;
    if (found.isEmpty()) {
      found = all.stream().filter(MethodCallExpr.class::isInstance).limit(1).toList();
      return found.isEmpty() ? Span.ofLine(line) : Spans.of(found.get(0));
    }
    return Spans.of(found.get(reads ? found.size() - 1 : 0));
  }

  private static boolean isAbout(Expression one, String name) {
    if (one instanceof MethodCallExpr call) {
      return call.getNameAsString().equals(name)
          || call.getScope().filter(scope -> isNamed(scope, name)).isPresent();
    }
    if (one instanceof AssignExpr assignment) {
      return isNamed(assignment.getTarget(), name);
    }
    if (one instanceof UnaryExpr unary) {
      return isStep(unary) && isNamed(unary.getExpression(), name);
    }
    return isNamed(one, name) && !isPart(one);
  }

  /** A bare name that another expression on it holds says less than that one. */
  private static boolean isPart(Expression name) {
    Node parent = name.getParentNode().orElse(null);
    if (parent instanceof MethodCallExpr call) {
      return call.getScope().flatMap(Node::getRange).equals(name.getRange());
    }
    if (parent instanceof AssignExpr assignment) {
      return assignment.getTarget().getRange().equals(name.getRange());
    }
    return parent instanceof UnaryExpr unary && isStep(unary);
  }

  private static boolean isWrite(Expression one) {
    return one instanceof AssignExpr
        || (one instanceof UnaryExpr unary && isStep(unary))
        || (one instanceof MethodCallExpr && one.getParentNode().orElse(null) instanceof Statement);
  }

  private static boolean isStep(UnaryExpr unary) {
    return unary.getOperator().name().endsWith("CREMENT");
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof NameExpr plain
        ? plain.getNameAsString().equals(name)
        : node instanceof FieldAccessExpr access && access.getNameAsString().equals(name);
  }
}

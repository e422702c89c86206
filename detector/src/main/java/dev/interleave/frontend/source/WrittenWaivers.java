package dev.interleave.frontend.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a source file says that no findings are wanted: annotations on any declaration, and
 * comments, each for the statement on its line, or on the next line if it stands alone.
 */
final class WrittenWaivers {
  private static final Pattern IGNORE =
      Pattern.compile(
          "\\s*interleave:\\s*ignore\\b[ \\t]*([a-z][a-z-]*(?:,[ \\t]*[a-z][a-z-]*)*)?");
  private static final int LINE_END = Integer.MAX_VALUE;
  private static final Pattern GENERATED = Pattern.compile("@[\\w.]*\\bGenerated\\b");
  private static final List<Class<? extends Node>> SIMPLE =
      List.of(
          ExpressionStmt.class,
          ReturnStmt.class,
          ThrowStmt.class,
          YieldStmt.class,
          AssertStmt.class,
          ExplicitConstructorInvocationStmt.class,
          FieldDeclaration.class);

  private final CompilationUnit unit;
  private final String path;
  private final List<Waiver> all = new ArrayList<>();

  private WrittenWaivers(CompilationUnit unit, String path) {
    this.unit = unit;
    this.path = path;
  }

  /** Returns whether a text can hold any. */
  static boolean isWorthALook(String text) {
    return isSuppressing(text)
        || text.contains("SuppressInterleave")
        || text.contains("SuppressFBWarnings")
        || GENERATED.matcher(text).find();
  }

  /** Returns whether a text can hold a suppression that its class files do not know of. */
  static boolean isSuppressing(String text) {
    return text.contains("interleave:") || text.contains("\"interleave\"");
  }

  /**
   * Finds those of a file.
   *
   * @param path the file relative to its source root
   */
  static List<Waiver> in(CompilationUnit unit, Collection<Comment> comments, String path) {
    WrittenWaivers found = new WrittenWaivers(unit, path);
    unit.walk(
        node -> {
          if (node instanceof NodeWithAnnotations<?> declaration
              && !declaration.getAnnotations().isEmpty()) {
            found.declaration(declaration);
          }
        });
    comments.forEach(found::comment);
    found.all.sort(Comparator.comparing(Waiver::span).thenComparing(Waiver::rule));
    return List.copyOf(found.all);
  }

  private void declaration(NodeWithAnnotations<?> declaration) {
    Node node = (Node) declaration;
    Node whole = node instanceof Parameter ? node.getParentNode().orElse(node) : node;
    List<String> fields =
        node instanceof FieldDeclaration field
            ? field.getVariables().stream().map(VariableDeclarator::getNameAsString).toList()
            : List.of("");
    for (String field : fields) {
      Waiver here = Waiver.at(new ClassRef(owner(node)), field, path, span(range(whole)));
      all.addAll(Waiver.asked(Annotations.plain(declaration), here));
    }
  }

  /** The name of the class around a member, as the compiler makes it of member classes. */
  private String owner(Node member) {
    StringBuilder name = new StringBuilder();
    Node at = member.getParentNode().orElse(null);
    while (at != null) {
      if (at instanceof TypeDeclaration<?> type) {
        name.insert(0, type.getNameAsString()).insert(0, '$');
      }
      at = at.getParentNode().orElse(null);
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "" : folder + name.substring(1);
  }

  private void comment(Comment comment) {
    Matcher matcher = IGNORE.matcher(comment.getContent());
    if (matcher.lookingAt() && !comment.isJavadocComment()) {
      String rules = matcher.group(1) == null ? "" : matcher.group(1);
      Span span = span(covered(range(comment)));
      for (String rule : rules.split(",", -1)) {
        all.add(
            new Waiver(
                Waiver.Kind.SUPPRESSED, rule.strip(), new ClassRef(""), "", path, span, true));
      }
    }
  }

  private Range covered(Range comment) {
    int line = line(comment);
    Range whole = new Range(new Position(line, 1), new Position(line, LINE_END));
    return unit.stream()
        .filter(node -> SIMPLE.stream().anyMatch(type -> type.isInstance(node)))
        .filter(node -> range(node).begin.line <= line && range(node).end.line >= line)
        .filter(node -> node.findFirst(BlockStmt.class).isEmpty())
        .map(WrittenWaivers::range)
        .reduce(WrittenWaivers::joined)
        .orElse(whole);
  }

  /** A comment with no code on its line is about the code that follows. */
  private int line(Range comment) {
    int own = comment.begin.line;
    if (unit.findFirst(Node.class, node -> beginsOrEndsOn(node, own)).isPresent()) {
      return own;
    }
    return unit.stream()
        .flatMap(node -> node.getBegin().stream())
        .filter(begin -> begin.isAfter(comment.end))
        .min(Comparator.naturalOrder())
        .map(begin -> begin.line)
        .orElse(own);
  }

  private static boolean beginsOrEndsOn(Node node, int line) {
    Range range = range(node);
    return !(node instanceof CompilationUnit)
        && !(node instanceof Comment)
        && (range.begin.line == line || range.end.line == line);
  }

  private static Range joined(Range one, Range other) {
    Position begin = one.begin.isBefore(other.begin) ? one.begin : other.begin;
    return new Range(begin, one.end.isAfter(other.end) ? one.end : other.end);
  }

  private static Range range(Node node) {
    return node.getRange().orElse(new Range(Position.HOME, Position.HOME));
  }

  private static Span span(Range range) {
    int end = range.end.column == LINE_END ? 0 : range.end.column;
    return new Span(range.begin.line, range.begin.column, range.end.line, end);
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.VarType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Text to a syntax tree that holds what is asked of it and nothing else. */
final class Syntax {
  private Syntax() {}

  static ParseResult<CompilationUnit> parse(String text) {
    // one parser for each file: a shared one loses files when two threads use it
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
            .setAttributeComments(false);
    // they check what a compiler does better, and walk the tree many times
    configuration.getProcessors().clear();
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
    result.getResult().ifPresent(Syntax::slim);
    return result;
  }

  /**
   * Lets go of the tokens, which take more room than the tree, and tells {@code var} from types.
   */
  private static void slim(CompilationUnit unit) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      @Nullable Range range = node.getRange().orElse(null);
      node.setTokenRange(null);
      node.setRange(range);
      if (node instanceof ClassOrInterfaceType type
          && type.getNameAsString().equals("var")
          && type.getScope().isEmpty()) {
        node.replace(new VarType().setRange(range));
      }
      node.getChildNodes().forEach(open::push);
    }
  }
}

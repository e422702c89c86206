package dev.interleave.frontend.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.VarType;
import dev.interleave.frontend.source.SourceFile.Trouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text to a syntax tree that holds what is asked of it and nothing else. */
final class Syntax {
  private static final int MOST_STRAY = 20;
  private static final Pattern STRAY = Pattern.compile("^Lexical error at line (\\d+),");
  private static final Pattern UNEXPECTED = Pattern.compile("Parse error. Found (.*?), expected ");

  private Syntax() {}

  /** Parses a text; of lines with something that is no part of the language, braces are left. */
  static ParseResult<CompilationUnit> parse(String text, Consumer<Trouble> troubles) {
    String rest = text;
    ParseResult<CompilationUnit> result = parse(rest);
    int line = strayLine(result);
    for (int left = MOST_STRAY; line > 0 && left > 0; left--) {
      troubles.accept(new Trouble(line, "syntax: this line holds what is no part of the language"));
      rest = without(rest, line);
      result = parse(rest);
      line = strayLine(result);
    }
    result.getProblems().forEach(problem -> troubles.accept(trouble(problem)));
    result.getResult().ifPresent(Syntax::slim);
    return result;
  }

  private static ParseResult<CompilationUnit> parse(String text) {
    // one parser for each file: a shared one loses files when two threads use it
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
            .setAttributeComments(false);
    // they check what a compiler does better, and walk the tree many times
    configuration.getProcessors().clear();
    return new JavaParser(configuration).parse(text);
  }

  /** Returns the line at which the parser gave up on the whole file; 0 for none. */
  private static int strayLine(ParseResult<CompilationUnit> result) {
    for (Problem problem : result.getProblems()) {
      Matcher matcher = STRAY.matcher(problem.getMessage());
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  private static String without(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = Math.min(text.length(), end(text, start) + 1);
    }
    int end = end(text, start);
    // what is open stays open, so that the lines around keep their meaning
    String braces = text.substring(start, end).replaceAll("[^{}]", " ");
    return text.substring(0, start) + braces + text.substring(end);
  }

  private static int end(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static Trouble trouble(Problem problem) {
    int line =
        problem
            .getLocation()
            .flatMap(range -> range.getBegin().getRange())
            .map(range -> range.begin.line)
            .orElse(0);
    String first = problem.getMessage().lines().findFirst().orElse("").trim();
    Matcher unexpected = UNEXPECTED.matcher(first);
    return unexpected.lookingAt()
        ? new Trouble(line, "syntax: " + unexpected.group(1) + " is not expected here", first)
        : new Trouble(line, "syntax: " + first);
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

package dev.interleave.frontend.source;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.nodeTypes.NodeWithName;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parsed source file: its syntax, and what of it could not be read. */
public final class SourceFile {
  private final String name;
  private final String folder;
  private final @Nullable CompilationUnit unit;
  private final List<Trouble> troubles;
  private final List<Waiver> waivers;

  /**
   * Something in the file that cannot be read.
   *
   * @param line where; 0 when that is not known
   * @param reason one clause
   * @param detail more for those who ask; empty when there is none
   */
  public record Trouble(int line, String reason, String detail) {
    public Trouble(int line, String reason) {
      this(line, reason, "");
    }
  }

  private SourceFile(
      String name, @Nullable CompilationUnit unit, List<Waiver> waivers, List<Trouble> troubles) {
    this.name = name;
    this.unit = unit;
    this.waivers = waivers;
    this.troubles = troubles;
    this.folder = unit == null ? "" : folder(unit);
  }

  private static String folder(CompilationUnit unit) {
    return unit.getPackageDeclaration()
        .map(NodeWithName::getNameAsString)
        .map(text -> text.replace('.', '/') + "/")
        .orElse("");
  }

  /**
   * Parses a file; what is broken costs only itself.
   *
   * @param name for people, its last part is the file's name
   */
  public static SourceFile parse(String name, String text) {
    List<Trouble> troubles = new ArrayList<>();
    CompilationUnit unit = null;
    List<Waiver> waivers = List.of();
    try {
      ParseResult<CompilationUnit> result = Syntax.parse(text, troubles::add);
      unit = result.getResult().orElse(null);
      if (unit != null && WrittenWaivers.isWorthALook(text)) {
        List<Comment> comments =
            result
                .getCommentsCollection()
                .map(all -> List.copyOf(all.getComments()))
                .orElse(List.of());
        waivers = WrittenWaivers.in(unit, comments, folder(unit) + lastName(name));
      }
    } catch (RuntimeException | StackOverflowError broken) {
      troubles.add(new Trouble(0, "cannot be parsed: " + broken.getClass().getSimpleName()));
    }
    return new SourceFile(name, unit, waivers, troubles);
  }

  /** Returns the file's name as it was found. */
  public String name() {
    return name;
  }

  /** Returns what could not be read. */
  public List<Trouble> troubles() {
    return troubles;
  }

  /** Returns where it says that no findings are wanted. */
  public List<Waiver> waivers() {
    return waivers;
  }

  @Nullable CompilationUnit unit() {
    return unit;
  }

  /** Returns the package as the first part of a path, with a slash at its end. */
  String folder() {
    return folder;
  }

  /** Returns the file's name relative to its source root. */
  String path() {
    return folder + lastName(name);
  }

  private static String lastName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  List<TypeDeclaration<?>> types() {
    return unit == null ? List.of() : List.copyOf(unit.getTypes());
  }
}

package dev.interleave.frontend.source;

import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.ClassHeader;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All source files of one analysis; names that they declare are known to each other. */
public final class SourceProgram {
  private final List<SourceFile> files;
  private final List<ClassIndex> indexes = new ArrayList<>();
  private final DeclaredTypes types;
  private final Symbols symbols;

  /**
   * A file's classes.
   *
   * @param classes in the order of the source
   * @param troubles what is not known in it
   */
  public record Content(List<ClassFacts> classes, List<SourceFile.Trouble> troubles) {}

  /**
   * Makes a program of files.
   *
   * @param headers what is known of a class by its internal name; null for nothing
   */
  public SourceProgram(
      List<SourceFile> files, Function<String, @Nullable ClassHeader> headers, Symbols symbols) {
    this.files = List.copyOf(files);
    this.symbols = symbols;
    files.forEach(file -> indexes.add(ClassIndex.of(file)));
    this.types = new DeclaredTypes(indexes, headers);
  }

  /** Returns the internal names of the classes that the files declare. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    indexes.forEach(index -> index.classes().forEach(type -> names.add(type.name())));
    return names;
  }

  /** Reads the classes of a file; files may be read by several threads at once. */
  public Content read(int file) {
    FileLowering lowering = new FileLowering(indexes.get(file), types, symbols);
    List<ClassFacts> classes = new ArrayList<>(lowering.run());
    if (!classes.isEmpty()) {
      classes.set(0, classes.get(0).waived(files.get(file).waivers()));
    }
    List<SourceFile.Trouble> troubles = new ArrayList<>();
    if (lowering.unresolved() > 0) {
      troubles.add(
          new SourceFile.Trouble(
              lowering.firstUnresolvedLine(),
              "expressions cannot be resolved (a class path helps), the first of them here",
              lowering.unresolved() + " expressions"));
    }
    Set<String> seen = new HashSet<>();
    for (SourceClass type : indexes.get(file).classes()) {
      if (types.source(type.name()) != type && !type.isLocal() && seen.add(type.name())) {
        int line = type.node().getBegin().map(position -> position.line).orElse(0);
        troubles.add(
            new SourceFile.Trouble(line, "a class of this name is declared elsewhere too"));
      }
    }
    return new Content(classes, troubles);
  }

  /** Returns how many files there are. */
  public int size() {
    return files.size();
  }
}

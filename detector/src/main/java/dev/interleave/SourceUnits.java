package dev.interleave;

import dev.interleave.ClassFiles.ClassFile;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.source.SourceFile;
import dev.interleave.frontend.source.SourceProgram;
import dev.interleave.frontend.source.SourceProgram.Content;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The source files of the targets, as units; what cannot be read of them is told. */
final class SourceUnits {
  private final ClassPath path;
  private final Workers workers;
  private final List<Diagnostic> troubles;
  private final Set<String> declared = new HashSet<>();

  SourceUnits(ClassPath path, Workers workers, List<Diagnostic> troubles) {
    this.path = path;
    this.workers = workers;
    this.troubles = troubles;
  }

  /**
   * A source file's classes.
   *
   * @param classes in the order of the source
   */
  private record OfSource(String name, List<ClassFacts> classes) implements Unit {
    @Override
    public List<ClassFacts> read(Symbols symbols) {
      return classes;
    }
  }

  /**
   * Returns the source files, then the class files of classes that no source file declares; who has
   * the units can let go of them.
   */
  List<Unit> before(ClassFiles files) {
    List<Unit> units = read(files.sources(), files.found());
    for (ClassFile file : files.found()) {
      List<ClassRef> names =
          declared.isEmpty() ? List.of() : ClassFileReader.lineage(file.bytes(), path.symbols());
      if (names.isEmpty() || !declared.contains(outermost(names.get(0).name()))) {
        units.add(file);
      }
    }
    files.found().clear();
    return units;
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$', name.lastIndexOf('/') + 2);
    return nested < 0 ? name : name.substring(0, nested);
  }

  private List<Unit> read(List<SourceText> files, List<ClassFile> classFiles) {
    if (files.isEmpty()) {
      return new ArrayList<>();
    }
    SourceFile[] parsed = new SourceFile[files.size()];
    Diagnostic[] failures = new Diagnostic[files.size()];
    workers.forEach(files.size(), i -> parse(files.get(i), i, parsed, failures));
    List<SourceFile> readable = Arrays.stream(parsed).filter(Objects::nonNull).toList();
    Arrays.stream(failures).filter(Objects::nonNull).forEach(troubles::add);
    Headers headers = new Headers(classFiles, path);
    SourceProgram program = new SourceProgram(readable, headers::of, path.symbols());
    declared.addAll(program.names());
    Content[] contents = new Content[program.size()];
    workers.forEach(program.size(), i -> contents[i] = content(program, i));
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < contents.length; i++) {
      SourceFile file = readable.get(i);
      tell(file, file.troubles());
      tell(file, contents[i].troubles());
      contents[i].classes().forEach(path::declare);
      units.add(new OfSource(file.name(), contents[i].classes()));
    }
    return units;
  }

  private static Content content(SourceProgram program, int file) {
    try {
      return program.read(file);
    } catch (RuntimeException | StackOverflowError unexpected) {
      return new Content(
          List.of(), List.of(new SourceFile.Trouble(0, "cannot be analysed: " + unexpected)));
    }
  }

  private static void parse(SourceText file, int at, SourceFile[] parsed, Diagnostic[] failures) {
    try {
      parsed[at] = SourceFile.parse(file.name(), file.read());
    } catch (IOException unreadable) {
      failures[at] =
          new Diagnostic(
              Diagnostic.Kind.SOURCE_FILE, file.name(), ClassFiles.reason(unreadable), "");
    }
  }

  private void tell(SourceFile file, List<SourceFile.Trouble> its) {
    for (SourceFile.Trouble trouble : its) {
      String subject = trouble.line() == 0 ? file.name() : file.name() + ":" + trouble.line();
      troubles.add(
          new Diagnostic(Diagnostic.Kind.SOURCE_FILE, subject, trouble.reason(), trouble.detail()));
    }
  }
}

package dev.interleave;

import dev.interleave.cache.KeptSources;
import dev.interleave.cache.KeptSources.Kept;
import dev.interleave.cache.KeptSources.Told;
import dev.interleave.finding.Diagnostic;
import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.source.SourceFile;
import dev.interleave.frontend.source.SourceProgram;
import dev.interleave.frontend.source.SourceProgram.Content;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.ClassRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The source files of the targets, as units; what cannot be read of them is told. A file is parsed
 * unless an earlier run did so, and what that learned of it and of the classes it asks about holds.
 */
final class SourceUnits {
  private final ClassPath path;
  private final Workers workers;
  private final List<Diagnostic> troubles;
  private final Optional<KeptSources> memory;
  private final BiFunction<String, String, SourceFile> parser;
  private final Set<String> declared = new HashSet<>();

  /**
   * Makes the work.
   *
   * @param memory what earlier runs left; nothing when nobody asks for it
   * @param parser makes syntax of a name and a text
   */
  SourceUnits(
      ClassPath path,
      Workers workers,
      List<Diagnostic> troubles,
      Optional<KeptSources> memory,
      BiFunction<String, String, SourceFile> parser) {
    this.path = path;
    this.workers = workers;
    this.troubles = troubles;
    this.memory = memory;
    this.parser = parser;
  }

  SourceUnits(
      ClassPath path, Workers workers, List<Diagnostic> troubles, Optional<KeptSources> memory) {
    this(path, workers, troubles, memory, SourceFile::parse);
  }

  /**
   * Returns the source files, then the class files of classes that no source file declares; who has
   * the units can let go of them.
   */
  List<Unit> before(ClassFiles files) {
    List<Unit> units = new ArrayList<>();
    if (!files.sources().isEmpty()) {
      units.addAll(read(files.sources(), new Headers(files.found(), path)));
    }
    for (ClassFile file : files.found()) {
      List<ClassRef> names =
          declared.isEmpty() ? List.of() : ClassFileReader.lineage(file.bytes(), path.symbols());
      if (names.isEmpty() || !declared.contains(names.get(0).outermost())) {
        units.add(file);
      }
    }
    files.found().clear();
    return units;
  }

  private List<Unit> read(List<SourceText> texts, Headers headers) {
    List<Source> sources = texts.stream().map(text -> new Source(text, parser)).toList();
    memory.ifPresent(its -> workers.forEach(sources.size(), i -> sources.get(i).remember(its)));
    SourceProgram program = program(sources, headers);
    Holding holding = new Holding(program, sources);
    while (forgetOutdated(sources, holding)) {
      program = program(sources, headers);
      holding = new Holding(program, sources);
    }
    declared.addAll(program.names());
    sources.stream().map(Source::failure).filter(Objects::nonNull).forEach(troubles::add);
    return units(sources, program, holding);
  }

  private SourceProgram program(List<Source> sources, Headers headers) {
    workers.forEach(sources.size(), i -> sources.get(i).parse());
    return new SourceProgram(
        sources.stream().map(Source::file).filter(Objects::nonNull).toList(),
        sources.stream().flatMap(one -> one.kept().stream()).map(Kept::declared).toList(),
        headers::of,
        path.symbols());
  }

  /** Forgets what is kept of files that would say something else now; whether there are any. */
  private static boolean forgetOutdated(List<Source> sources, Holding holding) {
    List<Source> outdated =
        sources.stream()
            .filter(source -> source.kept().filter(kept -> !holding.holds(kept)).isPresent())
            .toList();
    outdated.forEach(Source::forget);
    return !outdated.isEmpty();
  }

  private List<Unit> units(List<Source> sources, SourceProgram program, Holding holding) {
    Content[] contents = new Content[program.size()];
    workers.forEach(contents.length, i -> contents[i] = content(program, i));
    List<Unit> units = new ArrayList<>();
    List<Kept> toKeep = new ArrayList<>();
    int file = 0;
    for (Source source : sources) {
      Optional<Kept> kept = source.kept();
      if (source.file() != null) {
        Content content = contents[file];
        List<Told> told = source.told(source.file().troubles(), content.troubles());
        kept = memory.isEmpty() ? kept : holding.of(source, file, content.classes(), told);
        units.add(unit(source, told, SourceUnit.above(content.classes()), kept, content::classes));
        file++;
      } else if (kept.isPresent()) {
        Kept its = kept.get();
        Supplier<List<ClassFacts>> classes = () -> program.readAfterAll(source.parseAfterAll());
        units.add(unit(source, its.troubles(), its.above(), kept, classes));
      }
      kept.ifPresent(toKeep::add);
    }
    memory.ifPresent(its -> its.write(toKeep));
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

  private SourceUnit unit(
      Source source,
      List<Told> told,
      Map<ClassRef, List<ClassRef>> above,
      Optional<Kept> kept,
      Supplier<List<ClassFacts>> classes) {
    for (Told one : told) {
      String subject = one.line() == 0 ? source.name() : source.name() + ":" + one.line();
      troubles.add(
          new Diagnostic(Diagnostic.Kind.SOURCE_FILE, subject, one.reason(), one.detail()));
    }
    above.forEach(path::declare);
    return new SourceUnit(source.name(), kept.map(Holding::content), classes);
  }
}

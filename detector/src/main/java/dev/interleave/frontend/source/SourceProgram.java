package dev.interleave.frontend.source;

import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.ClassHeader;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All source files of one analysis; names that they declare are known to each other. */
public final class SourceProgram {
  private final List<SourceFile> files;
  private final List<ClassIndex> indexes = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
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
    this(files, List.of(), headers, symbols);
  }

  /**
   * Makes a program of files and of others that need not be looked at.
   *
   * @param kept what the others declare, as {@link #declared} told it
   * @param headers what is known of a class by its internal name; null for nothing
   */
  public SourceProgram(
      List<SourceFile> files,
      Collection<String> kept,
      Function<String, @Nullable ClassHeader> headers,
      Symbols symbols) {
    this(
        files,
        symbols,
        kept.stream().flatMap(text -> DeclarationText.read(text).stream()).toList(),
        remembered(headers));
  }

  private SourceProgram(
      List<SourceFile> files,
      Symbols symbols,
      List<TypeInfo> kept,
      Function<String, @Nullable TypeInfo> others) {
    this.files = List.copyOf(files);
    this.symbols = symbols;
    files.forEach(file -> indexes.add(ClassIndex.of(file)));
    this.types = new DeclaredTypes(indexes, kept, others);
    kept.forEach(info -> names.add(info.name()));
    indexes.forEach(index -> index.classes().forEach(type -> names.add(type.name())));
  }

  private static Function<String, @Nullable TypeInfo> remembered(
      Function<String, @Nullable ClassHeader> headers) {
    Map<String, Optional<TypeInfo>> known = new ConcurrentHashMap<>();
    return name -> {
      Optional<TypeInfo> info = known.get(name);
      if (info == null) {
        info = Optional.ofNullable(SignatureParser.readOrNull(headers.apply(name)));
        known.put(name, info);
      }
      return info.orElse(null);
    };
  }

  /** Returns the internal names of the classes that the files declare. */
  public Set<String> names() {
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

  /** Reads the classes of a file that need not have been looked at. */
  public List<ClassFacts> readAfterAll(SourceFile file) {
    return new SourceProgram(List.of(file), symbols, List.of(), types.table()::find)
        .read(0)
        .classes();
  }

  /** Returns what a file declares for others, for a later program. */
  public String declared(int file) {
    List<TypeInfo> all = new ArrayList<>();
    for (SourceClass type : indexes.get(file).classes()) {
      if (types.source(type.name()) == type && !type.isInBody()) {
        all.add(types.info(type));
      }
    }
    return DeclarationText.of(all);
  }

  /** Returns the names of the classes of others that a file has asked about so far. */
  public Set<String> asked(int file) {
    return types.asked(indexes.get(file));
  }

  /** Returns the internal names of the classes that a file declares. */
  public Set<String> names(int file) {
    Set<String> own = new HashSet<>();
    indexes.get(file).classes().forEach(type -> own.add(type.name()));
    return own;
  }

  /** Returns all that is known of a class, in some form; empty for nothing. */
  public String known(String name) {
    TypeInfo info = types.table().find(name);
    return info == null ? "" : DeclarationText.of(List.of(info));
  }

  /** Returns how many files there are. */
  public int size() {
    return files.size();
  }
}

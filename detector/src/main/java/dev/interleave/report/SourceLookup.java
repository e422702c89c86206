package dev.interleave.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where lines of source come from. Nothing here throws: a file that is not at hand has no lines,
 * and what could not be opened is told by {@link #problems}. For one thread.
 */
public final class SourceLookup implements AutoCloseable {
  private static final int FILES_KEPT = 64;
  private static final List<String> USUAL_ROOTS =
      List.of("src/main/java", "src/main/kotlin", "src/main/groovy", "src/main/scala", "src");

  private final List<SourceStore> stores;
  private final List<String> problems;
  private final Map<String, List<String>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > FILES_KEPT;
        }
      };

  private SourceLookup(List<SourceStore> stores, List<String> problems) {
    this.stores = List.copyOf(stores);
    this.problems = List.copyOf(problems);
  }

  /** Returns a lookup that has no source at all. */
  public static SourceLookup none() {
    return new SourceLookup(List.of(), List.of());
  }

  /**
   * Returns a lookup over source roots (or projects in the usual layout), archives of sources, and
   * the directories of single files, asked in this order.
   */
  public static SourceLookup of(List<Path> paths) {
    Set<Path> roots = new LinkedHashSet<>();
    List<SourceStore> stores = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      try {
        if (Files.isDirectory(path)) {
          addRoots(path, roots, stores);
        } else if (isArchive(path)) {
          stores.add(SourceStore.archive(path));
        } else if (Files.isRegularFile(path)) {
          Path directory = path.toAbsolutePath().getParent();
          addRoot(directory == null ? path : directory, roots, stores);
        } else {
          problems.add(path + ": no such source directory, file or archive");
        }
      } catch (IOException e) {
        problems.add(path + ": not a readable archive of sources");
      }
    }
    return new SourceLookup(stores, problems);
  }

  /** Returns what could not be opened, one line each. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Returns a line of a file.
   *
   * @param sourceFile the file relative to its source root, {@code com/acme/Chat.java}
   * @param line the line, from 1
   */
  public Optional<String> line(String sourceFile, int line) {
    if (stores.isEmpty() || line < 1) {
      return Optional.empty();
    }
    List<String> lines = recent.get(sourceFile);
    if (lines == null) {
      lines = read(sourceFile);
      recent.put(sourceFile, lines);
    }
    return line <= lines.size() ? Optional.of(lines.get(line - 1)) : Optional.empty();
  }

  /** Returns the file on disk that holds a source file, when there is one outside an archive. */
  public Optional<Path> file(String sourceFile) {
    if (!isPlain(sourceFile)) {
      return Optional.empty();
    }
    return stores.stream().flatMap(store -> store.file(sourceFile).stream()).findFirst();
  }

  /** Returns what turns a source file into a path below a directory, where it is one. */
  public UnaryOperator<String> relativeTo(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    Map<String, String> known = new HashMap<>();
    return sourceFile ->
        known.computeIfAbsent(
            sourceFile,
            name ->
                file(name)
                    .map(file -> file.toAbsolutePath().normalize())
                    .filter(file -> file.startsWith(root))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .orElse(name));
  }

  @Override
  public void close() {
    stores.forEach(SourceStore::close);
  }

  private List<String> read(String sourceFile) {
    return text(sourceFile).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** Returns the text of a file, which is relative to its source root. */
  public Optional<String> text(String sourceFile) {
    return isPlain(sourceFile)
        ? stores.stream().flatMap(store -> store.text(sourceFile).stream()).findFirst()
        : Optional.empty();
  }

  /** A class file may claim any name for its source: only names that stay below a root count. */
  private static boolean isPlain(String sourceFile) {
    try {
      Path path = Path.of(sourceFile);
      return !sourceFile.isEmpty()
          && !path.isAbsolute()
          && sourceFile.indexOf('\\') < 0
          && path.equals(path.normalize())
          && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void addRoots(Path directory, Set<Path> seen, List<SourceStore> stores) {
    addRoot(directory, seen, stores);
    for (String usual : USUAL_ROOTS) {
      Path below = directory.resolve(usual);
      if (Files.isDirectory(below)) {
        addRoot(below, seen, stores);
      }
    }
  }

  private static void addRoot(Path root, Set<Path> seen, List<SourceStore> stores) {
    if (seen.add(root.toAbsolutePath().normalize())) {
      stores.add(SourceStore.root(root));
    }
  }

  private static boolean isArchive(Path path) {
    String name = path.toString();
    return Files.isRegularFile(path) && (name.endsWith(".jar") || name.endsWith(".zip"));
  }
}

package dev.interleave.cli;

import dev.interleave.report.SourceLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where the sources of the targets are. */
final class SourcePaths {
  private SourcePaths() {}

  /** Returns the given paths, then what lies where it usually does beside each target. */
  static List<Path> of(List<Path> given, List<Path> targets) {
    Set<Path> paths = new LinkedHashSet<>(given);
    for (Path target : targets) {
      paths.addAll(beside(target));
    }
    return List.copyOf(paths);
  }

  private static List<Path> beside(Path target) {
    List<Path> found = new ArrayList<>();
    Path file = target.toAbsolutePath().normalize().getFileName();
    String name = file == null ? "" : file.toString();
    if (name.endsWith(".jar")) {
      String base = name.substring(0, name.length() - ".jar".length());
      add(found, target.resolveSibling(base + "-sources.jar"));
    } else if (name.equals("classes") || name.equals("test-classes")) {
      String part = name.equals("classes") ? "main" : "test";
      Path project = target.resolve("../..").normalize();
      add(found, project.resolve("src").resolve(part).resolve("java"));
      add(found, project.resolve("src").resolve(part).resolve("kotlin"));
    }
    return found;
  }

  private static void add(List<Path> found, Path path) {
    if (Files.exists(path)) {
      found.add(path);
    }
  }

  /** Returns what turns a source file into a path below the working directory, where it is one. */
  static UnaryOperator<String> relativeTo(Path directory, SourceLookup sources) {
    Path root = directory.toAbsolutePath().normalize();
    Map<String, String> known = new HashMap<>();
    return sourceFile ->
        known.computeIfAbsent(
            sourceFile,
            name ->
                sources
                    .file(name)
                    .map(file -> file.toAbsolutePath().normalize())
                    .filter(file -> file.startsWith(root))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .orElse(name));
  }
}

package dev.interleave.cli;

import dev.interleave.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    if (Project.isAt(target)) {
      found.addAll(Project.sourcesAt(target));
      add(found, target);
    } else if (name.endsWith("-sources.jar") || name.endsWith(".java")) {
      add(found, target);
    } else if (name.endsWith(".jar")) {
      String base = name.substring(0, name.length() - ".jar".length());
      add(found, target.resolveSibling(base + "-sources.jar"));
    } else if (name.equals("classes") || name.equals("test-classes")) {
      String part = name.equals("classes") ? "main" : "test";
      Path project = target.resolve("../..").normalize();
      add(found, project.resolve("src").resolve(part).resolve("java"));
      add(found, project.resolve("src").resolve(part).resolve("kotlin"));
    } else if (Files.isDirectory(target)) {
      add(found, target);
    }
    return found;
  }

  private static void add(List<Path> found, Path path) {
    if (Files.exists(path)) {
      found.add(path);
    }
  }
}

package dev.interleave.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory that a build tool works in: the main code of all its modules, without the tests.
 *
 * @param sources the roots of Java source files
 * @param classes directories of compiled classes that no Java source stands for
 * @param classpath what the sources are compiled against, as far as it is at hand
 * @param problems what could not be had, one clause each, with what it is about
 */
public record Project(
    List<Path> sources, List<Path> classes, List<Path> classpath, List<Problem> problems) {
  private static final List<String> SCRIPTS =
      List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
  private static final int DEEPEST = 6;

  /** Where others put what they make, unless a build tool works there itself. */
  private static final Set<String> NO_MODULES = Set.of("target", "build", "out", "node_modules");

  public Project {
    sources = List.copyOf(sources);
    classes = List.copyOf(classes);
    classpath = List.copyOf(classpath);
    problems = List.copyOf(problems);
  }

  /**
   * Something that could not be had.
   *
   * @param subject a file or a library
   * @param message one clause
   */
  public record Problem(String subject, String message) {}

  /** Returns whether a directory is one in which a build tool works. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve("pom.xml"))
        || SCRIPTS.stream().anyMatch(name -> Files.isRegularFile(directory.resolve(name)))
        || Files.isDirectory(directory.resolve("src/main/java"));
  }

  /** Reads the project in a directory; empty when it is an ordinary one. */
  public static Optional<Project> at(Path directory) {
    if (!isAt(directory)) {
      return Optional.empty();
    }
    Path pom = directory.resolve("pom.xml");
    if (!Files.isRegularFile(pom)) {
      return Optional.of(usual(directory, List.of()));
    }
    try {
      return Optional.of(maven(directory).described());
    } catch (IOException unreadable) {
      String message = unreadable.getMessage() + "; the usual layout is assumed";
      return Optional.of(usual(directory, List.of(new Problem(pom.toString(), message))));
    }
  }

  /** Returns the roots of Java source files alone; empty when the directory is an ordinary one. */
  public static List<Path> sourcesAt(Path directory) {
    try {
      return Files.isRegularFile(directory.resolve("pom.xml"))
          ? List.copyOf(maven(directory).sources())
          : at(directory).map(Project::sources).orElse(List.of());
    } catch (IOException unreadable) {
      return usual(directory, List.of()).sources();
    }
  }

  private static MavenProject maven(Path directory) throws IOException {
    MavenProject project = new MavenProject(new Poms(LocalRepository.ofUser()), directory);
    project.read();
    return project;
  }

  /** Wherever the usual layout is, there is a module; its libraries are not known. */
  private static Project usual(Path directory, List<Problem> problems) {
    Set<Path> sources = new LinkedHashSet<>();
    List<Path> classpath = new ArrayList<>();
    try (Stream<Path> walk = Files.find(directory, DEEPEST, (path, its) -> its.isDirectory())) {
      walk.filter(path -> path.endsWith(Path.of("src", "main", "java")))
          .filter(path -> isModule(directory, path))
          .map(Path::normalize)
          .sorted()
          .forEach(sources::add);
    } catch (IOException | UncheckedIOException unreadable) {
      // what can be listed is enough
    }
    for (Path root : sources) {
      Path module = root.resolve("../../..").normalize();
      for (String output : List.of("build/classes/java/main", "target/classes")) {
        if (Files.isDirectory(module.resolve(output))) {
          classpath.add(module.resolve(output));
        }
      }
    }
    return new Project(List.copyOf(sources), List.of(), classpath, problems);
  }

  private static boolean isModule(Path directory, Path sources) {
    Path at = directory;
    for (Path part : directory.relativize(sources)) {
      at = at.resolve(part);
      String name = part.toString();
      if (name.startsWith(".") || (NO_MODULES.contains(name) && !isAt(at))) {
        return false;
      }
    }
    return true;
  }
}

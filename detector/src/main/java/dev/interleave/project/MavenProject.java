package dev.interleave.project;

import dev.interleave.project.Project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project that Maven builds: its modules as their poms describe them; Maven is not run. */
final class MavenProject {
  private static final List<String> OTHER_LANGUAGES = List.of("kotlin", "groovy", "scala");

  private final Poms poms;
  private final Path home;
  private final Map<Path, Pom> modules = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Starts at the directory of the top module. */
  MavenProject(Poms poms, Path home) {
    this.poms = poms;
    this.home = home;
  }

  /**
   * Reads the poms of the modules.
   *
   * @throws IOException if the top one cannot be read; modules that cannot are told
   */
  void read() throws IOException {
    Path file = home.resolve("pom.xml").toAbsolutePath().normalize();
    modules.put(file, poms.read(file));
    List<Path> next = new ArrayList<>(poms.read(file).modules());
    while (!next.isEmpty()) {
      Path module = next.remove(0);
      Path pom = Files.isDirectory(module) ? module.resolve("pom.xml") : module;
      if (!modules.containsKey(pom)) {
        module(pom, next);
      }
    }
  }

  /** Returns the roots of the modules' sources. */
  Set<Path> sources() {
    Set<Path> sources = new LinkedHashSet<>();
    for (Pom pom : modules.values()) {
      Path root = sources(pom);
      if (Files.isDirectory(root)) {
        sources.add(asGiven(root));
      }
    }
    return sources;
  }

  private static Path sources(Pom pom) {
    return pom.build("sourceDirectory", "src/main/java");
  }

  private void module(Path file, List<Path> next) {
    try {
      Pom pom = poms.read(file);
      modules.put(file, pom);
      next.addAll(pom.modules());
    } catch (IOException unreadable) {
      String reason =
          Files.exists(file) ? String.valueOf(unreadable.getMessage()) : "does not exist";
      problems.add(new Problem(asGiven(file).toString(), "a module, " + reason));
    }
  }

  /** Returns all that the poms tell, and looks for the libraries. */
  Project described() {
    List<Path> classes = new ArrayList<>();
    Set<Path> classpath = new LinkedHashSet<>();
    Set<String> own = new HashSet<>();
    modules.values().forEach(pom -> own.add(pom.group() + ":" + pom.artifact()));
    Libraries libraries = new Libraries(poms, own);
    for (Pom pom : modules.values()) {
      Path root = sources(pom);
      Path output = pom.build("outputDirectory", "target/classes");
      if (Files.isDirectory(output)) {
        boolean alone = !Files.isDirectory(root) || hasOtherLanguages(root);
        (alone ? classes : classpath).add(asGiven(output));
      }
      libraries.add(pom);
    }
    classpath.addAll(libraries.jars());
    for (String library : libraries.missing()) {
      problems.add(new Problem(library, "a library that Maven has not fetched yet"));
    }
    return new Project(List.copyOf(sources()), classes, List.copyOf(classpath), problems);
  }

  /** Poms know whole paths; people see those that they gave. */
  private Path asGiven(Path path) {
    Path whole = home.toAbsolutePath().normalize();
    return path.startsWith(whole) ? home.resolve(whole.relativize(path)).normalize() : path;
  }

  private static boolean hasOtherLanguages(Path root) {
    return OTHER_LANGUAGES.stream().anyMatch(one -> Files.isDirectory(root.resolveSibling(one)));
  }
}

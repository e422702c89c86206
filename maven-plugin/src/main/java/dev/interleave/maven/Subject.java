package dev.interleave.maven;

import dev.interleave.Input;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.project.MavenProject;

/**
 * What modules give to look at; only what exists.
 *
 * @param targets the directories of compiled classes
 * @param classpath what the classes were compiled against
 * @param sources the source roots
 */
record Subject(List<Path> targets, List<Path> classpath, List<Path> sources) {
  /** Reads the main classes of modules, and their tests where asked. */
  static Subject of(List<MavenProject> modules, boolean withTests)
      throws DependencyResolutionRequiredException {
    List<String> targets = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    List<String> classpath = new ArrayList<>();
    for (MavenProject module : modules) {
      targets.add(module.getBuild().getOutputDirectory());
      sources.addAll(module.getCompileSourceRoots());
      if (withTests) {
        targets.add(module.getBuild().getTestOutputDirectory());
        sources.addAll(module.getTestCompileSourceRoots());
      }
      classpath.addAll(
          withTests ? module.getTestClasspathElements() : module.getCompileClasspathElements());
    }
    List<Path> classes = existing(targets).stream().filter(Subject::holdsClasses).toList();
    List<Path> libraries = new ArrayList<>(existing(classpath));
    libraries.removeAll(classes);
    return new Subject(classes, libraries, existing(sources));
  }

  /** Returns whether there are classes of any of the modules. */
  static boolean isAnyCompiled(List<MavenProject> modules) {
    return modules.stream()
        .map(module -> Path.of(module.getBuild().getOutputDirectory()))
        .anyMatch(Subject::holdsClasses);
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  /** Returns the analysis of these classes with some rules (none means all). */
  Input input(Set<String> rules, int threads) {
    return new Input(targets, classpath, rules, List.of(), threads);
  }

  private static List<Path> existing(List<String> paths) {
    return paths.stream()
        .map(path -> new File(path).toPath())
        .distinct()
        .filter(Files::exists)
        .toList();
  }

  private static boolean holdsClasses(Path directory) {
    String[] entries = directory.toFile().list();
    return entries != null && entries.length > 0;
  }
}

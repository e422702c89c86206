package dev.interleave;

import dev.interleave.finding.Diagnostic;
import dev.interleave.project.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the input comes to: a project stands for its sources, its classes and its libraries.
 *
 * @param targets what is analysed
 * @param classpath where types are looked up
 * @param troubles what of the projects could not be had
 */
record Targets(List<Path> targets, List<Path> classpath, List<Diagnostic> troubles) {
  static Targets of(Input input) {
    Set<Path> targets = new LinkedHashSet<>();
    Set<Path> classpath = new LinkedHashSet<>(input.classpath());
    List<Diagnostic> troubles = new ArrayList<>();
    for (Path target : input.targets()) {
      Optional<Project> project = Project.at(target);
      if (project.isEmpty()) {
        targets.add(target);
        continue;
      }
      project.get().problems().forEach(problem -> troubles.add(trouble(problem)));
      List<Path> its = new ArrayList<>(project.get().sources());
      its.addAll(project.get().classes());
      // a project without main code of its own is a directory like any other
      targets.addAll(its.isEmpty() ? List.of(target) : its);
      classpath.addAll(project.get().classpath());
    }
    return new Targets(List.copyOf(targets), List.copyOf(classpath), troubles);
  }

  private static Diagnostic trouble(Project.Problem problem) {
    return new Diagnostic(Diagnostic.Kind.TARGET, problem.subject(), problem.message(), "");
  }
}

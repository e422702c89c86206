package dev.interleave.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The libraries of modules, found among what Maven has fetched before: nearest first. */
final class Libraries {
  private final Poms poms;
  private final Set<String> own;
  private final Set<Path> jars = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> missing = new TreeSet<>();

  /**
   * A library on the way.
   *
   * @param excluded what those who brought it do not want
   */
  private record Step(Dependency library, Set<String> excluded) {}

  /**
   * Starts with none.
   *
   * @param own group and artifact of the modules, which are no libraries
   */
  Libraries(Poms poms, Collection<String> own) {
    this.poms = poms;
    this.own = Set.copyOf(own);
  }

  Set<Path> jars() {
    return jars;
  }

  /** Returns the names of those that are not at hand. */
  Set<String> missing() {
    return missing;
  }

  /** Adds those that a module is compiled against, and those that they need. */
  void add(Pom module) {
    Map<String, Dependency> managed = poms.managed(module);
    Deque<Step> next = new ArrayDeque<>();
    for (Dependency named : module.dependencies().values()) {
      Dependency whole = completed(named, managed);
      if (whole.isForCompiling()) {
        next.add(new Step(whole, whole.excluded()));
      }
    }
    while (!next.isEmpty()) {
      Step step = next.remove();
      if (seen.add(step.library().key()) && step.library().isJar()) {
        take(step.library());
        expand(step, managed, next);
      }
    }
  }

  private static Dependency completed(Dependency named, Map<String, Dependency> managed) {
    Dependency manager = managed.get(named.key());
    return manager == null ? named : named.managedBy(manager);
  }

  private void take(Dependency library) {
    Path jar = library.file().isEmpty() ? poms.repository().jar(library) : Path.of(library.file());
    if (Files.isRegularFile(jar)) {
      jars.add(jar);
    } else if (!own.contains(library.group() + ":" + library.artifact())) {
      missing.add(library.label());
    }
  }

  private void expand(Step step, Map<String, Dependency> managed, Deque<Step> next) {
    Pom pom = poms.of(step.library());
    if (pom == null) {
      return;
    }
    Map<String, Dependency> its = poms.managed(pom);
    for (Dependency named : pom.dependencies().values()) {
      Dependency whole = completed(named, its);
      boolean comes = !whole.optional() && Set.of("", "compile").contains(whole.scope());
      if (comes && !whole.isAmong(step.excluded())) {
        next.add(new Step(overridden(whole, managed), both(step.excluded(), whole.excluded())));
      }
    }
  }

  /** The module's own word on a version counts more than that of a library. */
  private static Dependency overridden(Dependency library, Map<String, Dependency> managed) {
    @Nullable Dependency manager = managed.get(library.key());
    return manager == null || manager.version().isEmpty() ? library : library.at(manager.version());
  }

  private static Set<String> both(Set<String> some, Set<String> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}

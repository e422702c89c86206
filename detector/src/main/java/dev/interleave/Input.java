package dev.interleave;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What one analysis works on; immutable.
 *
 * @param targets directories of classes or sources, jars (nested ones too), class files and source
 *     files to analyse
 * @param classpath where the types that the targets use are looked up; never reported on
 * @param rules the rule ids to ask; empty means all
 * @param knowledge tables of the user's own, on top of those that ship
 * @param threads how many threads may work, at least 1; never changes the result
 */
public record Input(
    List<Path> targets,
    List<Path> classpath,
    Set<String> rules,
    List<Path> knowledge,
    int threads) {
  public Input {
    targets = List.copyOf(targets);
    classpath = List.copyOf(classpath);
    rules = Set.copyOf(rules);
    knowledge = List.copyOf(knowledge);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }
}

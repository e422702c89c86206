package dev.interleave;

import dev.interleave.cache.Shelf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one analysis works on; immutable.
 *
 * @param targets directories of classes or sources, jars (nested ones too), class files and source
 *     files to analyse
 * @param classpath where the types that the targets use are looked up; never reported on
 * @param rules the rule ids to ask; empty means all
 * @param knowledge tables of the user's own, on top of those that ship
 * @param threads how many threads may work, at least 1; never changes the result
 * @param instead texts that stand for what the targets hold of source files, by their names
 *     relative to the source root; an empty one for a file that is not there
 * @param cache where earlier runs left what they found out, and this one does; never changes the
 *     result
 */
public record Input(
    List<Path> targets,
    List<Path> classpath,
    Set<String> rules,
    List<Path> knowledge,
    int threads,
    Map<String, String> instead,
    Optional<Shelf> cache) {
  public Input {
    targets = List.copyOf(targets);
    classpath = List.copyOf(classpath);
    rules = Set.copyOf(rules);
    knowledge = List.copyOf(knowledge);
    instead = Map.copyOf(instead);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** An input without a cache. */
  public Input(
      List<Path> targets,
      List<Path> classpath,
      Set<String> rules,
      List<Path> knowledge,
      int threads) {
    this(targets, classpath, rules, knowledge, threads, Map.of(), Optional.empty());
  }

  /**
   * Returns the same input with a cache.
   *
   * @param directory where to keep it; it need not exist
   * @param log is told what is wrong with the cache
   */
  public Input cachedIn(Path directory, Consumer<String> log) {
    Optional<Shelf> shelf = Optional.of(new Shelf(directory, log));
    return new Input(targets, classpath, rules, knowledge, threads, instead, shelf);
  }

  /** Returns the same input with other texts of some source files, and without a cache. */
  Input with(Map<String, String> texts) {
    return new Input(targets, classpath, rules, knowledge, threads, texts, Optional.empty());
  }
}

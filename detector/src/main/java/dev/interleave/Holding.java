package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.cache.KeptSources.Kept;
import dev.interleave.cache.KeptSources.Told;
import dev.interleave.frontend.source.SourceProgram;
import dev.interleave.ir.ClassFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of source files holds in one program. What a file says hangs on what is known of the classes
 * that it asks about; a class that two files declare is neither's to keep.
 */
final class Holding {
  private final SourceProgram program;
  private final Map<String, Digest> known = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  Holding(SourceProgram program, List<Source> sources) {
    this.program = program;
    Set<String> once = new HashSet<>();
    sources.forEach(
        source ->
            source
                .kept()
                .ifPresent(kept -> kept.above().keySet().forEach(type -> note(once, type.name()))));
    for (int i = 0; i < program.size(); i++) {
      program.names(i).forEach(name -> note(once, name));
    }
  }

  private void note(Set<String> once, String name) {
    if (!once.add(name)) {
      twice.add(name);
    }
  }

  /** Returns whether what is kept of a file is what would be found out again. */
  boolean holds(Kept kept) {
    return kept.above().keySet().stream().noneMatch(type -> twice.contains(type.name()))
        && kept.asked().entrySet().stream()
            .allMatch(one -> known(one.getKey()).equals(one.getValue()));
  }

  /** Returns what is to be kept of a file of the program; nothing when others decide on it. */
  Optional<Kept> of(Source source, int file, List<ClassFacts> classes, List<Told> troubles) {
    if (classes.isEmpty() || program.names(file).stream().anyMatch(twice::contains)) {
      return Optional.empty();
    }
    Map<String, Digest> asked = new TreeMap<>();
    program.asked(file).forEach(name -> asked.put(name, known(name)));
    return Optional.of(
        new Kept(
            source.content(), program.declared(file), asked, troubles, SourceUnit.above(classes)));
  }

  /** Returns what a file's classes hang on: its content, and what it knows of others. */
  static Digest content(Kept kept) {
    Digest.Sum sum = new Digest.Sum().add(kept.content());
    new TreeMap<>(kept.asked()).forEach((type, known) -> sum.add(type).add(known));
    return sum.end();
  }

  private Digest known(String type) {
    return known.computeIfAbsent(type, name -> new Digest.Sum().add(program.known(name)).end());
  }
}

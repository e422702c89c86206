package dev.interleave;

import dev.interleave.cache.Digest;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A source file's classes; those of a file that did not change are read if somebody needs them. */
final class SourceUnit implements Unit {
  private final String name;
  private final Optional<Digest> content;
  private final Supplier<List<ClassFacts>> late;
  private Optional<List<ClassFacts>> classes = Optional.empty();

  /**
   * Makes a unit.
   *
   * @param content of all that the classes hang on; nothing when nobody asks for it
   * @param classes reads them
   */
  SourceUnit(String name, Optional<Digest> content, Supplier<List<ClassFacts>> classes) {
    this.name = name;
    this.content = content;
    this.late = classes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Digest> content() {
    return content;
  }

  @Override
  public synchronized List<ClassFacts> read(Symbols symbols) {
    if (classes.isEmpty()) {
      classes = Optional.of(late.get());
    }
    return classes.get();
  }

  /** Returns the direct supertypes of classes. */
  static Map<ClassRef, List<ClassRef>> above(List<ClassFacts> classes) {
    Map<ClassRef, List<ClassRef>> all = new TreeMap<>();
    for (ClassFacts type : classes) {
      List<ClassRef> above = new ArrayList<>();
      if (type.superclass() != null) {
        above.add(type.superclass());
      }
      above.addAll(type.interfaces());
      all.put(type.ref(), List.copyOf(above));
    }
    return all;
  }
}

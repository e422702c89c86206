package dev.interleave.domain;

import dev.interleave.model.ClassRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who extends whom; cyclic declarations, which damaged class files may hold, do no harm. */
public final class Hierarchy {
  private final Function<ClassRef, List<ClassRef>> direct;
  private final Map<ClassRef, List<ClassRef>> all;
  private final Consumer<ClassRef> witness;

  /**
   * Makes a hierarchy.
   *
   * @param direct the direct supertypes of a class, superclass first; empty when unknown
   */
  public Hierarchy(Function<ClassRef, List<ClassRef>> direct) {
    this(direct, new ConcurrentHashMap<>(), type -> {});
  }

  private Hierarchy(
      Function<ClassRef, List<ClassRef>> direct,
      Map<ClassRef, List<ClassRef>> all,
      Consumer<ClassRef> witness) {
    this.direct = direct;
    this.all = all;
    this.witness = witness;
  }

  /** Returns the same hierarchy, which tells the witness each class that it is asked about. */
  public Hierarchy before(Consumer<ClassRef> other) {
    return new Hierarchy(direct, all, other);
  }

  /** Returns the class itself and all its supertypes, nearest first, superclasses before others. */
  public List<ClassRef> lineage(ClassRef type) {
    witness.accept(type);
    List<ClassRef> known = all.get(type);
    if (known == null) {
      known = walk(type);
      all.put(type, known);
    }
    return known;
  }

  private List<ClassRef> walk(ClassRef type) {
    Set<ClassRef> seen = new LinkedHashSet<>();
    Deque<ClassRef> next = new ArrayDeque<>(List.of(type));
    while (!next.isEmpty()) {
      ClassRef current = next.poll();
      if (seen.add(current)) {
        next.addAll(direct.apply(current));
      }
    }
    return List.copyOf(new ArrayList<>(seen));
  }

  /** Returns whether one type is the other or below it. */
  public boolean isA(ClassRef type, ClassRef ancestor) {
    return lineage(type).contains(ancestor);
  }
}

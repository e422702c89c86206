package dev.interleave.link;

import dev.interleave.knowledge.Entry;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.summary.ClassSummary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which framework entries a class names at all, so that only these are looked at closely. */
final class Mentions {
  private final Program program;
  private final Map<String, BitSet> byName = new HashMap<>();

  Mentions(Program program, List<Entry> entries) {
    this.program = program;
    for (int i = 0; i < entries.size(); i++) {
      byName.computeIfAbsent(entries.get(i).name(), n -> new BitSet()).set(i);
    }
  }

  /** Returns the indexes of the entries that a class names, in their order. */
  BitSet in(ClassSummary type) {
    BitSet mentioned = new BitSet();
    for (String name : names(type)) {
      BitSet its = byName.get(name);
      if (its != null) {
        mentioned.or(its);
      }
    }
    return mentioned;
  }

  /** Returns the annotations in a class, those of its methods included, and its supertypes. */
  private List<String> names(ClassSummary type) {
    List<String> names = new ArrayList<>();
    type.annotations().forEach(annotation -> names.add(annotation.type()));
    for (MethodDeclaration method : type.methods()) {
      if (!method.annotations().isEmpty()) {
        method.annotations().forEach(annotation -> names.add(annotation.type()));
      }
    }
    program.hierarchy().lineage(type.ref()).forEach(above -> names.add(above.name()));
    return names;
  }
}

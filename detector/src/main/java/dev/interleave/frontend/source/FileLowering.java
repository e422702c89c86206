package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import dev.interleave.ir.ClassFacts;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The work on one file: its classes, and what of it stays unresolved. */
final class FileLowering {
  private final ClassIndex index;
  private final DeclaredTypes types;
  private final Symbols symbols;
  private final List<ClassFacts> facts = new ArrayList<>();
  private final Set<SourceClass> begun = new HashSet<>();
  private int unresolved;
  private int firstLine;

  FileLowering(ClassIndex index, DeclaredTypes types, Symbols symbols) {
    this.index = index;
    this.types = types;
    this.symbols = symbols;
  }

  List<ClassFacts> run() {
    for (SourceClass type : index.classes()) {
      if (types.source(type.name()) == type && !type.isLocal()) {
        lower(type);
      }
    }
    for (SourceClass type : index.classes()) {
      // what stands in code that could not be read
      if (types.source(type.name()) == type) {
        lower(type);
      }
    }
    return facts;
  }

  void lower(SourceClass type) {
    if (begun.add(type)) {
      facts.add(new ClassLowering(this, type).run());
    }
  }

  boolean hasBegun(SourceClass type) {
    return begun.contains(type);
  }

  DeclaredTypes types() {
    return types;
  }

  TypeTable table() {
    return types.table(index.file());
  }

  Symbols symbols() {
    return symbols;
  }

  @Nullable SourceClass classAt(Node node) {
    return index.at(node);
  }

  void unresolved(Node node) {
    int line = node.getBegin().map(position -> position.line).orElse(0);
    firstLine = unresolved == 0 ? line : Math.min(firstLine, line);
    unresolved++;
  }

  /** Returns how many expressions mean nothing that is known. */
  int unresolved() {
    return unresolved;
  }

  int firstUnresolvedLine() {
    return firstLine;
  }
}

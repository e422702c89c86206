package dev.interleave.frontend.source;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.nodeTypes.NodeWithModifiers;
import dev.interleave.model.Flags;

/** Modifiers as the flags of class files (JVMS §4). */
final class Modifiers {
  private static final int NATIVE = 0x0100;

  private Modifiers() {}

  static int of(NodeWithModifiers<?> declaration) {
    int access = 0;
    for (Modifier modifier : declaration.getModifiers()) {
      access |= flag(modifier.getKeyword());
    }
    return access;
  }

  private static int flag(Modifier.Keyword keyword) {
    return switch (keyword) {
      case PUBLIC -> Flags.PUBLIC;
      case PRIVATE -> Flags.PRIVATE;
      case PROTECTED -> Flags.PROTECTED;
      case STATIC -> Flags.STATIC;
      case FINAL -> Flags.FINAL;
      case SYNCHRONIZED -> Flags.SYNCHRONIZED;
      case VOLATILE -> Flags.VOLATILE;
      case ABSTRACT -> Flags.ABSTRACT;
      case NATIVE -> NATIVE;
      case TRANSIENT -> Flags.TRANSIENT;
      default -> 0;
    };
  }
}

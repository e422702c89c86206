package dev.interleave.frontend.bytecode;

import org.objectweb.asm.Type;

/** How types are spelled in steps: internal names for classes, descriptors for all else. */
final class TypeNames {
  private TypeNames() {}

  static String of(Type type) {
    return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
  }
}

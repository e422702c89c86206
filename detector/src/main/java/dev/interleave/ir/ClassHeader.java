package dev.interleave.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others may know of a class: its name, its supertypes and the heads of its members. Types are
 * spelled as in class files (JVMS §4.7.9.1), generics included where the class file keeps them.
 *
 * @param name the internal name
 * @param access JVMS table 4.1-B flags; {@code static} as the enclosing class declares it
 * @param members internal names of the member classes
 * @param signature type parameters and supertypes
 * @param fields the declared ones
 * @param methods the declared ones
 */
public record ClassHeader(
    String name,
    int access,
    List<String> members,
    String signature,
    List<Member> fields,
    List<Member> methods) {
  /**
   * A field or method.
   *
   * @param name the simple name
   * @param access flags
   * @param descriptor its erased type
   * @param signature its generic type, the descriptor when it has none
   * @param constant the value of a field that stands for it; null for none
   */
  public record Member(
      String name, int access, String descriptor, String signature, @Nullable Object constant) {}
}

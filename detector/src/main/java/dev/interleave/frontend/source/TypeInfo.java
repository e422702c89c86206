package dev.interleave.frontend.source;

import dev.interleave.model.Flags;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a class by its declaration or its class file.
 *
 * @param name the internal name
 * @param access JVMS table 4.1-B flags
 * @param parameters its type variables
 * @param outer the class of the object that each of its objects belongs to, as the sources declare
 *     it; empty for none
 * @param superclass null for java.lang.Object
 * @param interfaces the direct ones
 * @param members simple names of its member classes, to internal names
 * @param fields the declared ones, by name
 * @param methods the declared ones, by name
 */
record TypeInfo(
    String name,
    int access,
    List<Type> parameters,
    String outer,
    @Nullable Type superclass,
    List<Type> interfaces,
    Map<String, String> members,
    Map<String, Field> fields,
    Map<String, List<Method>> methods) {
  private static final int VARARGS = 0x0080;

  /**
   * A field.
   *
   * @param owner the declaring class
   * @param descriptor its erased type as declared
   * @param constant its value, where the compiler puts it in place of the field; else null
   */
  record Field(
      String owner,
      String name,
      int access,
      String descriptor,
      Type type,
      @Nullable Object constant) {
    boolean isStatic() {
      return Flags.has(access, Flags.STATIC);
    }
  }

  /**
   * A method.
   *
   * @param owner the declaring class
   * @param descriptor its erased type as declared
   * @param variables its own type variables
   */
  record Method(
      String owner,
      String name,
      int access,
      String descriptor,
      List<Type> parameters,
      Type result,
      List<Type> variables) {
    boolean isStatic() {
      return Flags.has(access, Flags.STATIC);
    }

    boolean isAbstract() {
      return Flags.has(access, Flags.ABSTRACT);
    }

    boolean isVarargs() {
      return Flags.has(access, VARARGS);
    }

    Method with(Map<String, Type> values) {
      return values.isEmpty()
          ? this
          : new Method(
              owner,
              name,
              access,
              descriptor,
              parameters.stream().map(type -> type.with(values)).toList(),
              result.with(values),
              variables);
    }
  }

  boolean isInterface() {
    return Flags.has(access, Flags.INTERFACE);
  }

  List<Method> methods(String wanted) {
    return methods.getOrDefault(wanted, List.of());
  }
}

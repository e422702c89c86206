package dev.interleave.frontend.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type as far as receivers need it.
 *
 * @param descriptor the erased type, JVMS §4.3.2; empty when nothing is known
 * @param variable the name of the type variable that this is; empty for all others
 * @param arguments type arguments; the element type of an array
 */
record Type(String descriptor, String variable, List<Type> arguments) {
  static final Type UNKNOWN = new Type("", "", List.of());
  static final Type OBJECT = named("java/lang/Object");
  static final Type STRING = named("java/lang/String");
  static final Type INT = of("I");
  static final Type BOOLEAN = of("Z");
  static final Type VOID = of("V");
  static final Type NULL = new Type("", "null", List.of());

  private static final Map<String, String> BOXES =
      Map.of(
          "I", "java/lang/Integer",
          "J", "java/lang/Long",
          "Z", "java/lang/Boolean",
          "D", "java/lang/Double",
          "F", "java/lang/Float",
          "B", "java/lang/Byte",
          "C", "java/lang/Character",
          "S", "java/lang/Short");

  static Type of(String descriptor) {
    return descriptor.startsWith("[") ? array(of(descriptor.substring(1))) : bare(descriptor);
  }

  private static Type bare(String descriptor) {
    return new Type(descriptor, "", List.of());
  }

  static Type named(String name) {
    return bare("L" + name + ";");
  }

  static Type named(String name, List<Type> arguments) {
    return new Type("L" + name + ";", "", List.copyOf(arguments));
  }

  static Type variable(String name, Type bound) {
    return new Type(bound.descriptor, name, bound.arguments);
  }

  static Type array(Type element) {
    return new Type("[" + element.erased(), "", List.of(element));
  }

  boolean isKnown() {
    return !descriptor.isEmpty();
  }

  boolean isPrimitive() {
    return descriptor.length() == 1;
  }

  boolean isArray() {
    return descriptor.startsWith("[");
  }

  boolean isClass() {
    return descriptor.startsWith("L");
  }

  boolean isWide() {
    return descriptor.equals("J") || descriptor.equals("D");
  }

  boolean isVoid() {
    return descriptor.equals("V");
  }

  boolean isString() {
    return descriptor.equals(STRING.descriptor);
  }

  /** Returns the type of the elements of an array, unknown for all else. */
  Type element() {
    return isArray() && !arguments.isEmpty() ? arguments.get(0) : UNKNOWN;
  }

  /** Returns the descriptor; that of an object when nothing is known. */
  String erased() {
    return isKnown() ? descriptor : OBJECT.descriptor;
  }

  /** Returns the internal name of a class, the descriptor of all else. */
  String name() {
    String text = erased();
    return text.startsWith("L") ? text.substring(1, text.length() - 1) : text;
  }

  /** Returns the class that wraps a primitive type; the type itself for all else. */
  Type boxed() {
    String box = BOXES.get(descriptor);
    return box == null ? this : named(box);
  }

  /** Returns the primitive type that a class wraps; the type itself for all else. */
  Type unboxed() {
    if (isClass() && descriptor.startsWith("Ljava/lang/")) {
      for (Map.Entry<String, String> entry : BOXES.entrySet()) {
        if (entry.getValue().equals(name())) {
          return of(entry.getKey());
        }
      }
    }
    return this;
  }

  /** Returns this type with its variables replaced. */
  Type with(Map<String, Type> values) {
    if (!variable.isEmpty()) {
      Type value = values.get(variable);
      return value == null
          ? this
          : value.isKnown() ? value.boxed() : new Type(descriptor, "", arguments);
    }
    if (arguments.isEmpty() || values.isEmpty()) {
      return this;
    }
    List<Type> replaced = new ArrayList<>(arguments.size());
    arguments.forEach(argument -> replaced.add(argument.with(values)));
    return isArray() ? array(replaced.get(0)) : new Type(descriptor, "", replaced);
  }
}

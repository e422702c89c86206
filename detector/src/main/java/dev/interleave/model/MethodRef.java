package dev.interleave.model;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A method as a call names it: owner, name and descriptor (JVMS §4.3.3). */
public final class MethodRef implements Comparable<MethodRef> {
  private static final Comparator<MethodRef> ORDER =
      Comparator.comparing(MethodRef::owner)
          .thenComparing(MethodRef::name)
          .thenComparing(MethodRef::descriptor);

  private final ClassRef owner;
  private final String name;
  private final String descriptor;

  /** Kept because every table of the program is asked by methods. */
  private final int hash;

  private @Nullable String returned;

  /** Makes the name of a method. */
  public MethodRef(ClassRef owner, String name, String descriptor) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.hash = (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
  }

  /** Returns the class named by the call, not always the declaring one. */
  public ClassRef owner() {
    return owner;
  }

  /** Returns the simple name, {@code <init>} and {@code <clinit>} included. */
  public String name() {
    return name;
  }

  /** Returns parameter and return types. */
  public String descriptor() {
    return descriptor;
  }

  /** Returns the class returned for reference and array types, the descriptor otherwise. */
  public String returnType() {
    String known = returned;
    if (known == null) {
      int start = descriptor.indexOf(')') + 1;
      known =
          switch (descriptor.charAt(start)) {
            case 'L' -> descriptor.substring(start + 1, descriptor.length() - 1);
            case 'V' -> "V";
            case 'Z' -> "Z";
            case 'I' -> "I";
            default -> descriptor.substring(start);
          };
      returned = known;
    }
    return known;
  }

  /** Returns this method, its texts among those that equal texts share. */
  MethodRef in(Symbols symbols) {
    returned = symbols.text(returnType());
    return this;
  }

  /** Returns whether this is the body of a lambda, as the JDK's compiler names it. */
  public boolean isLambda() {
    return name.startsWith("lambda$");
  }

  /** Returns whether this is an instance initialiser. */
  public boolean isConstructor() {
    return name.equals("<init>");
  }

  /** Returns whether this is a class initialiser. */
  public boolean isClassInitializer() {
    return name.equals("<clinit>");
  }

  /** Returns the same method looked up in another class. */
  public MethodRef in(ClassRef other) {
    return other.equals(owner) ? this : new MethodRef(other, name, descriptor);
  }

  /** Returns the class of a parameter, counted without {@code this}; a nameless one for others. */
  public ClassRef parameterType(int index) {
    int at = 1;
    for (int i = 0; i < index; i++) {
      at = afterType(at);
    }
    boolean isObject = at < descriptor.length() && descriptor.charAt(at) == 'L';
    return new ClassRef(isObject ? descriptor.substring(at + 1, afterType(at) - 1) : "");
  }

  private int afterType(int start) {
    int at = start;
    while (descriptor.charAt(at) == '[') {
      at++;
    }
    return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
  }

  /**
   * Returns the method that a reader of the source would name: a lambda's body counts for the
   * method that holds it.
   */
  public String sourceName() {
    if (isLambda()) {
      int end = name.lastIndexOf('$');
      return end > 7 ? name.substring(7, end) : name;
    }
    return isConstructor() ? owner.simpleName() : name;
  }

  @Override
  public int compareTo(MethodRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof MethodRef that
            && hash == that.hash
            && name.equals(that.name)
            && owner.equals(that.owner)
            && descriptor.equals(that.descriptor));
  }

  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}

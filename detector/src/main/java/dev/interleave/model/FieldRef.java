package dev.interleave.model;

import org.jspecify.annotations.Nullable;

/** A field as an access names it. */
public final class FieldRef implements Comparable<FieldRef> {
  private final ClassRef owner;
  private final String name;
  private final String descriptor;
  private final int hash;
  private @Nullable String typeName;

  /** Makes the name of a field. */
  public FieldRef(ClassRef owner, String name, String descriptor) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.hash = owner.hashCode() * 31 + name.hashCode();
  }

  /** Returns the class named by the access, not always the declaring one. */
  public ClassRef owner() {
    return owner;
  }

  /** Returns the simple name. */
  public String name() {
    return name;
  }

  /** Returns the field's type, JVMS §4.3.2. */
  public String descriptor() {
    return descriptor;
  }

  @Override
  public int compareTo(FieldRef other) {
    int byOwner = owner.compareTo(other.owner);
    return byOwner != 0 ? byOwner : name.compareTo(other.name);
  }

  /** Returns the same field looked up in another class. */
  public FieldRef in(ClassRef other) {
    return other.equals(owner) ? this : new FieldRef(other, name, descriptor);
  }

  /** Returns the field's class for reference and array types, the descriptor itself otherwise. */
  public String typeName() {
    String known = typeName;
    if (known == null) {
      known =
          descriptor.startsWith("L")
              ? descriptor.substring(1, descriptor.length() - 1)
              : descriptor;
      typeName = known;
    }
    return known;
  }

  /** Returns whether compilers keep there the object that a nested class's object belongs to. */
  public boolean isOuter() {
    return name.startsWith("this$");
  }

  /** Returns this field, its texts among those that equal texts share. */
  FieldRef in(Symbols symbols) {
    typeName = symbols.text(typeName());
    return this;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FieldRef that
            && hash == that.hash
            && name.equals(that.name)
            && owner.equals(that.owner)
            && descriptor.equals(that.descriptor));
  }

  @Override
  public String toString() {
    return owner + "." + name;
  }
}

package dev.interleave.model;

/**
 * A field as an access names it.
 *
 * @param owner the class named by the access, not always the declaring one
 * @param name the simple name
 * @param descriptor the field's type, JVMS §4.3.2
 */
public record FieldRef(ClassRef owner, String name, String descriptor)
    implements Comparable<FieldRef> {
  @Override
  public int compareTo(FieldRef other) {
    int byOwner = owner.compareTo(other.owner);
    return byOwner != 0 ? byOwner : name.compareTo(other.name);
  }

  /** Returns the same field looked up in another class. */
  public FieldRef in(ClassRef other) {
    return new FieldRef(other, name, descriptor);
  }

  /** Returns the field's class for reference and array types, the descriptor itself otherwise. */
  public String typeName() {
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  @Override
  public int hashCode() {
    return owner.hashCode() * 31 + name.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldRef that
        && name.equals(that.name)
        && owner.equals(that.owner)
        && descriptor.equals(that.descriptor);
  }

  @Override
  public String toString() {
    return owner + "." + name;
  }
}

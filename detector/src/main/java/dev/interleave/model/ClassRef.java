package dev.interleave.model;

/**
 * A class by its internal name, as JVMS §4.2.1 spells it ({@code java/util/Map$Entry}).
 *
 * @param name the internal name; array types keep their descriptor form ({@code [I})
 */
public record ClassRef(String name) implements Comparable<ClassRef> {
  /** Returns the binary name of JLS §13.1, {@code java.util.Map$Entry}. */
  public String binaryName() {
    return name.replace('/', '.');
  }

  /** Returns the name without its package, nested classes joined by dots: {@code Map.Entry}. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** Returns the internal name of the outermost class that this one is nested in, or its own. */
  public String outermost() {
    int nested = name.indexOf('$', name.lastIndexOf('/') + 2);
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** Returns the package in dotted form, empty for the unnamed package. */
  public String packageName() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
  }

  @Override
  public int compareTo(ClassRef other) {
    return name.compareTo(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof ClassRef that && name.equals(that.name));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.interleave.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a body reaches an object or a value: a root and the fields followed from it, at most {@value
 * #LONGEST} of them. The element of a collection or array is one more selector, {@link #ELEMENT}.
 */
public final class AccessPath implements Comparable<AccessPath> {
  /** Selects what a collection, map or array holds, any key. */
  public static final FieldRef ELEMENT = new FieldRef(new ClassRef("*"), "[]", "*");

  /** Leads from a lock to the one that takes it in shared mode. */
  public static final FieldRef SHARED_LOCK = new FieldRef(new ClassRef("*"), "readLock()", "*");

  /** Longer paths are cut to an unknown root, so that recursive structures stay bounded. */
  public static final int LONGEST = 5;

  /** The thread that runs, and what only tells which one that is: no two threads have it. */
  public static final AccessPath CURRENT_THREAD =
      new AccessPath(Root.NAMED, 0, "Thread.currentThread()", List.of());

  private static final int SHARED = 256;

  /** From here on, the numbers of unknown roots stand for values of other bodies. */
  public static final int NAMELESS = Integer.MAX_VALUE - 1;

  /** Where a path starts. */
  public enum Root {
    /** A parameter of the method, by number; 0 is {@code this} of an instance method. */
    PARAM,
    /** A static field, which is the first selector. */
    GLOBAL,
    /** An object made by this method, by the number of the step that made it. */
    FRESH,
    /** A value that nothing is known of, by the number of its step. */
    UNKNOWN,
    /** The monitor of a class, or a constant; named by the label. */
    NAMED
  }

  private static final AccessPath[] PARAMS = bare(Root.PARAM);
  private static final AccessPath[] FRESH = bare(Root.FRESH);
  private static final AccessPath[] UNKNOWN = bare(Root.UNKNOWN);

  private final Root root;
  private final int number;
  private final String label;
  private final List<FieldRef> fields;
  private final int hash;

  private AccessPath(Root root, int number, String label, List<FieldRef> fields) {
    this.root = root;
    this.number = number;
    this.label = label;
    this.fields = fields;
    this.hash =
        ((root.name().hashCode() * 31 + number) * 31 + label.hashCode()) * 31 + hash(fields);
  }

  /** Nearly all paths without a selector have small numbers; those are made once. */
  private static AccessPath[] bare(Root root) {
    AccessPath[] paths = new AccessPath[SHARED];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = new AccessPath(root, i, "", List.of());
    }
    return paths;
  }

  private static AccessPath bare(AccessPath[] shared, Root root, int number) {
    return number >= 0 && number < SHARED
        ? shared[number]
        : new AccessPath(root, number, "", List.of());
  }

  /** What {@code List.hashCode} returns, without an iterator a path. */
  private static int hash(List<FieldRef> fields) {
    int hash = 1;
    for (int i = 0; i < fields.size(); i++) {
      hash = 31 * hash + fields.get(i).hashCode();
    }
    return hash;
  }

  /** Returns the path of a parameter. */
  public static AccessPath param(int index) {
    return bare(PARAMS, Root.PARAM, index);
  }

  /** Returns the path of a static field. */
  public static AccessPath global(FieldRef field) {
    return new AccessPath(Root.GLOBAL, 0, "", List.of(field));
  }

  /** Returns the path of an object made at a step. */
  public static AccessPath fresh(int step) {
    return bare(FRESH, Root.FRESH, step);
  }

  /** Returns the path of a value made at a step by means that are not followed. */
  public static AccessPath unknown(int step) {
    return bare(UNKNOWN, Root.UNKNOWN, step);
  }

  /** Returns the path of a class object or another constant. */
  public static AccessPath named(String label) {
    return new AccessPath(Root.NAMED, 0, label, List.of());
  }

  /** Returns a path by its parts, as another path told them. */
  public static AccessPath of(Root root, int number, String label, List<FieldRef> fields) {
    return new AccessPath(root, number, label, fields);
  }

  /**
   * Of this and another path by which one value may be reached, returns the one that others may
   * share; null when they have nothing in common.
   */
  public @Nullable AccessPath sharedWith(AccessPath other) {
    if (equals(other) || other.isNothing()) {
      return this;
    }
    if (isNothing()) {
      return other;
    }
    boolean own = root == Root.FRESH;
    boolean otherIsOwn = other.root == Root.FRESH;
    if (own && otherIsOwn && isBare() && other.isBare()) {
      return this;
    }
    return own == otherIsOwn ? null : own ? other : this;
  }

  private boolean isNothing() {
    return root == Root.NAMED && label.equals("null");
  }

  /** Returns where the path starts. */
  public Root root() {
    return root;
  }

  /** Returns the parameter's index or the step's number. */
  public int number() {
    return number;
  }

  /** Returns the name of a {@link Root#NAMED} path, empty otherwise. */
  public String label() {
    return label;
  }

  /** Returns the selectors. */
  public List<FieldRef> fields() {
    return fields;
  }

  /** Returns the path one selector further; an unknown path when it would grow too long. */
  public AccessPath then(FieldRef field) {
    if (fields.size() >= LONGEST) {
      return unknown(NAMELESS);
    }
    FieldRef[] longer = fields.toArray(new FieldRef[fields.size() + 1]);
    longer[fields.size()] = field;
    return new AccessPath(root, number, label, List.of(longer));
  }

  /** Returns the path without its last selector. */
  public AccessPath parent() {
    return new AccessPath(root, number, label, fields.subList(0, fields.size() - 1));
  }

  /** Returns whether there is no selector. */
  public boolean isBare() {
    return fields.isEmpty();
  }

  /** Returns whether this is {@code this} or a parameter of that index itself. */
  public boolean isParam(int index) {
    return root == Root.PARAM && number == index && fields.isEmpty();
  }

  /** Returns whether the path starts where another one ends or further. */
  public boolean startsWith(AccessPath prefix) {
    return root == prefix.root
        && number == prefix.number
        && label.equals(prefix.label)
        && fields.size() >= prefix.fields.size()
        && fields.subList(0, prefix.fields.size()).equals(prefix.fields);
  }

  /** Returns this path with its root replaced by another path. */
  public AccessPath rebase(AccessPath newRoot) {
    int above = newRoot.fields.size();
    if (fields.isEmpty()) {
      return newRoot;
    }
    if (above + fields.size() > LONGEST) {
      return tooLong(newRoot);
    }
    FieldRef[] longer = newRoot.fields.toArray(new FieldRef[above + fields.size()]);
    for (int i = 0; i < fields.size(); i++) {
      longer[above + i] = fields.get(i);
    }
    return new AccessPath(newRoot.root, newRoot.number, newRoot.label, List.of(longer));
  }

  /** What is left of a path that was cut goes on from there. */
  private AccessPath tooLong(AccessPath newRoot) {
    AccessPath result = newRoot;
    for (FieldRef field : fields) {
      result = result.then(field);
    }
    return result;
  }

  /** Returns the last selector that is a field; null when there is none. */
  public @Nullable FieldRef lastField() {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (!fields.get(i).equals(ELEMENT)) {
        return fields.get(i);
      }
    }
    return null;
  }

  /** Returns whether the last selector is {@link #ELEMENT}. */
  public boolean endsInElement() {
    return endsIn(ELEMENT);
  }

  /** Returns whether the last step is by a field. */
  public boolean endsIn(FieldRef field) {
    return !fields.isEmpty() && fields.get(fields.size() - 1).equals(field);
  }

  @Override
  public int compareTo(AccessPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof AccessPath that
            && hash == that.hash
            && root == that.root
            && number == that.number
            && label.equals(that.label)
            && fields.equals(that.fields));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (root) {
          case PARAM -> "p" + number;
          case GLOBAL -> "static";
          case FRESH -> "new" + number;
          case UNKNOWN -> "?" + number;
          case NAMED -> label;
        });
    for (FieldRef field : fields) {
      text.append('.').append(root == Root.GLOBAL && text.length() == 6 ? field : field.name());
    }
    return text.toString();
  }
}

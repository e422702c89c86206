package dev.interleave.domain;

import dev.interleave.model.AccessPath;
import dev.interleave.model.FieldRef;
import org.jspecify.annotations.Nullable;

/**
 * What can be lost, as one body reaches it.
 *
 * @param kind which part of it
 * @param path for {@link Kind#FIELD} the path of the field; otherwise of the object that holds the
 *     content
 * @param key which entry of the content; null for all of it
 */
public record Location(Kind kind, AccessPath path, @Nullable AccessPath key) {
  /** Which part of an object. */
  public enum Kind {
    /** A field or static itself. */
    FIELD,
    /** What a collection, map, atomic or array holds. */
    CONTENT
  }

  /** Returns the last field on the path, by which accesses of the whole program are compared. */
  public @Nullable FieldRef field() {
    return path.lastField();
  }

  /** Returns whether two accesses of one body may touch the same part. */
  public boolean overlaps(Location other) {
    return kind == other.kind
        && path.equals(other.path)
        && (key == null || other.key == null || isSame(key, other.key));
  }

  /** Two keys that a body cannot name are not known to be one. */
  private static boolean isSame(AccessPath left, AccessPath right) {
    boolean nameless =
        left.root() == AccessPath.Root.UNKNOWN && left.number() >= AccessPath.NAMELESS;
    return left.equals(right) && !nameless;
  }
}

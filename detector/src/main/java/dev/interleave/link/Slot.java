package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.FieldRef;

/**
 * A location of the whole program, whichever body reaches it by whichever path.
 *
 * @param field the field under its declaring class
 * @param kind the field itself, or what it holds
 * @param elements how often an element was taken: 1 for the values of a map in the field
 */
public record Slot(FieldRef field, Location.Kind kind, int elements) implements Comparable<Slot> {
  /** Returns whether its field is an int or a long. */
  public boolean isNumber() {
    return field.descriptor().equals("I") || field.descriptor().equals("J");
  }

  @Override
  public int compareTo(Slot other) {
    int byField = field.compareTo(other.field);
    int byKind = byField != 0 ? byField : kind.compareTo(other.kind);
    return byKind != 0 ? byKind : Integer.compare(elements, other.elements);
  }
}

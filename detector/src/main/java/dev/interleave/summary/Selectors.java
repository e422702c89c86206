package dev.interleave.summary;

import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;

/** What a path goes by from one object to the next, where that is not just the field as written. */
final class Selectors {
  private Selectors() {}

  /**
   * Each nested class keeps its outer object in a field of its own; it is one object all the same.
   */
  static FieldRef of(FieldRef field) {
    return field.isOuter()
        ? new FieldRef(new ClassRef(field.typeName()), "this$0", field.descriptor())
        : field;
  }
}

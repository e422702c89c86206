package dev.interleave.frontend.source;

import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.model.FieldRef;
import org.jspecify.annotations.Nullable;

/** What can be assigned; its object and index have been evaluated. */
sealed interface Target {
  /** The declared type. */
  Type type();

  /** A local variable. */
  record Local(Variable variable) implements Target {
    @Override
    public Type type() {
      return variable.type();
    }
  }

  /**
   * A field of an object or class.
   *
   * @param constant what stands in its place when it is read; null for itself
   */
  record OfField(FieldRef field, int object, Type type, @Nullable Object constant)
      implements Target {}

  /** An element of an array. */
  record Element(int array, int index, Type type) implements Target {}
}

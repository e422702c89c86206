package dev.interleave.frontend.source;

import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.model.FieldRef;

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

  /** A field of an object or class. */
  record OfField(FieldRef field, int object, Type type) implements Target {}

  /** An element of an array. */
  record Element(int array, int index, Type type) implements Target {}
}

package dev.interleave.frontend.source;

/**
 * What an expression gives.
 *
 * @param number the step that made it
 * @param type its static type
 * @param isGeneric whether the step's own type is the erased one, so that a cast has to follow
 */
record Value(int number, Type type, boolean isGeneric) {
  Value(int number, Type type) {
    this(number, type, false);
  }
}

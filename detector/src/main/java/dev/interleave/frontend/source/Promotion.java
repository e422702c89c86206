package dev.interleave.frontend.source;

/** Numeric promotion (JLS §5.6). */
final class Promotion {
  private static final String WIDENING = "BSCIJFD";

  private Promotion() {}

  static Type of(Type left, Type right) {
    if (left.equals(Type.BOOLEAN) || right.equals(Type.BOOLEAN)) {
      return Type.BOOLEAN;
    }
    if (!left.isPrimitive() || !right.isPrimitive()) {
      return left.isPrimitive() ? left : right.isPrimitive() ? right : Type.UNKNOWN;
    }
    int rank = Math.max(rank(left), rank(right));
    return Type.of(String.valueOf(WIDENING.charAt(Math.max(rank, 3))));
  }

  /** Returns whether a primitive type widens to another. */
  static boolean widens(Type from, Type to) {
    if (from.equals(to)) {
      return true;
    }
    boolean charToShort = from.descriptor().equals("S") && to.descriptor().equals("C");
    boolean toChar = to.descriptor().equals("C");
    return rank(from) >= 0 && rank(from) < rank(to) && !toChar && !charToShort;
  }

  private static int rank(Type type) {
    return WIDENING.indexOf(type.descriptor());
  }
}

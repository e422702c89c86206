package dev.interleave.frontend.source;

/** Numbers as the type that is expected of them. */
final class Literals {
  private Literals() {}

  static Value number(BodyLowering body, Number value, Type expected) {
    boolean wide = expected.isPrimitive() && "JFD".contains(expected.descriptor());
    return body.constant(as(value, expected), wide ? expected : Type.INT);
  }

  static Number as(Number value, Type expected) {
    return switch (expected.descriptor()) {
      case "J" -> (Number) value.longValue();
      case "F" -> (Number) value.floatValue();
      case "D" -> (Number) value.doubleValue();
      default -> (Number) value.intValue();
    };
  }
}

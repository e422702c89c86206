package dev.interleave.frontend.source;

/** Numbers as the type that is expected of them. */
final class Literals {
  private Literals() {}

  static Value number(BodyLowering body, Number value, Type expected) {
    return switch (expected.descriptor()) {
      case "J" -> body.constant(value.longValue(), expected);
      case "F" -> body.constant(value.floatValue(), expected);
      case "D" -> body.constant(value.doubleValue(), expected);
      default -> body.constant(value.intValue(), Type.INT);
    };
  }
}

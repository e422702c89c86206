package dev.interleave.frontend.bytecode;

/** A method's code breaks the rules of JVMS §4.9; the method is left out and counted. */
final class UnreadableCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableCodeException(String message) {
    super(message);
  }
}

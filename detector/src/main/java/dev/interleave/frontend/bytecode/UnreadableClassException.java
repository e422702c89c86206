package dev.interleave.frontend.bytecode;

import org.jspecify.annotations.Nullable;

/** The bytes are not a class file that can be read; the message says why in one clause. */
public final class UnreadableClassException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableClassException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

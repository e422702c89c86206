package dev.interleave.replay;

import java.io.Serial;
import java.io.Serializable;

/** A lambda as bytes, with what it captures; unpacked once for every run. */
final class Packed implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  Packed(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }
}

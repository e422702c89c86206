package dev.interleave.cache;

import java.util.Objects;

/**
 * Writes records of one type, each apart from the others; equal ones give equal bytes.
 *
 * @param <T> the type
 */
final class Records<T extends Record> {
  private final Class<T> type;
  private final Codec codec;

  Records(Class<T> type) {
    this.type = type;
    this.codec = new Codecs().of(type);
  }

  byte[] bytes(T value) {
    Out out = new Out();
    codec.write(out, value);
    return out.toBytes();
  }

  T read(In in) {
    return type.cast(Objects.requireNonNull(codec.read(in)));
  }
}

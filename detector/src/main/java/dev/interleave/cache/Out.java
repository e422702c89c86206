package dev.interleave.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Bytes to be read by {@link In}: numbers take as few as they need, repeated values one index. */
final class Out {
  private byte[] bytes = new byte[512];
  private int size;
  private final List<Map<Object, Integer>> pools = new ArrayList<>();

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a number; small ones from 0 upwards are short. */
  void number(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      octet((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet(rest);
  }

  private void octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) value;
  }

  /** Writes rising numbers, each by how far it is from the one before. */
  void rising(int count, IntUnaryOperator numbers) {
    number(count);
    int before = 0;
    for (int i = 0; i < count; i++) {
      int next = numbers.applyAsInt(i);
      number(next - before);
      before = next;
    }
  }

  void whole(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      octet((int) (value >>> shift));
    }
  }

  void digest(Digest digest) {
    whole(digest.sums());
    whole(digest.length());
  }

  void text(String text) {
    raw(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes bytes with their number before them. */
  void raw(ByteBuffer piece) {
    int length = piece.remaining();
    number(length);
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    piece.duplicate().get(bytes, size, length);
    size += length;
  }

  /** Returns the values of one sort that were written in full, with their indices. */
  Map<Object, Integer> pool(int sort, boolean identity) {
    while (pools.size() <= sort) {
      pools.add(Map.of());
    }
    Map<Object, Integer> pool = pools.get(sort);
    if (pool.isEmpty()) {
      pool = identity ? new IdentityHashMap<>() : new HashMap<>();
      pools.set(sort, pool);
    }
    return pool;
  }
}

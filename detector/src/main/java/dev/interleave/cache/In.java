package dev.interleave.cache;

import dev.interleave.model.Symbols;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link Out} wrote. Bytes that it did not write end in some unchecked exception or
 * other, which whoever opened the file has to expect.
 */
final class In {
  private final byte[] bytes;
  private int at;
  private final Symbols symbols;
  private final List<List<Object>> pools = new ArrayList<>();

  /** Reads from where an array-backed buffer stands. */
  In(ByteBuffer buffer, Symbols symbols) {
    this.bytes = buffer.array();
    this.at = buffer.arrayOffset() + buffer.position();
    this.symbols = symbols;
  }

  Symbols symbols() {
    return symbols;
  }

  int number() {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[at++];
      value |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  int[] rising() {
    int[] numbers = new int[number()];
    int before = 0;
    for (int i = 0; i < numbers.length; i++) {
      before += number();
      numbers[i] = before;
    }
    return numbers;
  }

  long whole() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      value |= (bytes[at++] & 0xFFL) << shift;
    }
    return value;
  }

  Digest digest() {
    return new Digest(whole(), whole());
  }

  String text() {
    int length = number();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /** Passes over bytes with their number before them, and returns them. */
  ByteBuffer raw() {
    int length = number();
    at += length;
    return ByteBuffer.wrap(bytes, at - length, length);
  }

  /** Returns the values of one sort that were read in full, by their indices. */
  List<Object> pool(int sort) {
    while (pools.size() <= sort) {
      pools.add(new ArrayList<>());
    }
    return pools.get(sort);
  }
}

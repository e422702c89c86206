package dev.interleave.cache;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The name that some content has by itself. Two check sums by different polynomials tell what
 * changed by accident as surely as one of 64 bits would, and every JVM has them as instructions,
 * even before anything is compiled. They are no help against somebody who wants two contents to
 * have one name; but who can write class files and caches here needs no such trick.
 *
 * @param sums both check sums
 * @param length how many bytes there are
 */
public record Digest(long sums, long length) implements Comparable<Digest> {
  /** The name of nothing that there is. */
  public static final Digest NONE = new Digest(0, -1);

  private static final Comparator<Digest> ORDER =
      Comparator.comparingLong(Digest::sums).thenComparingLong(Digest::length);

  /** Returns the name of some bytes. */
  public static Digest of(byte[] content) {
    return new Sum().add(content).end();
  }

  /** The content seen so far, in pieces; where one piece ends and the next begins counts, too. */
  public static final class Sum {
    private final CRC32 one = new CRC32();
    private final CRC32C other = new CRC32C();
    private final byte[] number = new byte[Long.BYTES];
    private long length;

    /** Adds a piece. */
    public Sum add(byte[] piece) {
      add(piece.length);
      update(piece);
      return this;
    }

    private void update(byte[] bytes) {
      one.update(bytes);
      other.update(bytes);
      length += bytes.length;
    }

    /** Adds a text. */
    public Sum add(String piece) {
      return add(piece.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public Sum add(long piece) {
      for (int i = 0; i < number.length; i++) {
        number[i] = (byte) (piece >>> (8 * i));
      }
      update(number);
      return this;
    }

    /** Adds the name of other content. */
    public Sum add(Digest piece) {
      return add(piece.sums).add(piece.length);
    }

    /** Returns the name of all of it. */
    public Digest end() {
      return new Digest((one.getValue() << 32) | other.getValue(), length);
    }
  }

  @Override
  public int compareTo(Digest other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return String.format("%016x", sums);
  }
}

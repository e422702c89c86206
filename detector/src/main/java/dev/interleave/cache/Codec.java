package dev.interleave.cache;

import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. */
interface Codec {
  /** Stands for null wherever a number comes first. */
  int ABSENT = 0;

  /** Writes a value. */
  void write(Out out, @Nullable Object value);

  /** Reads the value that was written. */
  @Nullable Object read(In in);
}

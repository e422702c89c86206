package dev.interleave.cache;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes each value once, and its index from then on.
 *
 * @param sort the number of the pool, one for each type
 * @param identity whether only one and the same object counts as equal
 * @param full how a value is written the first time; never asked about null
 */
record Pooled(int sort, boolean identity, Codec full) implements Codec {
  private static final int NEW = 1;

  @Override
  public void write(Out out, @Nullable Object value) {
    if (value == null) {
      out.number(ABSENT);
      return;
    }
    Map<Object, Integer> pool = out.pool(sort, identity);
    Integer known = pool.get(value);
    if (known != null) {
      out.number(known + NEW + 1);
      return;
    }
    out.number(NEW);
    full.write(out, value);
    pool.put(value, pool.size());
  }

  @Override
  public @Nullable Object read(In in) {
    int index = in.number();
    if (index == ABSENT) {
      return null;
    }
    List<Object> pool = in.pool(sort);
    if (index > NEW) {
      return pool.get(index - NEW - 1);
    }
    Object value = full.read(in);
    if (value == null) {
      throw new IllegalStateException("a pool holds no null");
    }
    pool.add(value);
    return value;
  }
}

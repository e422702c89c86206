package dev.interleave.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How collections are written: how many there are, then each. */
final class Collected {
  private Collected() {}

  /**
   * A list, in its order.
   *
   * @param element how one of it is written
   */
  record OfList(Codec element) implements Codec {
    @Override
    public void write(Out out, @Nullable Object value) {
      List<?> list = (List<?>) Objects.requireNonNull(value);
      out.number(list.size());
      for (int i = 0; i < list.size(); i++) {
        element.write(out, list.get(i));
      }
    }

    @Override
    public Object read(In in) {
      return List.of(elements(in, element));
    }
  }

  /**
   * A set, sorted, so that equal sets are written alike.
   *
   * @param element how one of it is written
   */
  record OfSet(Codec element) implements Codec {
    @Override
    public void write(Out out, @Nullable Object value) {
      List<?> list = ((Collection<?>) Objects.requireNonNull(value)).stream().sorted().toList();
      out.number(list.size());
      list.forEach(each -> element.write(out, each));
    }

    @Override
    public Object read(In in) {
      return Set.of(elements(in, element));
    }
  }

  /**
   * A map, sorted by its keys, so that equal maps are written alike.
   *
   * @param key how a key is written
   * @param value how what it leads to is written
   */
  record OfMap(Codec key, Codec value) implements Codec {
    @Override
    public void write(Out out, @Nullable Object written) {
      Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(written);
      out.number(map.size());
      new TreeMap<Object, Object>(map)
          .forEach(
              (each, its) -> {
                key.write(out, each);
                value.write(out, its);
              });
    }

    @Override
    public Object read(In in) {
      int size = in.number();
      if (size == 0) {
        return Map.of();
      }
      Map<Object, Object> map = new HashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(Objects.requireNonNull(key.read(in)), Objects.requireNonNull(value.read(in)));
      }
      return Map.copyOf(map);
    }
  }

  private static Object[] elements(In in, Codec element) {
    int size = in.number();
    List<Object> all = new ArrayList<>(Math.min(size, 1 << 10));
    for (int i = 0; i < size; i++) {
      all.add(Objects.requireNonNull(element.read(in)));
    }
    return all.toArray();
  }
}

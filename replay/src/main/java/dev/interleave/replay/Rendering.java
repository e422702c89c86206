package dev.interleave.replay;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** Turns values into text that can be compared across class loaders and processes. */
final class Rendering {
  private static final int DEPTH = 12;

  private Rendering() {}

  static String value(Object value) {
    return value(value, DEPTH);
  }

  /** An exception as an outcome: its type and message, not its stack. */
  static String failure(Throwable failure) {
    return "throws "
        + failure.getClass().getSimpleName()
        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
  }

  static String simpleName(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  private static String value(Object value, int depth) {
    if (value == null || depth == 0) {
      return value == null ? "null" : "…";
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth - 1);
    }
    if (value instanceof Collection<?> all) {
      return collection(all, depth - 1);
    }
    if (value instanceof Optional<?> maybe) {
      return maybe.map(v -> "some " + value(v, depth - 1)).orElse("none");
    }
    if (value.getClass().isArray()) {
      return array(value, depth - 1);
    }
    return withoutIdentity(value);
  }

  private static String map(Map<?, ?> map, int depth) {
    List<String> entries = new ArrayList<>();
    map.forEach((k, v) -> entries.add(value(k, depth) + "=" + value(v, depth)));
    if (!(map instanceof SortedMap || map instanceof LinkedHashMap)) {
      entries.sort(null);
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private static String collection(Collection<?> all, int depth) {
    List<String> elements = new ArrayList<>();
    all.forEach(element -> elements.add(value(element, depth)));
    boolean isOrdered = all instanceof SortedSet || all instanceof LinkedHashSet;
    if (all instanceof Set && !isOrdered) {
      elements.sort(null);
    }
    return "[" + String.join(", ", elements) + "]";
  }

  private static String array(Object array, int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(value(Array.get(array, i), depth));
    }
    return "[" + String.join(", ", elements) + "]";
  }

  private static String withoutIdentity(Object value) {
    String text = String.valueOf(value);
    String identity = "@" + Integer.toHexString(System.identityHashCode(value));
    return text.replace(identity, "");
  }
}

package dev.interleave.model;

import java.util.Map;

/**
 * An annotation as written.
 *
 * @param type internal name
 * @param values the members that are strings, numbers, enum constants or classes, as text; arrays
 *     joined by commas
 */
public record Annotation(String type, Map<String, String> values) {
  /** Returns the member {@code value}, empty when there is none. */
  public String value() {
    return values.getOrDefault("value", "");
  }

  /**
   * Returns the lock that a guard expression names, without the method which takes it, as in {@code
   * lock#readLock}.
   */
  public static String lockName(String guard) {
    String name = guard.trim();
    int method = name.indexOf('#');
    return method < 0 ? name : name.substring(0, method);
  }

  /** Returns whether a guard expression names the side of a lock that readers share. */
  public static boolean isForReaders(String guard) {
    return guard.substring(guard.indexOf('#') + 1).trim().startsWith("readLock");
  }
}

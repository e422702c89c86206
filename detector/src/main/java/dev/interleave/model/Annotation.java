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
}

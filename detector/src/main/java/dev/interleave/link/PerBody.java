package dev.interleave.link;

import dev.interleave.summary.MethodSummary;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of each body of a program. */
final class PerBody<T> {
  private final Object[] values;

  PerBody(Program program) {
    values = new Object[program.bodies().size()];
  }

  /** Returns what is known of a body; null for nothing. */
  @SuppressWarnings("unchecked") // nothing else is ever put in
  @Nullable T get(MethodSummary body) {
    return (T) values[body.number()];
  }

  /** Returns what is known of a body, or something else for nothing. */
  T get(MethodSummary body, T otherwise) {
    T value = get(body);
    return value == null ? otherwise : value;
  }

  /** Returns what is known of a body, from now on something new if that is nothing. */
  T orPut(MethodSummary body, Supplier<T> fresh) {
    T value = get(body);
    if (value == null) {
      value = fresh.get();
      put(body, value);
    }
    return value;
  }

  /** Notes what is known of a body from now on. */
  void put(MethodSummary body, @Nullable T value) {
    values[body.number()] = value;
  }
}

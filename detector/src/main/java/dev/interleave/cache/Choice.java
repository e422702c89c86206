package dev.interleave.cache;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one of several is written: by its number among them. */
final class Choice {
  private Choice() {}

  /**
   * One of an enum's constants.
   *
   * @param constants all of them, in their order
   */
  record OfConstants(List<?> constants) implements Codec {
    @Override
    public void write(Out out, @Nullable Object value) {
      out.number(value == null ? ABSENT : constants.indexOf(value) + 1);
    }

    @Override
    public @Nullable Object read(In in) {
      int number = in.number();
      return number == ABSENT ? null : constants.get(number - 1);
    }
  }

  /**
   * A value of one of the classes that a sealed type permits.
   *
   * @param classes all of them
   * @param codecs how each is written
   */
  record OfClasses(List<Class<?>> classes, List<Codec> codecs) implements Codec {
    @Override
    public void write(Out out, @Nullable Object value) {
      int number = classes.indexOf(Objects.requireNonNull(value).getClass());
      out.number(number);
      codecs.get(number).write(out, value);
    }

    @Override
    public @Nullable Object read(In in) {
      return codecs.get(in.number()).read(in);
    }
  }
}

package dev.interleave.cache;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a type is written that no declaration tells; never null.
 *
 * @param <T> the type
 * @param type the same
 * @param writer writes a value
 * @param reader reads what that wrote
 */
record Form<T>(Class<T> type, BiConsumer<Out, T> writer, Function<In, T> reader) implements Codec {
  @Override
  public void write(Out out, @Nullable Object value) {
    writer.accept(out, type.cast(Objects.requireNonNull(value)));
  }

  @Override
  public Object read(In in) {
    return Objects.requireNonNull(reader.apply(in));
  }
}

package dev.interleave.cache;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the components of a record in their order. */
final class RecordCodec implements Codec {
  private static final int PRESENT = 1;

  private final Constructor<?> constructor;
  private final Method[] accessors;
  private final Codec[] parts;

  RecordCodec(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException hidden) {
      throw new IllegalArgumentException(hidden);
    }
    accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    parts = new Codec[components.length];
  }

  /** Finds how the components are written; apart, because a record may hold its like. */
  void resolve(Function<RecordComponent, Codec> codecs) {
    RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
    for (int i = 0; i < parts.length; i++) {
      parts[i] = codecs.apply(components[i]);
    }
  }

  @Override
  public void write(Out out, @Nullable Object value) {
    if (value == null) {
      out.number(ABSENT);
      return;
    }
    out.number(PRESENT);
    try {
      for (int i = 0; i < parts.length; i++) {
        parts[i].write(out, accessors[i].invoke(value));
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public @Nullable Object read(In in) {
    if (in.number() == ABSENT) {
      return null;
    }
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].read(in);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException damaged) {
      throw new IllegalStateException(damaged);
    }
  }
}

package dev.interleave.link;

import dev.interleave.domain.Hierarchy;
import dev.interleave.model.ClassRef;
import org.jspecify.annotations.Nullable;

/**
 * Which lock it is, as far as the program as a whole can tell them apart: one static lock, or that
 * of some object of a class. Names with one text may be one lock; the exact type can still tell
 * them apart.
 *
 * @param text {@code com.acme.Chat.class}, a field, or a class for the monitors of its objects
 * @param single whether there is only one
 * @param type for a monitor named by a class, the class at hand; null for all others
 */
public record LockName(String text, boolean single, @Nullable ClassRef type)
    implements Comparable<LockName> {
  /** Returns the same name for an object that is known to be of another type. */
  LockName of(ClassRef narrower) {
    return new LockName(text, single, narrower);
  }

  /** Returns whether one object can have both names. */
  boolean canBe(LockName other, Hierarchy hierarchy) {
    return equals(other)
        && (type == null
            || other.type == null
            || hierarchy.isA(type, other.type)
            || hierarchy.isA(other.type, type));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(LockName other) {
    return text.compareTo(other.text);
  }
}

package dev.interleave.link;

import org.jspecify.annotations.Nullable;

/**
 * Which lock it is, as far as the program as a whole can tell them apart: one static lock, or that
 * of some object of a class.
 *
 * @param text {@code com.acme.Chat.class}, a field, or a class for the monitors of its objects
 * @param single whether there is only one
 * @param owner the internal name of the class that an object's lock belongs to; null for static
 *     ones
 */
public record LockName(String text, boolean single, @Nullable String owner)
    implements Comparable<LockName> {
  @Override
  public int compareTo(LockName other) {
    return text.compareTo(other.text);
  }
}

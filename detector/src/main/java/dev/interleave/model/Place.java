package dev.interleave.model;

import java.util.Comparator;

/**
 * A point of the program that a person can open.
 *
 * @param method the method whose code it is
 * @param sourceFile the file's name relative to its source root, {@code com/acme/Chat.java}; when
 *     the class file names none, it is derived from the class
 * @param span the lines
 */
public record Place(MethodRef method, String sourceFile, Span span) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::sourceFile)
          .thenComparing(Place::span)
          .thenComparing(Place::method);

  /** Returns the file's own name, {@code Chat.java}. */
  public String fileName() {
    return sourceFile.substring(sourceFile.lastIndexOf('/') + 1);
  }

  /** Returns {@code Chat.java:31}, or the file's name alone when the line is unknown. */
  public String shortForm() {
    return span.line() == 0 ? fileName() : fileName() + ":" + span.line();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}

package dev.interleave.domain;

/** What an access does. */
public enum AccessKind {
  /** Looks at it. */
  READ,
  /** Walks over all of it. */
  ITERATE,
  /** Changes it without looking. */
  WRITE,
  /** Looks and changes in one step. */
  UPDATE;

  /** Returns whether it changes anything. */
  public boolean writes() {
    return this == WRITE || this == UPDATE;
  }

  /** Returns whether it looks at anything. */
  public boolean reads() {
    return this != WRITE;
  }
}

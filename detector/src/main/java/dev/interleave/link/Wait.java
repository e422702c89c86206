package dev.interleave.link;

import dev.interleave.model.MethodRef;

/**
 * A call that waits.
 *
 * @param kind for what
 * @param called the method called
 */
public record Wait(Kind kind, MethodRef called) {
  /** What is waited for. */
  public enum Kind {
    /** Another thread. */
    THREAD,
    /** A signal, and the lock that it belongs to is given back meanwhile. */
    SIGNAL,
    /** A disk, a network or another process. */
    IO
  }
}

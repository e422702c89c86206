package dev.interleave.link;

import dev.interleave.model.MethodRef;

/**
 * A call that waits.
 *
 * @param kind for what
 * @param called the method called
 * @param brief whether the call itself says that it ends within a second, and stands in no loop
 */
public record Wait(Kind kind, MethodRef called, boolean brief) {
  /** What is waited for. */
  public enum Kind {
    /** Another thread. */
    THREAD,
    /** A task that the same body handed to another thread just before. */
    TASK,
    /** A signal, and the lock that it belongs to is given back meanwhile. */
    SIGNAL,
    /** The end of a thread or of all of a pool, which comes once. */
    END,
    /** A disk, a network or another process. */
    IO
  }
}

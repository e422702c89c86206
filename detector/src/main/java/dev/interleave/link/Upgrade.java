package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;

/**
 * A lock taken again by a thread that already has it, in a way that waits for that very thread.
 *
 * @param body the body that has it
 * @param event where it takes it again, or calls what does
 * @param lock the lock as the body reaches it
 * @param kind what cannot nest
 * @param again the second taking
 */
public record Upgrade(
    MethodSummary body, Event event, AccessPath lock, Kind kind, Reached<?> again) {
  /** What cannot nest. */
  public enum Kind {
    /** The write lock within the read lock. */
    READ_TO_WRITE,
    /** A lock that its own holder cannot take twice. */
    NOT_REENTRANT,
    /** A change of a map from within its own mapping function. */
    MAPPING
  }
}

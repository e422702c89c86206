package dev.interleave.replay;

import java.io.Serializable;

/**
 * How a turn of a thread ended.
 *
 * @param kind which way it ended
 * @param place where the thread stands, {@code File.java:line}
 * @param detail what it waits for and who holds that, in words
 * @param sort what is known of the wait
 * @param events how many events it has seen since it started
 */
record Signal(Kind kind, String place, String detail, Wait sort, int events)
    implements Serializable {
  /** Which way a turn ended. */
  enum Kind {
    STOPPED,
    BLOCKED,
    ENDED,
    OVERDUE
  }

  /** What is known of a wait. */
  enum Wait {
    NONE,
    /** A lock was asked for and is not free. */
    FOR_A_LOCK,
    /** The same, and the program set a time limit. */
    FOR_A_LOCK_WITH_LIMIT,
    /** The virtual machine shows the thread waiting for a monitor or lock of the other one. */
    FOR_THE_OTHER,
    /** The virtual machine shows the thread at rest, and nobody else who could wake it. */
    SEEN_FROM_OUTSIDE,
    /** It runs in circles. */
    IN_CIRCLES
  }

  static Signal stopped(Place place, int events) {
    return new Signal(Kind.STOPPED, place.at(), place.what(), Wait.NONE, events);
  }

  static Signal blocked(String place, String detail, Wait sort, int events) {
    return new Signal(Kind.BLOCKED, place, detail, sort, events);
  }

  static Signal ended(int events) {
    return new Signal(Kind.ENDED, "", "", Wait.NONE, events);
  }

  static Signal overdue(String detail) {
    return new Signal(Kind.OVERDUE, "", detail, Wait.NONE, 0);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean is(Wait other) {
    return sort == other;
  }
}

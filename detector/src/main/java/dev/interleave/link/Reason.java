package dev.interleave.link;

import java.util.List;

/**
 * Why two accesses may run at the same time.
 *
 * @param kind what sort of reason
 * @param text a clause for people
 * @param assumption what it takes for granted, as a clause after "assuming"; empty for nothing
 * @param vague whether it knows but one of the two threads that would have to meet
 */
public record Reason(Kind kind, String text, String assumption, boolean vague) {
  /** Makes a reason that tells which threads meet. */
  public Reason(Kind kind, String text, String assumption) {
    this(kind, text, assumption, false);
  }

  /** The sorts of reasons, strongest first. */
  public enum Kind {
    /** A body handed to a thread. */
    SPAWNED,
    /** A framework calls from many threads. */
    ENTERED,
    /** The object is held where several threads get at it. */
    SHARED,
    /** The class guards the location elsewhere, or says that it is for several threads. */
    DECLARED,
    /** The field is volatile, or what it holds is of a type that only threads need. */
    CHOSEN,
    /** Nothing but that any thread can get there. */
    REACHABLE
  }

  /** Returns whether the class itself speaks for several threads, by what it does or chose. */
  public boolean isDeclared() {
    return kind == Kind.DECLARED || kind == Kind.CHOSEN;
  }

  /** Returns what it takes for granted: one clause or none. */
  public List<String> assumptions() {
    return assumption.isEmpty() ? List.of() : List.of(assumption);
  }
}

package dev.interleave.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why two accesses may run at the same time.
 *
 * @param kind what sort of reason
 * @param text a clause for people
 * @param assumption what it takes for granted, as a clause after "assuming"; empty for nothing
 * @param vague whether it knows but one of the two threads that would have to meet
 * @param at where another thread gets the code; null where no line of the program says so
 */
public record Reason(
    Kind kind, String text, String assumption, boolean vague, @Nullable CallSite at) {
  /** Makes a reason that tells which threads meet. */
  public Reason(Kind kind, String text, String assumption) {
    this(kind, text, assumption, false);
  }

  /** Makes a reason that no line of the program stands for. */
  public Reason(Kind kind, String text, String assumption, boolean vague) {
    this(kind, text, assumption, vague, null);
  }

  /** Returns the reason that code is handed to another thread. */
  public static Reason spawned(Start start, String assumption) {
    return new Reason(Kind.SPAWNED, start.text(), assumption).from(start);
  }

  /** Returns this reason in other words. */
  public Reason saying(String words) {
    return new Reason(kind, words, assumption, vague, at);
  }

  /** Returns this reason with the line that hands the code over. */
  public Reason from(Start start) {
    return new Reason(kind, text, assumption, vague, start.at());
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

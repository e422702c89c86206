package dev.interleave.finding;

import org.jspecify.annotations.Nullable;

/**
 * Why the two sides of a finding run at the same time (or why the author means them to).
 *
 * @param kind what sort of proof it is
 * @param text one clause for people: {@code post is run by executor.submit at ChatServer.java:52}
 * @param at where that is; null where no line of the program stands for it
 */
public record Evidence(Kind kind, String text, @Nullable Site at) {
  /** Makes one that no line of the program stands for. */
  public Evidence(Kind kind, String text) {
    this(kind, text, null);
  }

  /** The sorts of evidence, strongest first. */
  public enum Kind {
    /** A body handed to a thread or an executor. */
    SPAWNED,
    /** An entry point that a framework calls from many threads. */
    ENTERED,
    /** The object is held where several threads get at it. */
    SHARED,
    /** The class itself guards the location elsewhere, or chose a concurrent type for it. */
    DECLARED,
    /** Nothing but reachability: a public static, say. */
    REACHABLE;

    /** Returns the name used in reports, {@code spawned}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

package dev.interleave.replay;

import java.util.List;

/**
 * An interleaving that no serial order explains.
 *
 * @param kind what sort of harm it does
 * @param observer what differed: {@code thread A}, {@code thread B} or the name of an observer
 * @param got the value that the interleaving gave
 * @param allowed the values that the serial orders give, A first and B first
 * @param stoppedAt where the stopped thread stood, as {@code File.java:line}
 * @param text the whole report with the interleaving in two columns
 */
public record Violation(
    Kind kind, String observer, String got, List<String> allowed, String stoppedAt, String text) {

  /** Copies the list. */
  public Violation {
    allowed = List.copyOf(allowed);
  }

  /** What sort of harm an interleaving does. */
  public enum Kind {
    /** A value that no serial order gives: something was lost, torn or seen half-done. */
    NOT_SERIALIZABLE,
    /** A thread ends with an exception that no serial order throws. */
    EXCEPTION,
    /** The threads wait for each other, or one waits for what nobody will ever give back. */
    DEADLOCK
  }
}

package dev.interleave.replay;

import java.util.List;
import java.util.Optional;

/**
 * What a check ran and what it found.
 *
 * @param points how often a thread was really stopped in its midst, both roles together
 * @param guarded at how many of these points the other thread had to wait for the stopped one
 * @param atomic how many calls of atomic operations ({@code java.util.concurrent}) were among them
 * @param schedules how many schedules were run, serial ones and repeats included
 * @param masked what differs between runs of the same serial order and was therefore not compared
 * @param notes what the check did not cover
 * @param violation the first interleaving that no serial order explains, if there is one
 */
public record Verdict(
    int points,
    int guarded,
    int atomic,
    int schedules,
    List<String> masked,
    List<String> notes,
    Optional<Violation> violation) {

  /** Copies the lists. */
  public Verdict {
    masked = List.copyOf(masked);
    notes = List.copyOf(notes);
  }

  /**
   * Whether every schedule that was run gave the outcome of a serial order.
   *
   * @return false when {@link #violation} tells otherwise
   */
  public boolean isSerializable() {
    return violation.isEmpty();
  }

  /**
   * The figures in one line.
   *
   * @return points, guarded and atomic points, schedules, and what was masked
   */
  public String summary() {
    return points
        + " points ("
        + guarded
        + " guarded, "
        + atomic
        + " atomic), "
        + schedules
        + " schedules"
        + (masked.isEmpty() ? "" : ", masked: " + String.join(", ", masked));
  }
}

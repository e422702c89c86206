package dev.interleave.finding;

import java.util.List;

/**
 * The schedule that goes wrong: two threads and the order of their steps.
 *
 * @param first what thread A runs
 * @param second what thread B runs
 * @param turns the steps in the order of time
 */
public record Interleaving(String first, String second, List<Turn> turns) {
  public Interleaving {
    turns = List.copyOf(turns);
  }
}

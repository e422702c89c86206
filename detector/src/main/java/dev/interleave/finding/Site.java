package dev.interleave.finding;

import dev.interleave.model.Place;
import java.util.List;

/**
 * One side of a finding.
 *
 * @param place where it happens
 * @param role what happens there, as a verb phrase: {@code read here}
 * @param guards the guards held there, by the name a reader knows; empty means none
 * @param trace the calls that lead there, outermost first; empty when the place speaks for itself
 */
public record Site(Place place, String role, List<String> guards, List<Place> trace) {
  public Site {
    guards = List.copyOf(guards);
    trace = List.copyOf(trace);
  }

  /** Returns what happens there, and under which guards. */
  public String told() {
    return role.isBlank() ? holding() : role + ", " + holding();
  }

  /** Returns {@code holding no lock} or {@code holding `a` and `b`}. */
  public String holding() {
    return guards.isEmpty() ? "holding no lock" : "holding " + String.join(" and ", guards);
  }
}

package dev.interleave.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All schedules of a check: the serial orders first, then every stop of either thread. */
final class Sweep {
  private static final int REPEATS = 3;

  private final Plan plan;
  private final int maxPoints;
  private final SecondProcessLink link;
  private final List<Pattern> serial = List.of(new Pattern(), new Pattern());
  private int points;
  private int guarded;
  private int atomic;
  private int schedules;

  Sweep(Plan plan, int maxPoints, SecondProcessLink link) {
    this.plan = plan;
    this.maxPoints = maxPoints;
    this.link = link;
  }

  Verdict run() {
    for (int i = 0; i < REPEATS; i++) {
      for (int first = 0; first < 2; first++) {
        Optional<Violation> hang = learn(first);
        if (hang.isPresent()) {
          return verdict(hang);
        }
      }
    }
    if (serial.get(0).isBlind() && !serial.get(0).observesNothing()) {
      throw new Inconclusive(
          "nothing is left to compare: every observer differs between runs of one serial order");
    }
    for (int first = 0; first < 2; first++) {
      Optional<Violation> found = sweep(first);
      if (found.isPresent()) {
        return verdict(found);
      }
    }
    return verdict(Optional.empty());
  }

  private Optional<Violation> learn(int first) {
    Schedule.Result result = play(first, 0, false);
    if (result.hang() != null) {
      return Optional.of(violation(first, result, play(first, 0, true)));
    }
    atomic = Math.max(atomic, result.atomicCalls());
    serial.get(first).learn(result.outcome());
    return Optional.empty();
  }

  private Optional<Violation> sweep(int first) {
    for (int stopAt = 1; ; stopAt++) {
      Schedule.Result result = play(first, stopAt, false);
      if (!result.wasStopped() && result.hadToWait()) {
        result = play(first, stopAt, false);
      }
      if (!result.wasStopped()) {
        return Optional.empty();
      }
      points++;
      guarded += result.wasGuarded() ? 1 : 0;
      if (!isAllowed(result)) {
        Optional<Violation> found = confirm(first, stopAt, result);
        if (found.isPresent()) {
          return found;
        }
      }
      if (points >= maxPoints) {
        throw new Inconclusive(
            "more than " + maxPoints + " points: make the steps smaller or raise atMost(…)");
      }
    }
  }

  private boolean isAllowed(Schedule.Result result) {
    return result.hang() == null
        && serial.stream().anyMatch(p -> p.differences(result.outcome()).isEmpty());
  }

  /**
   * A clock may have moved on since the serial runs: those are run again before anything is said.
   */
  private Optional<Violation> confirm(int first, int stopAt, Schedule.Result found) {
    for (int order = 0; order < 2 && found.hang() == null; order++) {
      learn(order);
    }
    if (isAllowed(found)) {
      return Optional.empty();
    }
    Schedule.Result told = play(first, stopAt, true);
    return Optional.of(violation(first, found, isAllowed(told) ? found : told));
  }

  private Schedule.Result play(int first, int stopAt, boolean records) {
    schedules++;
    long limit = plan.limit().toNanos();
    try (Cast cast = new Cast(plan, link)) {
      return new Schedule(cast, first, limit, records).run(stopAt);
    }
  }

  private Violation violation(int first, Schedule.Result found, Schedule.Result told) {
    Schedule.Result shown = told.lines().isEmpty() ? found : told;
    String observer = shown.hang() != null ? "the end" : mostTelling(shown.outcome());
    String got = shown.hang() != null ? shown.hang() : shown.outcome().get(observer);
    List<String> allowed = new ArrayList<>();
    if (shown.hang() == null) {
      serial.forEach(order -> allowed.add(order.text(observer)));
    }
    Violation bare = new Violation(kind(shown, got), observer, got, allowed, shown.stoppedAt(), "");
    return Columns.tell(bare, first, shown.lines());
  }

  private static Violation.Kind kind(Schedule.Result shown, String got) {
    if (shown.hang() != null) {
      return Violation.Kind.DEADLOCK;
    }
    return got.startsWith("throws ") ? Violation.Kind.EXCEPTION : Violation.Kind.NOT_SERIALIZABLE;
  }

  /** An observer that differs from both orders if there is one, an exception first. */
  private String mostTelling(Map<String, String> outcome) {
    List<String> differs = new ArrayList<>(serial.get(0).differences(outcome));
    List<String> inBoth = new ArrayList<>(differs);
    inBoth.retainAll(serial.get(1).differences(outcome));
    List<String> candidates = inBoth.isEmpty() ? differs : inBoth;
    return candidates.stream()
        .filter(name -> outcome.get(name).startsWith("throws "))
        .findFirst()
        .orElse(candidates.get(candidates.size() - 1));
  }

  private Verdict verdict(Optional<Violation> violation) {
    Set<String> masked = new LinkedHashSet<>();
    serial.forEach(order -> masked.addAll(order.masked()));
    List<String> notes = new ArrayList<>();
    notes.add("one preemption, two threads, sequentially consistent memory");
    notes.add("threads that the subject starts itself are not steered");
    notes.add(Twins.note(plan.stepsIntoCollections()));
    if (serial.get(0).observesNothing()) {
      notes.add("nothing is observed: only exceptions and deadlocks are compared");
    }
    return new Verdict(points, guarded, atomic, schedules, List.copyOf(masked), notes, violation);
  }
}

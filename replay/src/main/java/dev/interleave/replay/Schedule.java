package dev.interleave.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one schedule: the first thread to its stop, the other until it ends or has to wait, then on
 * by turns; who has to wait for a lock gets the turn as soon as that lock is released.
 */
final class Schedule {
  private static final String[] NAMES = {"thread A", "thread B"};

  /** A wait that only the outside shows is called endless after so long without any move. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private static final int CIRCLES = 20;

  private final Cast cast;
  private final int first;
  private final long deadline;
  private final boolean records;
  private final Signal[] last = new Signal[2];
  private final int[] traced = new int[2];
  private final List<Line> lines = new ArrayList<>();
  private int idle;
  private long lastMove = System.nanoTime();
  private int circles;

  Schedule(Cast cast, int first, long limitNanos, boolean records) {
    this.cast = cast;
    this.first = first;
    this.deadline = System.nanoTime() + limitNanos;
    this.records = records;
  }

  /** One access of a report, in the column of its thread. */
  record Line(int column, TraceLine access) {}

  /** What a schedule gave. */
  record Result(
      Map<String, String> outcome,
      boolean wasStopped,
      boolean hadToWait,
      boolean wasGuarded,
      String stoppedAt,
      String hang,
      List<Line> lines,
      int atomicCalls) {}

  Result run(int stopAt) {
    int other = 1 - first;
    take(first, stopAt == 0 ? Turn.free() : Turn.until(stopAt));
    boolean wasStopped = last[first].is(Signal.Kind.STOPPED);
    boolean hadToWait = last[first].is(Signal.Kind.BLOCKED);
    String stoppedAt = last[first].place() + " " + last[first].detail();
    if (wasStopped) {
      lines.add(
          new Line(
              first,
              new TraceLine(
                  last[first].place(), "is stopped before it " + last[first].detail(), false)));
    }
    take(other, Turn.free());
    boolean wasGuarded = wasStopped && last[other].is(Signal.Kind.BLOCKED);
    String hang = alternate(first);
    Map<String, String> outcome = hang == null ? outcome() : Map.of();
    int atomicCalls = cast.actor(0).atomicCalls() + cast.actor(1).atomicCalls();
    return new Result(
        outcome, wasStopped, hadToWait, wasGuarded, stoppedAt, hang, lines, atomicCalls);
  }

  /** Goes on by turns until both have ended; null, or how they hang. */
  private String alternate(int starting) {
    int me = starting;
    while (!isOver(0) || !isOver(1)) {
      int other = 1 - me;
      if (!isOver(me)) {
        take(me, next(other));
        if (isHanging(other)) {
          if (!expireOne()) {
            return hangText();
          }
        }
      }
      me = other;
    }
    return null;
  }

  private Turn next(int other) {
    if (isOver(other)) {
      return Turn.alone();
    }
    boolean wakesByItself = last[other].is(Signal.Wait.SEEN_FROM_OUTSIDE);
    return last[other].is(Signal.Kind.BLOCKED) && !wakesByItself
        ? Turn.untilRelease()
        : Turn.free();
  }

  private boolean isHanging(int other) {
    if (circles > CIRCLES) {
      return true;
    }
    if (idle < (isOver(other) ? 2 : 3)) {
      return false;
    }
    boolean isVague =
        last[0].is(Signal.Wait.SEEN_FROM_OUTSIDE) || last[1].is(Signal.Wait.SEEN_FROM_OUTSIDE);
    if (isVague) {
      pause();
    }
    return !isVague || System.nanoTime() - lastMove > PATIENCE;
  }

  private boolean expireOne() {
    for (int i = 0; i < 2; i++) {
      if (last[i].is(Signal.Wait.FOR_A_LOCK_WITH_LIMIT)) {
        take(i, Turn.expired());
        idle = 0;
        return true;
      }
    }
    return false;
  }

  private void take(int who, Turn turn) {
    Signal before = last[who];
    Signal now = cast.actor(who).take(turn);
    last[who] = now;
    if (records) {
      List<TraceLine> made = cast.actor(who).trace(traced[who]);
      traced[who] += made.size();
      made.forEach(access -> lines.add(new Line(who, access)));
      if (now.is(Signal.Kind.BLOCKED)
          && (before == null || !now.detail().equals(before.detail()))) {
        lines.add(new Line(who, new TraceLine(now.place(), now.detail(), false)));
      }
    }
    if (now.is(Signal.Kind.OVERDUE) || System.nanoTime() > deadline) {
      throw new Inconclusive("a run was not over within its limit: " + now.detail());
    }
    boolean moved = before == null || before.events() != now.events();
    lastMove = moved || !now.is(Signal.Kind.BLOCKED) ? System.nanoTime() : lastMove;
    if (now.is(Signal.Kind.BLOCKED)) {
      idle = moved ? 1 : idle + 1;
      circles += now.is(Signal.Wait.IN_CIRCLES) ? 1 : 0;
    } else {
      idle = 0;
    }
  }

  private boolean isOver(int who) {
    return last[who] != null && last[who].is(Signal.Kind.ENDED);
  }

  private String hangText() {
    List<String> waits = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (!isOver(i)) {
        waits.add(NAMES[i] + " at " + last[i].place() + " " + last[i].detail());
        cast.actor(i).holds().forEach(held -> waits.add("  " + held));
      } else {
        waits.add(NAMES[i] + " has ended");
      }
    }
    return String.join("\n", waits);
  }

  private Map<String, String> outcome() {
    Map<String, String> outcome = new LinkedHashMap<>();
    for (int i = 0; i < 2; i++) {
      outcome.put(NAMES[i], cast.tidy(cast.actor(i).result()));
    }
    outcome.putAll(cast.observe());
    return outcome;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Inconclusive("interrupted", e);
    }
  }
}

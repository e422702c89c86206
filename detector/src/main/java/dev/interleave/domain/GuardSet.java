package dev.interleave.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guards held at a point, in the order of taking. Joining two ways to one point keeps what both
 * hold: a guard taken at two different points keeps its identity and gets the epoch of the join.
 */
public final class GuardSet {
  /** No guard. */
  public static final GuardSet NONE = new GuardSet(List.of());

  private final List<Guard> guards;

  private GuardSet(List<Guard> guards) {
    this.guards = guards;
  }

  /** Returns a set of these. */
  public static GuardSet of(List<Guard> guards) {
    return guards.isEmpty() ? NONE : new GuardSet(List.copyOf(guards));
  }

  /** Returns the guards. */
  public List<Guard> guards() {
    return guards;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return guards.isEmpty();
  }

  /** Returns whether a lock is held in some mode, whenever it was taken. */
  public boolean holds(Guard like) {
    return guards.stream().anyMatch(like::sameLock);
  }

  /** Returns this set with one more; a lock that is held already keeps its first epoch. */
  public GuardSet plus(Guard guard) {
    List<Guard> more = new ArrayList<>(guards);
    more.add(guard);
    return new GuardSet(List.copyOf(more));
  }

  /** Returns this set and all of another. */
  public GuardSet plusAll(GuardSet others) {
    if (others.isEmpty()) {
      return this;
    }
    List<Guard> more = new ArrayList<>(guards);
    more.addAll(others.guards);
    return new GuardSet(List.copyOf(more));
  }

  /** Returns this set without the latest taking of a lock. */
  public GuardSet minus(Guard released) {
    for (int i = guards.size() - 1; i >= 0; i--) {
      if (guards.get(i).sameLock(released)) {
        List<Guard> fewer = new ArrayList<>(guards);
        fewer.remove(i);
        return of(fewer);
      }
    }
    return this;
  }

  /** Returns this set without one taking of a lock, if it is there. */
  public GuardSet without(Guard missed) {
    return guards.contains(missed)
        ? of(guards.stream().filter(guard -> !guard.equals(missed)).toList())
        : this;
  }

  /**
   * Returns this set with a lock held in the mode of a guard, and no longer in another: since it
   * was taken, or where it was only read under, as the guard says.
   */
  public GuardSet converted(Guard guard) {
    if (guards.stream().noneMatch(held -> held.lock().equals(guard.lock()))) {
      return plus(guard);
    }
    return of(
        guards.stream()
            .map(held -> held.lock().equals(guard.lock()) ? guard.at(held.epoch()) : held)
            .toList());
  }

  /**
   * Returns what is held whichever way control came.
   *
   * @param epoch the epoch of guards whose takings differ
   */
  public GuardSet join(GuardSet other, int epoch) {
    return join(other, epoch, false);
  }

  /**
   * Returns what is held whichever way control came.
   *
   * @param converted whether a lock held in one mode on one way and in the other on the other way
   *     is held for reading
   */
  public GuardSet join(GuardSet other, int epoch, boolean converted) {
    if (equals(other)) {
      return this;
    }
    List<Guard> common = new ArrayList<>();
    List<Guard> rest = new ArrayList<>(other.guards);
    for (Guard guard : guards) {
      Guard match = take(rest, guard);
      Guard weaker = converted && match == null ? take(rest, guard.inOtherMode()) : null;
      if (match != null) {
        common.add(match.epoch() == guard.epoch() ? guard : guard.at(epoch));
      } else if (weaker != null) {
        common.add(new Guard(guard.lock(), Guard.Mode.SHARED, epoch));
      }
    }
    return of(common);
  }

  private static @Nullable Guard take(List<Guard> from, Guard like) {
    Guard found = null;
    for (Guard guard : from) {
      if (guard.sameLock(like) && (found == null || guard.epoch() == like.epoch())) {
        found = guard;
      }
    }
    if (found != null) {
      from.remove(found);
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof GuardSet that && guards.equals(that.guards));
  }

  @Override
  public int hashCode() {
    return guards.hashCode();
  }

  @Override
  public String toString() {
    return guards.toString();
  }
}

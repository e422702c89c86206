package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.Set;

/**
 * An access to a slot, seen from the body that makes it.
 *
 * @param body the body
 * @param event where in it
 * @param touch what it does
 * @param slot to what
 * @param guards held there, those of all callers included
 * @param exclusive names of the guards that keep all others out, relative to the slot's object, so
 *     that accesses of different bodies can be compared
 * @param shared names of the guards that keep writers out
 * @param likely names of guards that all callers at hand hold, though others may not
 * @param claims names of the flags that whoever gets there has won, and not given back
 */
public record Access(
    MethodSummary body,
    Event event,
    Touch touch,
    Slot slot,
    GuardSet guards,
    Set<String> exclusive,
    Set<String> shared,
    Set<String> likely,
    Set<String> claims) {
  /** Returns whether one guard keeps the two apart, or one flag that one thread at a time wins. */
  public boolean isApartFrom(Access other) {
    return meets(exclusive, other.exclusive)
        || meets(claims, other.claims)
        || meets(exclusive, other.shared)
        || meets(shared, other.exclusive);
  }

  /**
   * Returns whether only a caller without the guard that all callers at hand hold meets the other.
   */
  public boolean isLikelyApartFrom(Access other) {
    return meets(likely, other.likely)
        || meets(likely, other.exclusive)
        || meets(exclusive, other.likely);
  }

  /** Returns whether both hold a lock that came from code not at hand, and may be one. */
  public boolean mayShareLock(Access other) {
    return holdsUnknown() && other.holdsUnknown();
  }

  private boolean holdsUnknown() {
    return guards.guards().stream()
        .anyMatch(guard -> guard.isExclusive() && guard.lock().root() == AccessPath.Root.UNKNOWN);
  }

  private static boolean meets(Set<String> left, Set<String> right) {
    for (String name : left) {
      if (right.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether no guard at all is held. */
  public boolean isBare() {
    return exclusive.isEmpty() && shared.isEmpty();
  }
}

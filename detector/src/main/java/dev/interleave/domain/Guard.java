package dev.interleave.domain;

import dev.interleave.model.AccessPath;

/**
 * Something that makes a span of a body exclusive.
 *
 * @param lock the lock object, as the body reaches it
 * @param mode what it keeps out
 * @param epoch which taking of it this is: the number of the step that took it, so that the same
 *     lock given back and taken again is another guard; {@link #AT_ENTRY} when the body starts with
 *     it
 */
public record Guard(AccessPath lock, Mode mode, int epoch) {
  /** The epoch of a guard that the body starts with. */
  public static final int AT_ENTRY = -1;

  /** What a guard keeps out. */
  public enum Mode {
    /** All others. */
    EXCLUSIVE,
    /** Those who want it exclusively. */
    SHARED,
    /** Those who work on the same entry of the map that is the lock. */
    ENTRY
  }

  /** Returns the guard that taking a lock gives; what a lock shows for readers is that lock. */
  public static Guard of(AccessPath lock, boolean shared, int epoch) {
    return lock.endsIn(AccessPath.SHARED_LOCK)
        ? new Guard(lock.parent(), Mode.SHARED, epoch)
        : new Guard(lock, shared ? Mode.SHARED : Mode.EXCLUSIVE, epoch);
  }

  /** Returns whether nobody else can be inside. */
  public boolean isExclusive() {
    return mode != Mode.SHARED;
  }

  /**
   * Returns whether this may keep others from what lies at a path: two threads that each work on an
   * entry of one map meet at what their object has beside it.
   */
  public boolean covers(AccessPath path) {
    boolean beside =
        path.root() == AccessPath.Root.GLOBAL
            || (path.root() == lock.root() && path.number() == lock.number());
    return mode != Mode.ENTRY || !beside || path.startsWith(lock);
  }

  /** Returns whether this is the same lock in the same mode, whenever it was taken. */
  public boolean sameLock(Guard other) {
    return mode == other.mode && lock.equals(other.lock);
  }

  /** Returns the same lock, held alone instead of together with others, or the other way round. */
  public Guard inOtherMode() {
    return new Guard(lock, mode == Mode.SHARED ? Mode.EXCLUSIVE : Mode.SHARED, epoch);
  }

  /**
   * Returns whether nobody else has changed anything since an earlier point: the lock was not given
   * back, though it may have been for reading only then.
   */
  public boolean holdsSince(Guard earlier) {
    return isExclusive() && (equals(earlier) || equals(earlier.inOtherMode()));
  }

  /** Returns the same guard, taken at another point. */
  public Guard at(int newEpoch) {
    return new Guard(lock, mode, newEpoch);
  }

  /** Returns the same guard on a lock reached by another path. */
  public Guard on(AccessPath path) {
    return mode == Mode.EXCLUSIVE ? of(path, false, epoch) : new Guard(path, mode, epoch);
  }
}

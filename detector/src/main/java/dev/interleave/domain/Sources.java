package dev.interleave.domain;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A small sorted set of event numbers that a value depends on. Beyond {@value #MOST} the latest
 * stay: they are the nearest to the use.
 */
public final class Sources {
  /** The empty set. */
  public static final Sources NONE = new Sources(new int[0]);

  private static final int MOST = 24;

  private final int[] events;

  private Sources(int[] events) {
    this.events = events;
  }

  /** Returns a set of one. */
  public static Sources of(int event) {
    return new Sources(new int[] {event});
  }

  /** Returns a set of these, smallest first. */
  public static Sources ofSorted(int[] events) {
    return events.length == 0 ? NONE : new Sources(events);
  }

  /** Returns whether the event is in the set. */
  public boolean contains(int event) {
    return Arrays.binarySearch(events, event) >= 0;
  }

  /** Adds all to a set of bits. */
  public void addTo(BitSet bits) {
    for (int event : events) {
      bits.set(event);
    }
  }

  /** Returns whether the set is empty. */
  public boolean isEmpty() {
    return events.length == 0;
  }

  /** Returns how many there are. */
  public int size() {
    return events.length;
  }

  /** Returns the event at a position, smallest first. */
  public int get(int position) {
    return events[position];
  }

  /** Returns the part below a bound. */
  public Sources below(int bound) {
    int count = 0;
    while (count < events.length && events[count] < bound) {
      count++;
    }
    if (count == events.length) {
      return this;
    }
    return count == 0 ? NONE : new Sources(Arrays.copyOf(events, count));
  }

  /** Returns the union. */
  public Sources union(Sources other) {
    if (other.events.length == 0) {
      return this;
    }
    if (events.length == 0) {
      return other;
    }
    int[] merged = new int[events.length + other.events.length];
    int count = 0;
    int left = 0;
    int right = 0;
    while (left < events.length || right < other.events.length) {
      int next;
      if (right == other.events.length
          || (left < events.length && events[left] <= other.events[right])) {
        next = events[left++];
      } else {
        next = other.events[right++];
      }
      if (count == 0 || merged[count - 1] != next) {
        merged[count++] = next;
      }
    }
    return count == events.length && Arrays.equals(events, 0, count, merged, 0, count)
        ? this
        : new Sources(Arrays.copyOfRange(merged, Math.max(0, count - MOST), count));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sources that && Arrays.equals(events, that.events);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(events);
  }

  @Override
  public String toString() {
    return Arrays.toString(events);
  }
}

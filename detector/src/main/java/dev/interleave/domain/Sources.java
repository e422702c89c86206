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
  private static final Sources[] SINGLE = new Sources[256];

  static {
    for (int i = 0; i < SINGLE.length; i++) {
      SINGLE[i] = new Sources(new int[] {i});
    }
  }

  private final int[] events;

  private Sources(int[] events) {
    this.events = events;
  }

  /** Returns a set of one. */
  public static Sources of(int event) {
    return event >= 0 && event < SINGLE.length ? SINGLE[event] : new Sources(new int[] {event});
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
    if (containsAll(other)) {
      return this;
    }
    if (other.containsAll(this)) {
      return other;
    }
    return merged(other);
  }

  /** Returns whether all of another one are among these. */
  public boolean containsAll(Sources other) {
    int at = 0;
    for (int event : other.events) {
      while (at < events.length && events[at] < event) {
        at++;
      }
      if (at == events.length || events[at] != event) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether any of another one is among these. */
  public boolean meets(Sources other) {
    for (int event : other.events) {
      if (contains(event)) {
        return true;
      }
    }
    return false;
  }

  private Sources merged(Sources other) {
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
    return new Sources(Arrays.copyOfRange(merged, Math.max(0, count - MOST), count));
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

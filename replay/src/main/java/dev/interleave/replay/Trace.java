package dev.interleave.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The accesses of one thread in their order; written by it, read when it stands still. */
final class Trace {
  private static final int LIMIT = 20_000;

  private int[] places = new int[64];
  private int size;
  private int atomicCalls;

  synchronized void add(int place) {
    if (Places.get(place).isAtomic()) {
      atomicCalls++;
    }
    if (size == LIMIT) {
      return;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
    }
    places[size++] = place;
  }

  synchronized int atomicCalls() {
    return atomicCalls;
  }

  synchronized List<TraceLine> lines(int from) {
    List<TraceLine> lines = new ArrayList<>();
    for (int i = from; i < size; i++) {
      Place place = Places.get(places[i]);
      lines.add(new TraceLine(place.at(), place.what(), place.isInTwin()));
    }
    return lines;
  }
}

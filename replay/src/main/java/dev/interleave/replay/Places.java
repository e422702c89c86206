package dev.interleave.replay;

import java.util.Arrays;

/** All stops of this process by number; the number is what woven code passes. */
final class Places {
  private static volatile Place[] all = new Place[1024];
  private static int size;

  private Places() {}

  static synchronized int add(Place place) {
    if (size == all.length) {
      all = Arrays.copyOf(all, size * 2);
    }
    all[size] = place;
    return size++;
  }

  static Place get(int id) {
    return all[id];
  }
}

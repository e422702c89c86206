package dev.interleave.samples.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Leaves with its lock when a product is sold out, and when a count makes no sense. */
public final class UnreleasedLockBuggy {
  private final Lock lock = new ReentrantLock();
  private final Map<String, Integer> left = new HashMap<>(Map.of("tea", 1));

  public boolean take(String product) {
    lock.lock(); // BUG: unreleased-lock
    int count = left.getOrDefault(product, 0);
    if (count == 0) {
      return false; // WITH: unreleased-lock
    }
    left.put(product, count - 1);
    lock.unlock();
    return true;
  }

  public void add(String product, int count) {
    lock.lock(); // BUG: unreleased-lock
    if (count < 0) {
      throw new IllegalArgumentException(product); // WITH: unreleased-lock
    }
    left.merge(product, count, Integer::sum);
    lock.unlock();
  }
}

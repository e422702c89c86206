package dev.interleave.samples.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Releases its lock on every way out. */
public final class UnreleasedLockFixed {
  private final Lock lock = new ReentrantLock();
  private final Map<String, Integer> left = new HashMap<>(Map.of("tea", 1));

  public boolean take(String product) {
    lock.lock();
    try {
      int count = left.getOrDefault(product, 0);
      if (count == 0) {
        return false;
      }
      left.put(product, count - 1);
      return true;
    } finally {
      lock.unlock();
    }
  }

  public void add(String product, int count) {
    lock.lock();
    try {
      if (count < 0) {
        throw new IllegalArgumentException(product);
      }
      left.merge(product, count, Integer::sum);
    } finally {
      lock.unlock();
    }
  }
}

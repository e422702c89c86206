package dev.interleave.samples.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Finds out under the read lock that it has to write, and takes the write lock at once. */
public final class LockUpgradeBuggy {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Integer> lengths = new HashMap<>();

  public int length(String word) {
    lock.readLock().lock();
    try {
      Integer known = lengths.get(word);
      return known == null ? measure(word) : known; // WITH: lock-upgrade
    } finally {
      lock.readLock().unlock();
    }
  }

  private int measure(String word) {
    lock.writeLock().lock(); // BUG: lock-upgrade
    try {
      lengths.put(word, word.length());
      return word.length();
    } finally {
      lock.writeLock().unlock();
    }
  }
}

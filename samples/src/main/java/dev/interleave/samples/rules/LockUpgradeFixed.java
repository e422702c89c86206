package dev.interleave.samples.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Gives the read lock back before it takes the write lock. */
public final class LockUpgradeFixed {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Integer> lengths = new HashMap<>();

  public int length(String word) {
    Integer known = known(word);
    return known == null ? measure(word) : known;
  }

  private Integer known(String word) {
    lock.readLock().lock();
    try {
      return lengths.get(word);
    } finally {
      lock.readLock().unlock();
    }
  }

  private int measure(String word) {
    lock.writeLock().lock();
    try {
      return lengths.computeIfAbsent(word, String::length);
    } finally {
      lock.writeLock().unlock();
    }
  }
}

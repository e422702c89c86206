package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Collections that are not made for two threads, in the hands of two. */
public final class UnguardedCollectionBuggy {
  private final Map<String, Integer> sizes = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Set<String> online = new HashSet<>();
  private final Map<String, Integer> twoLocks = new HashMap<>();
  private final Map<String, Integer> readLocked = new HashMap<>();
  private final Map<String, Integer> whole = Collections.synchronizedMap(new HashMap<>());
  private final Object writers = new Object();
  private final Object readers = new Object();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Runs them all on the pool, again and again. */
  public void serve(Executor pool, List<String> requests) {
    for (String request : requests) {
      pool.execute(() -> putSize(request));
      pool.execute(() -> addEvent(request));
      pool.execute(() -> enter(request));
      pool.execute(() -> putTwoLocks(request));
      pool.execute(() -> twoLocks(request));
      pool.execute(() -> putReadLocked(request));
      pool.execute(() -> putWhole(request));
      pool.execute(this::sumWhole);
    }
  }

  void putSize(String key) {
    sizes.put(key, key.length()); // BUG: unguarded-collection
  }

  void addEvent(String event) {
    events.add(event); // BUG: unguarded-collection
  }

  void enter(String name) {
    online.add(name); // BUG: unguarded-collection
  }

  /** The writers agree on one lock, the readers on another. */
  void putTwoLocks(String key) {
    synchronized (writers) {
      twoLocks.put(key, key.length()); // BUG: unguarded-collection
    }
  }

  Integer twoLocks(String key) {
    synchronized (readers) {
      return twoLocks.get(key); // WITH: unguarded-collection
    }
  }

  /** Many threads hold a read lock at once. */
  void putReadLocked(String key) {
    lock.readLock().lock();
    try {
      readLocked.put(key, key.length()); // BUG: unguarded-collection
    } finally {
      lock.readLock().unlock();
    }
  }

  void putWhole(String key) {
    whole.put(key, key.length()); // WITH: unguarded-iteration
  }

  /** Locks the view, where the map must be locked. */
  int sumWhole() {
    Set<String> keys = whole.keySet();
    int sum = 0;
    synchronized (keys) {
      for (String key : keys) { // BUG: unguarded-iteration
        sum += key.length();
      }
    }
    return sum;
  }

  /** One map, captured by all tasks. */
  static Map<String, Integer> lengths(Executor pool, List<String> texts) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String text : texts) {
      pool.execute(() -> lengths.put(text, text.length())); // BUG: unguarded-collection
    }
    return lengths;
  }
}

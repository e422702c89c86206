package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/** The same collections, guarded, concurrent, or in the hands of one thread at a time. */
public final class UnguardedCollectionFixed {
  private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Set<String> online = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> oneLock = new HashMap<>();
  private final Map<String, Integer> writeLocked = new HashMap<>();
  private final Map<String, Integer> whole = Collections.synchronizedMap(new HashMap<>());
  private final Map<String, Integer> filledBefore;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  public UnguardedCollectionFixed() {
    Map<String, Integer> units = new HashMap<>();
    units.put("kilo", 1_000);
    units.put("mega", 1_000_000);
    filledBefore = units;
  }

  /** Runs them all on the pool, again and again. */
  public void serve(Executor pool, List<String> requests) {
    for (String request : requests) {
      pool.execute(() -> putSize(request));
      pool.execute(() -> addEvent(request));
      pool.execute(() -> enter(request));
      pool.execute(() -> putOneLock(request));
      pool.execute(() -> oneLock(request));
      pool.execute(() -> putWriteLocked(request));
      pool.execute(() -> writeLocked(request));
      pool.execute(() -> putWhole(request));
      pool.execute(this::sumWhole);
      pool.execute(() -> unit(request));
    }
  }

  void putSize(String key) {
    sizes.put(key, key.length());
  }

  int sizes() {
    return sizes.size();
  }

  synchronized void addEvent(String event) {
    events.add(event);
  }

  synchronized List<String> events() {
    return List.copyOf(events);
  }

  void enter(String name) {
    online.add(name);
  }

  int online() {
    return online.size();
  }

  synchronized void putOneLock(String key) {
    oneLock.put(key, key.length());
  }

  synchronized Integer oneLock(String key) {
    return oneLock.get(key);
  }

  void putWriteLocked(String key) {
    lock.writeLock().lock();
    try {
      writeLocked.put(key, key.length());
    } finally {
      lock.writeLock().unlock();
    }
  }

  Integer writeLocked(String key) {
    lock.readLock().lock();
    try {
      return writeLocked.get(key);
    } finally {
      lock.readLock().unlock();
    }
  }

  void putWhole(String key) {
    whole.put(key, key.length());
  }

  int sumWhole() {
    int sum = 0;
    synchronized (whole) {
      for (String key : whole.keySet()) {
        sum += key.length();
      }
    }
    return sum;
  }

  /** Filled before any thread could see it, only read since. */
  Integer unit(String name) {
    return filledBefore.get(name);
  }

  /** Each text by whatever thread, the map by the collector. */
  static Map<String, Integer> lengths(List<String> texts) {
    return texts.parallelStream().distinct().collect(Collectors.toMap(t -> t, String::length));
  }
}

package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The same updates, whole: one guard over both ends, or an operation that is atomic by itself. */
public final class ReadModifyWriteFixed {
  private final Map<String, Integer> words = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final List<String> jobs = Collections.synchronizedList(new ArrayList<>(List.of("job")));
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger seats = new AtomicInteger(1);
  private final AtomicInteger tickets = new AtomicInteger();
  private final Lock lock = new ReentrantLock();
  private final ReadWriteLock readWriteLock = new ReentrantReadWriteLock();
  private int total;
  private int balance;
  private int reserved;
  private volatile Object connection;

  /** Runs them all on the pool, again and again. */
  public void serve(Executor pool, List<String> requests) {
    for (String request : requests) {
      pool.execute(this::hit);
      pool.execute(this::addToTotal);
      pool.execute(() -> countWord(request));
      pool.execute(() -> own(request, "me"));
      pool.execute(() -> join("all", request));
      pool.execute(this::takeJob);
      pool.execute(this::drawTicket);
      pool.execute(this::takeSeat);
      pool.execute(() -> addName(request));
      pool.execute(this::connection);
      pool.execute(this::deposit);
      pool.execute(this::reserve);
    }
  }

  int hit() {
    return hits.incrementAndGet();
  }

  synchronized void addToTotal() {
    setTotal(total() + 1);
  }

  synchronized int total() {
    return total;
  }

  private void setTotal(int value) {
    total = value;
  }

  void countWord(String word) {
    words.merge(word, 1, Integer::sum);
  }

  int count(String word) {
    return words.getOrDefault(word, 0);
  }

  boolean own(String thing, String who) {
    return owners.putIfAbsent(thing, who) == null;
  }

  void join(String group, String who) {
    groups.compute(group, (any, members) -> with(members, who));
  }

  private static List<String> with(List<String> members, String who) {
    List<String> more = members == null ? new ArrayList<>() : new ArrayList<>(members);
    more.add(who);
    return List.copyOf(more);
  }

  List<String> members(String group) {
    return groups.getOrDefault(group, List.of());
  }

  String takeJob() {
    synchronized (jobs) {
      return jobs.isEmpty() ? "none" : jobs.remove(0);
    }
  }

  int drawTicket() {
    while (true) {
      int last = tickets.get();
      if (tickets.compareAndSet(last, last + 1)) {
        return last + 1;
      }
    }
  }

  boolean takeSeat() {
    return seats.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
  }

  void addName(String name) {
    names.add(name);
  }

  List<String> names() {
    return List.copyOf(names);
  }

  Object connection() {
    Object known = connection;
    if (known == null) {
      synchronized (this) {
        known = connection;
        if (known == null) {
          known = new Object();
          connection = known;
        }
      }
    }
    return known;
  }

  void deposit() {
    lock.lock();
    try {
      balance = balance + 1;
    } finally {
      lock.unlock();
    }
  }

  int balance() {
    lock.lock();
    try {
      return balance;
    } finally {
      lock.unlock();
    }
  }

  /** Looks under the read lock first, and again under the write lock. */
  boolean reserve() {
    readWriteLock.readLock().lock();
    try {
      if (reserved > 0) {
        return false;
      }
    } finally {
      readWriteLock.readLock().unlock();
    }
    readWriteLock.writeLock().lock();
    try {
      if (reserved > 0) {
        return false;
      }
      reserved = 1;
      return true;
    } finally {
      readWriteLock.writeLock().unlock();
    }
  }
}

package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Updates that another thread can come between, each in its own method. */
public final class ReadModifyWriteBuggy {
  private final Map<String, Integer> words = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final List<String> jobs = Collections.synchronizedList(new ArrayList<>(List.of("job")));
  private final AtomicInteger tickets = new AtomicInteger();
  private final AtomicInteger seats = new AtomicInteger(1);
  private final Lock lock = new ReentrantLock();
  private final ReadWriteLock readWriteLock = new ReentrantReadWriteLock();
  private int hits;
  private volatile int visits;
  private int total;
  private int balance;
  private int reserved;
  private volatile List<String> names = List.of();
  private volatile Object connection;

  /** Runs them all on the pool, again and again. */
  public void serve(Executor pool, List<String> requests) {
    for (String request : requests) {
      pool.execute(this::hit);
      pool.execute(this::visit);
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

  void hit() {
    hits++; // BUG: read-modify-write
  }

  void visit() {
    visits++; // BUG: read-modify-write
  }

  void addToTotal() {
    setTotal(total() + 1); // BUG: read-modify-write
  }

  int total() {
    return total;
  }

  private void setTotal(int value) {
    total = value;
  }

  void countWord(String word) {
    int count = words.getOrDefault(word, 0); // BUG: read-modify-write
    words.put(word, count + 1); // WITH: read-modify-write
  }

  boolean own(String thing, String who) {
    if (owners.containsKey(thing)) { // BUG: read-modify-write
      return false;
    }
    owners.put(thing, who); // WITH: read-modify-write
    return true;
  }

  void join(String group, String who) {
    groups.computeIfAbsent(group, any -> new ArrayList<>()).add(who); // BUG: unguarded-collection
  }

  String takeJob() {
    if (jobs.isEmpty()) { // BUG: read-modify-write
      return "none";
    }
    return jobs.remove(0); // WITH: read-modify-write
  }

  int drawTicket() {
    int ticket = tickets.get() + 1; // BUG: read-modify-write
    tickets.set(ticket); // WITH: read-modify-write
    return ticket;
  }

  boolean takeSeat() {
    if (seats.get() == 0) { // BUG: read-modify-write
      return false;
    }
    seats.decrementAndGet(); // WITH: read-modify-write
    return true;
  }

  void addName(String name) {
    List<String> more = new ArrayList<>(names); // BUG: read-modify-write
    more.add(name);
    names = more; // WITH: read-modify-write
  }

  Object connection() {
    if (connection == null) { // BUG: read-modify-write
      connection = new Object(); // WITH: read-modify-write
    }
    return connection;
  }

  void deposit() {
    int before;
    lock.lock();
    try {
      before = balance; // BUG: read-modify-write
    } finally {
      lock.unlock();
    }
    lock.lock();
    try {
      balance = before + 1; // WITH: read-modify-write
    } finally {
      lock.unlock();
    }
  }

  boolean reserve() {
    readWriteLock.readLock().lock();
    try {
      if (reserved > 0) { // BUG: read-modify-write
        return false;
      }
    } finally {
      readWriteLock.readLock().unlock();
    }
    readWriteLock.writeLock().lock();
    try {
      reserved++; // WITH: read-modify-write
      return true;
    } finally {
      readWriteLock.writeLock().unlock();
    }
  }
}

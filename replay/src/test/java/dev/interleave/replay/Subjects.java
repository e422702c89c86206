package dev.interleave.replay;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Small classes with bugs that must be found, and their correct twins. */
final class Subjects {
  private Subjects() {}

  /** Loses counts. */
  static final class Counter {
    private int value;

    int increment() {
      return ++value;
    }

    int value() {
      return value;
    }
  }

  /** Keeps all counts, by its monitor. */
  static final class SynchronizedCounter {
    private int value;

    synchronized int increment() {
      return ++value;
    }

    synchronized int value() {
      return value;
    }
  }

  /** Keeps all counts, by the monitor of an object that nobody may ask for its hash code. */
  static final class HashlessMonitor {
    private int value;

    int increment() {
      synchronized (this) {
        return ++value;
      }
    }

    @Override
    public boolean equals(Object other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int hashCode() {
      throw new UnsupportedOperationException();
    }
  }

  /** Keeps all counts, by an atomic. */
  static final class AtomicCounter {
    private final AtomicInteger value = new AtomicInteger();

    int increment() {
      return value.incrementAndGet();
    }

    int value() {
      return value.get();
    }
  }

  /** Reads under the lock, releases it, writes under the lock again. */
  static final class SplitCounter {
    private final Lock lock = new ReentrantLock();
    private int value;

    void increment() {
      int old;
      lock.lock();
      try {
        old = value;
      } finally {
        lock.unlock();
      }
      lock.lock();
      try {
        value = old + 1;
      } finally {
        lock.unlock();
      }
    }

    int value() {
      return value;
    }
  }

  /** One lock over both ends. */
  static final class LockedCounter {
    private final Lock lock = new ReentrantLock();
    private int value;

    void increment() {
      lock.lock();
      try {
        value = value + 1;
      } finally {
        lock.unlock();
      }
    }

    int value() {
      return value;
    }
  }

  /** Counts in every way of guarding that has no owner. */
  static final class Guards {
    private final StampedLock stamped = new StampedLock();
    private final Semaphore semaphore = new Semaphore(1);
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private int value;

    void stamped() {
      long stamp = stamped.writeLock();
      try {
        value++;
      } finally {
        stamped.unlockWrite(stamp);
      }
    }

    void semaphore() throws InterruptedException {
      semaphore.acquire();
      try {
        value++;
      } finally {
        semaphore.release();
      }
    }

    void writeLock() {
      rw.writeLock().lock();
      try {
        value++;
      } finally {
        rw.writeLock().unlock();
      }
    }

    void readLock() {
      rw.readLock().lock();
      try {
        value++;
      } finally {
        rw.readLock().unlock();
      }
    }

    void upgrade() {
      rw.readLock().lock();
      try {
        rw.writeLock().lock();
        try {
          value++;
        } finally {
          rw.writeLock().unlock();
        }
      } finally {
        rw.readLock().unlock();
      }
    }

    boolean impatient() throws InterruptedException {
      if (rw.writeLock().tryLock(1, TimeUnit.HOURS)) {
        try {
          value++;
          return true;
        } finally {
          rw.writeLock().unlock();
        }
      }
      return false;
    }

    int value() {
      return value;
    }
  }

  /** Two locks in two orders. */
  static final class Transfers {
    private final Object left = new Object();
    private final Lock right = new ReentrantLock();
    private int moved;

    void leftFirst() {
      synchronized (left) {
        right.lock();
        try {
          moved++;
        } finally {
          right.unlock();
        }
      }
    }

    void rightFirst() {
      right.lock();
      try {
        synchronized (left) {
          moved++;
        }
      } finally {
        right.unlock();
      }
    }

    int moved() {
      return moved;
    }
  }

  /** A map and a list that nobody guards. */
  static final class Collections {
    private final Map<String, Integer> map = new HashMap<>();
    private final List<String> list = new ArrayList<>();

    void put(String key) {
      map.put(key, 1);
    }

    synchronized void putGuarded(String key) {
      map.put(key, 1);
    }

    void add(String element) {
      list.add(element);
    }

    synchronized void addGuarded(String element) {
      list.add(element);
    }

    Map<String, Integer> map() {
      return map;
    }

    List<String> list() {
      return list;
    }
  }

  /** Throws when its list empties between the check and the removal. */
  static final class Stack {
    private final List<String> elements = new ArrayList<>(List.of("only"));

    String pop() {
      return elements.isEmpty() ? "nothing" : elements.remove(0);
    }

    synchronized String popGuarded() {
      return pop();
    }
  }

  /** One thread waits for what the other does. */
  static final class Handover {
    private final CountDownLatch given = new CountDownLatch(1);
    private final Object monitor = new Object();
    private boolean isSet;
    private String value = "";

    void give(String text) {
      value = text;
      given.countDown();
    }

    String take() throws InterruptedException {
      given.await();
      return value;
    }

    void set() {
      synchronized (monitor) {
        isSet = true;
        monitor.notifyAll();
      }
    }

    boolean awaitSet() throws InterruptedException {
      synchronized (monitor) {
        while (!isSet) {
          monitor.wait();
        }
        return isSet;
      }
    }

    boolean awaitSetWithoutLoop() throws InterruptedException {
      if (!isSet) {
        synchronized (monitor) {
          monitor.wait();
        }
      }
      return isSet;
    }
  }

  /** A number in a file, read and written back. */
  static final class FileCounter {
    private final Path file;
    private final Path lockFile;

    FileCounter(Path directory) {
      file = directory.resolve("count");
      lockFile = directory.resolve("count.lock");
    }

    void increment() throws IOException {
      int old = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
      Files.writeString(file, String.valueOf(old + 1));
    }

    @SuppressWarnings("try") // the lock is there to be held
    void incrementLocked() throws IOException {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        increment();
      }
    }
  }

  /** Says something different each time. */
  static final class Clock {
    private int calls;

    synchronized String stamp() {
      calls++;
      return "call " + calls + " at " + System.nanoTime() + " by " + new Object();
    }

    synchronized int calls() {
      return calls;
    }
  }
}

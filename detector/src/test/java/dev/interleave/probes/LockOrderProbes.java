package dev.interleave.probes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Locks taken in different orders ({@code …Bad}) and in one ({@code …Ok}). */
@SuppressWarnings("all")
public final class LockOrderProbes {
  public static class TwoFieldsBad {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public void ab() {
      synchronized (left) {
        synchronized (right) {
          count++;
        }
      }
    }

    public void ba() {
      synchronized (right) {
        synchronized (left) {
          count--;
        }
      }
    }
  }

  public static class TwoFieldsInOneOrderOk {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public void ab() {
      synchronized (left) {
        synchronized (right) {
          count++;
        }
      }
    }

    public void ba() {
      synchronized (left) {
        synchronized (right) {
          count--;
        }
      }
    }
  }

  public static class ThroughHelpersBad {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public void ab() {
      synchronized (left) {
        inRight();
      }
    }

    public void ba() {
      synchronized (right) {
        inLeft();
      }
    }

    private void inRight() {
      synchronized (right) {
        count++;
      }
    }

    private void inLeft() {
      synchronized (left) {
        count--;
      }
    }
  }

  public static class HelpersAfterReleaseOk {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public void ab() {
      synchronized (left) {
        count++;
      }
      inRight();
    }

    public void ba() {
      synchronized (right) {
        count++;
      }
      inLeft();
    }

    private void inRight() {
      synchronized (right) {
        count++;
      }
    }

    private void inLeft() {
      synchronized (left) {
        count--;
      }
    }
  }

  public static class GateLockOk {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public synchronized void ab() {
      synchronized (left) {
        synchronized (right) {
          count++;
        }
      }
    }

    public synchronized void ba() {
      synchronized (right) {
        synchronized (left) {
          count--;
        }
      }
    }
  }

  public static class GateInCallersOk {
    private final Object left = new Object();
    private final Object right = new Object();
    private int count;

    public synchronized void one() {
      ab();
    }

    public synchronized void two() {
      ba();
    }

    private void ab() {
      synchronized (left) {
        synchronized (right) {
          count++;
        }
      }
    }

    private void ba() {
      synchronized (right) {
        synchronized (left) {
          count--;
        }
      }
    }
  }

  public static class TwoLocksBad {
    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    private int count;

    public void ab() {
      one.lock();
      try {
        two.lock();
        try {
          count++;
        } finally {
          two.unlock();
        }
      } finally {
        one.unlock();
      }
    }

    public void ba() {
      two.lock();
      try {
        one.lock();
        try {
          count--;
        } finally {
          one.unlock();
        }
      } finally {
        two.unlock();
      }
    }
  }

  public static class TryLockOk {
    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    private int count;

    public void ab() {
      one.lock();
      try {
        two.lock();
        try {
          count++;
        } finally {
          two.unlock();
        }
      } finally {
        one.unlock();
      }
    }

    public void ba() {
      two.lock();
      try {
        if (one.tryLock()) {
          try {
            count--;
          } finally {
            one.unlock();
          }
        }
      } finally {
        two.unlock();
      }
    }
  }

  public static class LockAndMonitorBad {
    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    int count;

    public void ab() {
      one.lock();
      try {
        two.lock();
        try {
          count++;
        } finally {
          two.unlock();
        }
      } finally {
        one.unlock();
      }
    }

    public synchronized void monitorFirst() {
      one.lock();
      try {
        count++;
      } finally {
        one.unlock();
      }
    }

    public void lockFirst() {
      one.lock();
      try {
        bump();
      } finally {
        one.unlock();
      }
    }

    private synchronized void bump() {
      count++;
    }
  }

  public static class ReadLockAndMonitorBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object timer = new Object();
    private int count;

    public void save() {
      synchronized (timer) {
        lock.readLock().lock();
        try {
          count();
        } finally {
          lock.readLock().unlock();
        }
      }
    }

    private int count() {
      return count;
    }

    public void change() {
      lock.writeLock().lock();
      try {
        count++;
        synchronized (timer) {
          count++;
        }
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class MonitorAfterWriteLockOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object timer = new Object();
    private int count;

    public void save() {
      synchronized (timer) {
        lock.readLock().lock();
        try {
          count();
        } finally {
          lock.readLock().unlock();
        }
      }
    }

    private int count() {
      return count;
    }

    public void change() {
      lock.writeLock().lock();
      try {
        count++;
      } finally {
        lock.writeLock().unlock();
      }
      synchronized (timer) {
        count++;
      }
    }
  }

  public static class BothOnlyReadOk {
    private final ReentrantReadWriteLock a = new ReentrantReadWriteLock();
    private final ReentrantReadWriteLock b = new ReentrantReadWriteLock();
    private int count;

    public int ab() {
      a.readLock().lock();
      try {
        b.readLock().lock();
        try {
          return count;
        } finally {
          b.readLock().unlock();
        }
      } finally {
        a.readLock().unlock();
      }
    }

    public int ba() {
      b.readLock().lock();
      try {
        a.readLock().lock();
        try {
          return count;
        } finally {
          a.readLock().unlock();
        }
      } finally {
        b.readLock().unlock();
      }
    }
  }

  public static class TransferBad {
    private int balance;

    public static void transfer(TransferBad from, TransferBad to, int amount) {
      synchronized (from) {
        synchronized (to) {
          from.balance -= amount;
          to.balance += amount;
        }
      }
    }
  }

  public static class TransferInOrderOk {
    private int id;
    private int balance;

    public static void transfer(TransferInOrderOk from, TransferInOrderOk to, int amount) {
      if (from.id < to.id) {
        synchronized (from) {
          synchronized (to) {
            from.balance -= amount;
            to.balance += amount;
          }
        }
      } else {
        synchronized (to) {
          synchronized (from) {
            from.balance -= amount;
            to.balance += amount;
          }
        }
      }
    }
  }

  public static class TransferFirstAndSecondOk {
    private int id;
    private int balance;

    public static void transfer(
        TransferFirstAndSecondOk from, TransferFirstAndSecondOk to, int amount) {
      TransferFirstAndSecondOk first = from.id < to.id ? from : to;
      TransferFirstAndSecondOk second = from.id < to.id ? to : from;
      synchronized (first) {
        synchronized (second) {
          from.balance -= amount;
          to.balance += amount;
        }
      }
    }
  }

  public static class MergeWithAnotherBad {
    private int sum;

    public synchronized int sum() {
      return sum;
    }

    public synchronized void merge(MergeWithAnotherBad other) {
      sum += other.sum();
    }
  }

  public static class MergeACopyOk {
    private int sum;

    public synchronized int sum() {
      return sum;
    }

    public void merge(MergeACopyOk other) {
      int more = other.sum();
      synchronized (this) {
        sum += more;
      }
    }
  }

  public static class ParentAndChildBad {
    private final Child child = new Child(this);
    private int count;

    public synchronized void down() {
      child.touch();
    }

    public synchronized void touched() {
      count++;
    }

    public static final class Child {
      private final ParentAndChildBad parent;
      private int count;

      Child(ParentAndChildBad parent) {
        this.parent = parent;
      }

      public synchronized void touch() {
        count++;
      }

      public synchronized void up() {
        parent.touched();
      }
    }
  }

  public static class ChildTellsAfterReleaseOk {
    private final Child child = new Child(this);
    private int count;

    public synchronized void down() {
      child.touch();
    }

    public synchronized void touched() {
      count++;
    }

    public static final class Child {
      private final ChildTellsAfterReleaseOk parent;
      private int count;

      Child(ChildTellsAfterReleaseOk parent) {
        this.parent = parent;
      }

      public synchronized void touch() {
        count++;
      }

      public void up() {
        synchronized (this) {
          count++;
        }
        parent.touched();
      }
    }
  }

  public static class StaticAndOwnBad {
    private static int all;
    private int count;

    public synchronized void one() {
      addToAll();
    }

    private static synchronized void addToAll() {
      all++;
    }

    public void two() {
      synchronized (StaticAndOwnBad.class) {
        all++;
        three();
      }
    }

    private synchronized void three() {
      count++;
    }
  }

  public static class StaticInsideOwnOk {
    private static int all;
    private int count;

    public synchronized void one() {
      addToAll();
    }

    private static synchronized void addToAll() {
      all++;
    }

    public void two() {
      synchronized (StaticInsideOwnOk.class) {
        all++;
      }
      three();
    }

    private synchronized void three() {
      count++;
    }
  }

  public static class ThreeInACircleBad {
    private final Object a = new Object();
    private final Object b = new Object();
    private final Object c = new Object();
    private int count;

    public void ab() {
      synchronized (a) {
        synchronized (b) {
          count++;
        }
      }
    }

    public void bc() {
      synchronized (b) {
        synchronized (c) {
          count++;
        }
      }
    }

    public void ca() {
      synchronized (c) {
        synchronized (a) {
          count++;
        }
      }
    }
  }

  public static class ThreeInALineOk {
    private final Object a = new Object();
    private final Object b = new Object();
    private final Object c = new Object();
    private int count;

    public void ab() {
      synchronized (a) {
        synchronized (b) {
          count++;
        }
      }
    }

    public void bc() {
      synchronized (b) {
        synchronized (c) {
          count++;
        }
      }
    }

    public void ac() {
      synchronized (a) {
        synchronized (c) {
          count++;
        }
      }
    }
  }

  public static class MapAndMonitorBad {
    private final Object lock = new Object();
    private final ConcurrentMap<String, String> tags = new ConcurrentHashMap<>();
    private String prefix = "";

    public String tag(String key) {
      return tags.computeIfAbsent(key, this::make);
    }

    private String make(String key) {
      synchronized (lock) {
        return prefix + key;
      }
    }

    public void rename(String next) {
      synchronized (lock) {
        tags.clear();
        prefix = next;
      }
    }
  }

  public static class MapReadUnderTheMonitorOk {
    private final Object lock = new Object();
    private final ConcurrentMap<String, String> tags = new ConcurrentHashMap<>();
    private String prefix = "";

    public String tag(String key) {
      return tags.computeIfAbsent(key, this::make);
    }

    private String make(String key) {
      synchronized (lock) {
        return prefix + key;
      }
    }

    public void rename(String next) {
      synchronized (lock) {
        prefix = tags.getOrDefault(next, next);
      }
    }
  }

  public static class MapChangedAfterReleaseOk {
    private final Object lock = new Object();
    private final ConcurrentMap<String, String> tags = new ConcurrentHashMap<>();
    private String prefix = "";

    public String tag(String key) {
      return tags.computeIfAbsent(key, this::make);
    }

    private String make(String key) {
      synchronized (lock) {
        return prefix + key;
      }
    }

    public void rename(String next) {
      synchronized (lock) {
        prefix = next;
      }
      tags.clear();
    }
  }

  public static class ComputedUnderTheMonitorOk {
    private final Object lock = new Object();
    private final ConcurrentMap<String, String> tags = new ConcurrentHashMap<>();
    private String prefix = "";

    public String tag(String key) {
      synchronized (lock) {
        return tags.computeIfAbsent(key, this::make);
      }
    }

    private String make(String key) {
      synchronized (lock) {
        return prefix + key;
      }
    }

    public void rename(String next) {
      synchronized (lock) {
        tags.clear();
        prefix = next;
      }
    }
  }

  public static class MapForOneThreadOk {
    private final Map<String, String> tags = new HashMap<>();

    private final Object lock = new Object();

    public String tag(String key) {
      return tags.computeIfAbsent(key, this::make);
    }

    private String make(String key) {
      synchronized (lock) {
        return key;
      }
    }

    public void clear() {
      synchronized (lock) {
        tags.clear();
      }
    }
  }

  public static class EqualsOfTwoLockedOk {
    private int sum;

    public synchronized void add(int n) {
      sum += n;
    }

    @Override
    public synchronized boolean equals(Object other) {
      if (!(other instanceof EqualsOfTwoLockedOk)) {
        return false;
      }
      EqualsOfTwoLockedOk that = (EqualsOfTwoLockedOk) other;
      synchronized (that) {
        return sum == that.sum;
      }
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  public static class LocksOfTheirOwnBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final Part part = new Part(this);
    private int count;

    public void add() {
      lock.lock();
      try {
        part.tell(++count);
      } finally {
        lock.unlock();
      }
    }

    /** Has a lock that it made. */
    public static final class Part {
      private final LocksOfTheirOwnBad whole;
      private final ReentrantLock lock = new ReentrantLock();
      private int told;

      Part(LocksOfTheirOwnBad whole) {
        this.whole = whole;
      }

      void tell(int count) {
        lock.lock();
        try {
          told = count;
        } finally {
          lock.unlock();
        }
      }

      public void drop() {
        lock.lock();
        try {
          whole.add();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  public static class LockOfTheMakerOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Part part = new Part(this, lock);
    private int count;

    public void add() {
      lock.lock();
      try {
        part.tell(++count);
      } finally {
        lock.unlock();
      }
    }

    /** Has the lock of the whole. */
    public static final class Part {
      private final LockOfTheMakerOk whole;
      private final ReentrantLock lock;
      private int told;

      Part(LockOfTheMakerOk whole, ReentrantLock lock) {
        this.whole = whole;
        this.lock = lock;
      }

      void tell(int count) {
        lock.lock();
        try {
          told = count;
        } finally {
          lock.unlock();
        }
      }

      public void drop() {
        lock.lock();
        try {
          whole.add();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  /** A row of things. */
  public interface Line {
    int size();
  }

  /** Another kind of it. */
  public interface Way {
    int size();
  }

  public static class LineOverWayOk implements Line {
    private final Object lock = new Object();
    private final Way inner;
    private int size;

    public LineOverWayOk(Way inner) {
      this.inner = inner;
    }

    public void add() {
      synchronized (lock) {
        size = inner.size() + 1;
      }
    }

    @Override
    public int size() {
      synchronized (lock) {
        return size;
      }
    }
  }

  public static class WayOverLineOk implements Way {
    private final Object lock = new Object();
    private final Line inner;
    private int size;

    public WayOverLineOk(Line inner) {
      this.inner = inner;
    }

    public void add() {
      synchronized (lock) {
        size = inner.size() + 1;
      }
    }

    @Override
    public int size() {
      synchronized (lock) {
        return size;
      }
    }
  }

  /** A place on the way. */
  public interface Stop {
    int size();
  }

  /** Another kind of it. */
  public interface Halt {
    int size();
  }

  public static class HaltOfStopBad implements Halt {
    private final Object lock = new Object();
    private Stop inner;
    private int size;

    public void wrap(Stop inner) {
      this.inner = inner;
    }

    public void add() {
      synchronized (lock) {
        size = inner.size() + 1;
      }
    }

    @Override
    public int size() {
      synchronized (lock) {
        return size;
      }
    }
  }

  public static class StopOfHaltBad implements Stop {
    private final Object lock = new Object();
    private final Halt inner;
    private int size;

    public StopOfHaltBad(Halt inner) {
      this.inner = inner;
    }

    public void add() {
      synchronized (lock) {
        size = inner.size() + 1;
      }
    }

    @Override
    public int size() {
      synchronized (lock) {
        return size;
      }
    }
  }

  public static class InParallelUnderALockBad {
    private final Object one = new Object();
    private final Object two = new Object();
    private int count;

    public void all(List<String> words) {
      synchronized (one) {
        words.parallelStream()
            .forEach(
                word -> {
                  synchronized (two) {
                    count++;
                  }
                });
      }
    }

    public int count() {
      synchronized (two) {
        synchronized (one) {
          return count;
        }
      }
    }
  }

  public static class StaticLocksInTheMakingBad {
    private static final Object ONE = new Object();
    private static final Object TWO = new Object();
    private static int count;

    public StaticLocksInTheMakingBad() {
      begin();
    }

    private void begin() {
      synchronized (ONE) {
        synchronized (TWO) {
          count++;
        }
      }
    }

    public static int count() {
      synchronized (TWO) {
        synchronized (ONE) {
          return count;
        }
      }
    }
  }
}

package dev.interleave.probes;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Locks taken again by their holder: those that wait for him ({@code …Bad}) and others. */
@SuppressWarnings("all")
public final class LockUpgradeProbes {
  public static class ReadThenWriteBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      lock.readLock().lock();
      try {
        lock.writeLock().lock();
        try {
          count++;
        } finally {
          lock.writeLock().unlock();
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class WriteThenReadOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      lock.writeLock().lock();
      try {
        lock.readLock().lock();
        try {
          count++;
        } finally {
          lock.readLock().unlock();
        }
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class ReadThenWriteAfterReleaseOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      int old;
      lock.readLock().lock();
      try {
        old = count;
      } finally {
        lock.readLock().unlock();
      }
      lock.writeLock().lock();
      try {
        count = old + 1;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class ThroughAHelperBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      lock.readLock().lock();
      try {
        if (count > 0) {
          reset();
        }
      } finally {
        lock.readLock().unlock();
      }
    }

    private void reset() {
      lock.writeLock().lock();
      try {
        count = 0;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class HelperAfterReleaseOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      boolean any;
      lock.readLock().lock();
      try {
        any = count > 0;
      } finally {
        lock.readLock().unlock();
      }
      if (any) {
        reset();
      }
    }

    private void reset() {
      lock.writeLock().lock();
      try {
        count = 0;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class SidesInFieldsBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Lock reading = lock.readLock();
    private final Lock writing = lock.writeLock();
    private int count;

    public void bump() {
      reading.lock();
      try {
        writing.lock();
        try {
          count++;
        } finally {
          writing.unlock();
        }
      } finally {
        reading.unlock();
      }
    }
  }

  public static class SidesInFieldsDowngradeOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Lock reading = lock.readLock();
    private final Lock writing = lock.writeLock();
    private int count;

    public void bump() {
      writing.lock();
      try {
        reading.lock();
        try {
          count++;
        } finally {
          reading.unlock();
        }
      } finally {
        writing.unlock();
      }
    }
  }

  public static class TryWriteOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() {
      lock.readLock().lock();
      try {
        if (lock.writeLock().tryLock()) {
          try {
            count++;
          } finally {
            lock.writeLock().unlock();
          }
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class TwoLocksOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;
    private final ReentrantReadWriteLock other = new ReentrantReadWriteLock();

    public void bump() {
      lock.readLock().lock();
      try {
        other.writeLock().lock();
        try {
          count++;
        } finally {
          other.writeLock().unlock();
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class StampedTwiceBad {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void bump() {
      long s = lock.writeLock();
      try {
        reset();
      } finally {
        lock.unlockWrite(s);
      }
    }

    private void reset() {
      long s = lock.writeLock();
      try {
        count = 0;
      } finally {
        lock.unlockWrite(s);
      }
    }
  }

  public static class StampedReadThenWriteBad {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void bump() {
      long s = lock.readLock();
      try {
        reset();
      } finally {
        lock.unlockRead(s);
      }
    }

    private void reset() {
      long s = lock.writeLock();
      try {
        count = 0;
      } finally {
        lock.unlockWrite(s);
      }
    }
  }

  public static class StampedWriteThenReadBad {
    private final StampedLock lock = new StampedLock();
    private int count;

    public int bump() {
      long s = lock.writeLock();
      try {
        count++;
        return count();
      } finally {
        lock.unlockWrite(s);
      }
    }

    public int count() {
      long s = lock.readLock();
      try {
        return count;
      } finally {
        lock.unlockRead(s);
      }
    }
  }

  public static class StampedOneAfterTheOtherOk {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void bump() {
      long s = lock.writeLock();
      try {
        count++;
      } finally {
        lock.unlockWrite(s);
      }
      reset();
    }

    private void reset() {
      long s = lock.writeLock();
      try {
        count = 0;
      } finally {
        lock.unlockWrite(s);
      }
    }
  }

  public static class StampedConvertOk {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void bump() {
      long s = lock.readLock();
      try {
        long w = lock.tryConvertToWriteLock(s);
        if (w != 0) {
          s = w;
          count++;
        }
      } finally {
        lock.unlock(s);
      }
    }
  }

  public static class ReentrantTwiceOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int count;

    public void bump() {
      lock.lock();
      try {
        reset();
      } finally {
        lock.unlock();
      }
    }

    private void reset() {
      lock.lock();
      try {
        count = 0;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class MonitorTwiceOk {
    private int count;

    public synchronized void bump() {
      reset();
    }

    private synchronized void reset() {
      count = 0;
    }
  }

  public static class ComputeWithinComputeBad {
    private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();

    public int get(String k) {
      return map.computeIfAbsent(
          k,
          x -> {
            map.put(x + x, 1);
            return 1;
          });
    }
  }

  public static class RecursiveComputeBad {
    private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();

    public int fib(String k) {
      return map.computeIfAbsent(k, x -> half(x) + 1);
    }

    private int half(String k) {
      return k.isEmpty() ? 0 : map.computeIfAbsent(k.substring(1), x -> 2);
    }
  }

  public static class ReadWithinComputeOk {
    private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();

    public int get(String k) {
      return map.computeIfAbsent(k, x -> map.getOrDefault(x + x, 1));
    }
  }

  public static class ComputeAnotherMapOk {
    private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> other = new ConcurrentHashMap<>();

    public int get(String k) {
      return map.computeIfAbsent(k, x -> other.computeIfAbsent(x, y -> 1));
    }
  }

  public static class ReadLockOfACallerBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void all() {
      lock.readLock().lock();
      try {
        one();
        two();
      } finally {
        lock.readLock().unlock();
      }
    }

    private void one() {
      two();
    }

    private void two() {
      lock.writeLock().lock();
      try {
        count++;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class ReadInterruptiblyThenWriteBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    public void bump() throws Exception {
      lock.readLock().lockInterruptibly();
      try {
        lock.writeLock().lock();
        try {
          count++;
        } finally {
          lock.writeLock().unlock();
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class StampTriedForAndThenWaitedForOk {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void add() {
      long stamp = lock.tryWriteLock();
      if (stamp == 0L) {
        stamp = lock.writeLock();
      }
      count++;
      lock.unlockWrite(stamp);
    }
  }
}

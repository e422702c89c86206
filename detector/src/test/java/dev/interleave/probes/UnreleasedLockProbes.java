package dev.interleave.probes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

/** Locks kept on a way out ({@code …Bad}), and given back, or left to others, on all of them. */
@SuppressWarnings("all")
public final class UnreleasedLockProbes {
  /** Something that others write. */
  public interface Codec {
    String decode(byte[] bytes) throws IOException;
  }

  public static class ReturnedFromACountingLoopBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final boolean[] used = new boolean[10];

    public int take() {
      lock.lock();
      for (int i = 0; i < used.length; i++) {
        if (!used[i]) {
          used[i] = true;
          return i;
        }
      }
      lock.unlock();
      return -1;
    }
  }

  public static class RemembersWhetherItIsHeldOk {
    private final ReentrantLock lock = new ReentrantLock();

    public void work(boolean alone, Runnable task) {
      boolean held = false;
      try {
        if (alone) {
          lock.lock();
          held = true;
        }
        task.run();
      } finally {
        if (held == true) {
          lock.unlock();
        }
      }
    }
  }

  public static class ReleasedBeforeItReturnsFromACountingLoopOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final boolean[] used = new boolean[10];

    public int take() {
      lock.lock();
      for (int i = 0; i < used.length; i++) {
        if (!used[i]) {
          used[i] = true;
          lock.unlock();
          return i;
        }
      }
      lock.unlock();
      return -1;
    }
  }

  public static class EarlyReturnBad {
    private final Lock lock = new ReentrantLock();
    private final Map<String, Integer> stock = new HashMap<>();

    public boolean take(String item) {
      lock.lock();
      Integer left = stock.get(item);
      if (left == null) {
        return false;
      }
      stock.put(item, left - 1);
      lock.unlock();
      return true;
    }
  }

  public static class EarlyReturnInTryOk {
    private final Lock lock = new ReentrantLock();
    private final Map<String, Integer> stock = new HashMap<>();

    public boolean take(String item) {
      lock.lock();
      try {
        Integer left = stock.get(item);
        if (left == null) {
          return false;
        }
        stock.put(item, left - 1);
        return true;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class ThrowsBad {
    private final Lock lock = new ReentrantLock();
    private final List<String> names = new ArrayList<>();

    public void add(String name) {
      lock.lock();
      if (names.contains(name)) {
        throw new IllegalArgumentException(name);
      }
      names.add(name);
      lock.unlock();
    }
  }

  public static class ThrowsAfterReleaseOk {
    private final Lock lock = new ReentrantLock();
    private final List<String> names = new ArrayList<>();

    public void add(String name) {
      lock.lock();
      if (names.contains(name)) {
        lock.unlock();
        throw new IllegalArgumentException(name);
      }
      names.add(name);
      lock.unlock();
    }
  }

  public static class CallFailsBad {
    private final Lock lock = new ReentrantLock();
    private final Codec codec;
    private String last = "";

    public CallFailsBad(Codec codec) {
      this.codec = codec;
    }

    public void keep(byte[] bytes) throws IOException {
      lock.lock();
      last = codec.decode(bytes);
      lock.unlock();
    }
  }

  public static class CallBeforeTheLockOk {
    private final Lock lock = new ReentrantLock();
    private final Codec codec;
    private String last = "";

    public CallBeforeTheLockOk(Codec codec) {
      this.codec = codec;
    }

    public void keep(byte[] bytes) throws IOException {
      String decoded = codec.decode(bytes);
      lock.lock();
      last = decoded;
      lock.unlock();
    }
  }

  public static class CatchRethrowsBad {
    private final Lock lock = new ReentrantLock();
    private final Codec codec;
    private String last = "";

    public CatchRethrowsBad(Codec codec) {
      this.codec = codec;
    }

    public void keep(byte[] bytes) {
      lock.lock();
      try {
        last = codec.decode(bytes);
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
      lock.unlock();
    }
  }

  public static class CatchReleasesOk {
    private final Lock lock = new ReentrantLock();
    private final Codec codec;
    private String last = "";

    public CatchReleasesOk(Codec codec) {
      this.codec = codec;
    }

    public void keep(byte[] bytes) {
      lock.lock();
      try {
        last = codec.decode(bytes);
      } catch (Throwable broken) {
        lock.unlock();
        throw new IllegalStateException(broken);
      }
      lock.unlock();
    }
  }

  public static class InterruptedBad {
    private final Lock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private int count;

    public int take() throws InterruptedException {
      lock.lock();
      while (count == 0) {
        filled.await();
      }
      int taken = count;
      count = 0;
      lock.unlock();
      return taken;
    }
  }

  public static class InterruptedInTryOk {
    private final Lock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private int count;

    public int take() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (count == 0) {
          filled.await();
        }
        int taken = count;
        count = 0;
        return taken;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class ReadLockBad {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, String> texts = new HashMap<>();

    public String text(String name) {
      lock.readLock().lock();
      String text = texts.get(name);
      if (text != null) {
        return text;
      }
      lock.readLock().unlock();
      return load(name);
    }

    private String load(String name) {
      lock.writeLock().lock();
      try {
        return texts.computeIfAbsent(name, String::trim);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class ReadThenWriteOk {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, String> texts = new HashMap<>();

    public String text(String name) {
      lock.readLock().lock();
      try {
        String text = texts.get(name);
        if (text != null) {
          return text;
        }
      } finally {
        lock.readLock().unlock();
      }
      lock.writeLock().lock();
      try {
        return texts.computeIfAbsent(name, String::trim);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class TriedBad {
    private final ReentrantLock lock = new ReentrantLock();
    private int runs;

    public boolean run(Runnable task) {
      if (!lock.tryLock()) {
        return false;
      }
      runs++;
      task.run();
      lock.unlock();
      return true;
    }
  }

  public static class TriedOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int runs;

    public boolean run(Runnable task) {
      if (!lock.tryLock()) {
        return false;
      }
      try {
        runs++;
        task.run();
        return true;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class StampedBad {
    private final StampedLock lock = new StampedLock();
    private double x;

    public void move(double by) {
      long stamp = lock.writeLock();
      if (Double.isNaN(by)) {
        return;
      }
      x += by;
      lock.unlockWrite(stamp);
    }
  }

  public static class StampConvertedOk {
    private final StampedLock lock = new StampedLock();
    private double x;

    public void moveFromOrigin(double to) {
      long stamp = lock.readLock();
      try {
        while (x == 0) {
          long write = lock.tryConvertToWriteLock(stamp);
          if (write != 0) {
            stamp = write;
            x = to;
            break;
          }
          lock.unlockRead(stamp);
          stamp = lock.writeLock();
        }
      } finally {
        lock.unlock(stamp);
      }
    }
  }

  public static class InLoopBad {
    private final Lock lock = new ReentrantLock();
    private int sum;

    public void add(List<Integer> parts, Function<Integer, Integer> price) {
      for (Integer part : parts) {
        lock.lock();
        sum += price.apply(part);
        lock.unlock();
      }
    }
  }

  public static class AllOfManyOk {
    private final Lock[] locks = {new ReentrantLock(), new ReentrantLock()};
    private int sum;

    public void add(Function<Integer, Integer> price) {
      for (Lock lock : locks) {
        lock.lock();
      }
      try {
        sum += price.apply(sum);
      } finally {
        for (Lock lock : locks) {
          lock.unlock();
        }
      }
    }
  }

  public static class OwnWrapperBad {
    private final Lock lock = new ReentrantLock();
    private int sum;

    private void enter() {
      lock.lock();
    }

    private void exit() {
      lock.unlock();
    }

    public void add(Function<Integer, Integer> price) {
      enter();
      sum += price.apply(sum);
      exit();
    }
  }

  public static class OwnWrapperOk {
    private final Lock lock = new ReentrantLock();
    private int sum;

    public void enter() {
      lock.lock();
    }

    public void exit() {
      lock.unlock();
    }

    public void add(Function<Integer, Integer> price) {
      enter();
      try {
        sum += price.apply(sum);
      } finally {
        exit();
      }
    }
  }

  public static class SwitchBad {
    private final Lock lock = new ReentrantLock();
    private int state;

    public String next(int event) {
      lock.lock();
      switch (event) {
        case 0:
          state = 1;
          break;
        case 1:
          state = 2;
          break;
        default:
          return "ignored";
      }
      lock.unlock();
      return "done";
    }
  }

  public static class RememberedOk {
    private final Lock lock = new ReentrantLock();
    private int sum;

    public void add(boolean alone, Function<Integer, Integer> price) {
      boolean held = false;
      try {
        if (!alone) {
          lock.lock();
          held = true;
        }
        sum += price.apply(sum);
      } finally {
        if (held) {
          lock.unlock();
        }
      }
    }
  }

  public static class RefusedBad {
    private final Lock lock = new ReentrantLock();
    private int sum;

    public void add(int part) {
      lock.lock();
      if (part < 0) {
        throw new IllegalArgumentException("negative");
      }
      sum += part;
      lock.unlock();
    }
  }

  public static class OnlyIfSharedOk {
    private final Lock lock = new ReentrantLock();
    private final boolean shared;
    private int sum;

    public OnlyIfSharedOk(boolean shared) {
      this.shared = shared;
    }

    public int add(Function<Integer, Integer> price) {
      if (shared) {
        lock.lock();
      }
      try {
        sum += price.apply(sum);
        return sum;
      } finally {
        if (shared) {
          lock.unlock();
        }
      }
    }
  }

  public static class AskedOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int sum;

    public void add(Function<Integer, Integer> price) {
      lock.lock();
      try {
        sum += price.apply(sum);
        if (sum > 100) {
          lock.unlock();
        }
      } finally {
        if (lock.isHeldByCurrentThread()) {
          lock.unlock();
        }
      }
    }
  }

  public static class TriedAndRememberedOk {
    private final Lock lock = new ReentrantLock();
    private int sum;

    public void add(Function<Integer, Integer> price) {
      boolean got = lock.tryLock();
      try {
        sum += price.apply(sum);
      } finally {
        if (got) {
          lock.unlock();
        }
      }
    }
  }

  public static class LeftToTheCallerOk {
    private final Lock lock = new ReentrantLock();
    private boolean open = true;

    public boolean begin() {
      lock.lock();
      if (!open) {
        lock.unlock();
        return false;
      }
      return true;
    }

    public void end() {
      lock.unlock();
    }
  }

  public static class HandedOverOk {
    private final Lock lock = new StampedLock().asWriteLock();
    private final Executor executor;
    private int sum;

    public HandedOverOk(Executor executor) {
      this.executor = executor;
    }

    public void add(int part) {
      lock.lock();
      if (part == 0) {
        lock.unlock();
        return;
      }
      executor.execute(
          () -> {
            sum += part;
            lock.unlock();
          });
    }
  }

  public static class OneOfTwoOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int sum;

    public int add(boolean changes, Function<Integer, Integer> price) {
      Lock side = changes ? lock.writeLock() : lock.readLock();
      side.lock();
      try {
        if (changes) {
          sum += price.apply(sum);
        }
        return sum;
      } finally {
        side.unlock();
      }
    }
  }

  public static class SwappedOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public void register(String name, Function<String, Integer> first) {
      Lock side = lock.readLock();
      try {
        side.lock();
        if (!counts.containsKey(name)) {
          side.unlock();
          side = lock.writeLock();
          side.lock();
          counts.put(name, first.apply(name));
        }
      } finally {
        side.unlock();
      }
    }
  }

  public static class PlainCodeOk {
    private final Lock lock = new ReentrantLock();
    private int hits;
    private long last;

    public void hit() {
      lock.lock();
      hits++;
      last = System.nanoTime();
      lock.unlock();
    }
  }

  public static class WithinAnOuterCatchOk {
    private final Lock lock = new ReentrantLock();
    private final Codec codec;
    private String last = "";

    public WithinAnOuterCatchOk(Codec codec) {
      this.codec = codec;
    }

    public void keep(byte[] bytes) {
      try {
        lock.lock();
        try {
          last = codec.decode(bytes);
        } finally {
          lock.unlock();
        }
      } catch (IOException broken) {
        last = "";
      }
    }
  }

  /** The flag is known on the early way, and says that the lock is to be given back. */
  public static class FlagKnownOnAnEarlyWayOk {
    private final Lock outer = new ReentrantLock();
    private final Lock inner = new ReentrantLock();
    private boolean closing;
    private int count;

    public void add() {
      boolean locked = false;
      outer.lock();
      try {
        inner.lock();
        locked = true;
        if (closing) {
          return;
        }
        count++;
      } finally {
        outer.unlock();
        if (locked) {
          inner.unlock();
        }
      }
    }
  }

  public static class FlagSetTooLateOnAnEarlyWayBad {
    private final Lock outer = new ReentrantLock();
    private final Lock inner = new ReentrantLock();
    private boolean closing;
    private int count;

    public void add() {
      boolean locked = false;
      outer.lock();
      try {
        inner.lock();
        if (closing) {
          return;
        }
        locked = true;
        count++;
      } finally {
        outer.unlock();
        if (locked) {
          inner.unlock();
        }
      }
    }
  }

  public static class GivenUpMeanwhileOk {
    private final ReentrantLock lock = new ReentrantLock();
    private long reserved;

    private void store() {
      lock.unlock();
      try {
        System.out.println("others may work");
      } finally {
        lock.lock();
        reserved = 0;
      }
    }

    public void compact(Codec codec) throws IOException {
      lock.lock();
      try {
        store();
        codec.decode(new byte[1]);
        store();
      } finally {
        lock.unlock();
      }
    }

    public void moveAll(Codec codec, boolean twice) throws IOException {
      if (twice) {
        store();
        codec.decode(new byte[1]);
      }
    }
  }

  public static class OnlyAskedBetweenOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int count;

    private boolean isMine() {
      return lock.isHeldByCurrentThread();
    }

    private void check() {
      if (isMine()) {
        count++;
      }
    }

    public void add() {
      lock.lock();
      check();
      try {
        count++;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class DecodedBetweenBad {
    private final ReentrantLock lock = new ReentrantLock();
    private int count;

    private void check(Codec codec) throws IOException {
      codec.decode(new byte[1]);
    }

    public void add(Codec codec) throws IOException {
      lock.lock();
      check(codec);
      try {
        count++;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class AskedTwiceBad {
    private final Lock lock = new ReentrantLock();
    private String pool;

    public void start(Codec codec) throws IOException {
      if (pool == null) {
        lock.lock();
        if (pool == null) {
          pool = codec.decode(new byte[1]);
        }
        lock.unlock();
      }
    }
  }

  public static class AskedBeforeBothOk {
    private final Lock lock = new ReentrantLock();
    private final boolean shared;
    private int count;

    public AskedBeforeBothOk(boolean shared) {
      this.shared = shared;
    }

    public void add() {
      if (shared) {
        lock.lock();
      }
      count++;
      if (shared) {
        lock.unlock();
      }
    }
  }

  public static class ThrowsInACatchBad {
    private final Lock lock = new ReentrantLock();
    private int count;

    private void check(Codec codec) throws IOException {
      codec.decode(new byte[1]);
    }

    public void add(Codec codec) {
      lock.lock();
      try {
        check(codec);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      count++;
      lock.unlock();
    }
  }

  public static class StampAskedBeforeItsReleaseOk {
    private final StampedLock lock = new StampedLock();
    private double x;

    public void move(double newX) {
      long stamp = lock.writeLock();
      x = newX;
      lock.unlockWrite(stamp);
    }

    public double read() {
      long stamp = lock.tryOptimisticRead();
      try {
        for (; ; stamp = lock.readLock()) {
          if (stamp == 0L) {
            continue;
          }
          double seen = x;
          if (lock.validate(stamp)) {
            return seen;
          }
        }
      } finally {
        if (StampedLock.isReadLockStamp(stamp)) {
          lock.unlockRead(stamp);
        }
      }
    }
  }

  public static class TriedAgainAndAgainOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int count;

    public void add(int times, boolean log) throws Exception {
      boolean acquired = false;
      int tries = 0;
      do {
        acquired = lock.tryLock(10, TimeUnit.MILLISECONDS);
        tries++;
        if (log && !acquired && tries < times) {
          System.out.println("again");
        }
      } while (!acquired && tries < times);
      if (!acquired) {
        throw new Exception("not now");
      }
      try {
        count++;
      } finally {
        lock.unlock();
      }
    }
  }
}

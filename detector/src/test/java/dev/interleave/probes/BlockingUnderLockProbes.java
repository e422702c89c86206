package dev.interleave.probes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waiting under a lock ({@code …Bad}) and without one ({@code …Ok}). */
@SuppressWarnings("all")
public final class BlockingUnderLockProbes {
  public static class FutureUnderMonitorBad {
    private int count;
    private Future<Integer> next;

    public synchronized void renew() throws Exception {
      count = next.get();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class FutureBeforeMonitorOk {
    private int count;
    private volatile Future<Integer> next;

    public void refresh() throws Exception {
      int value = next.get();
      synchronized (this) {
        count = value;
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class SleepUnderMonitorBad {
    private int count;

    public synchronized void retry() throws Exception {
      while (count == 0) {
        Thread.sleep(10);
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class SleepOutsideOk {
    private int count;

    public void retry() throws Exception {
      while (count() == 0) {
        Thread.sleep(10);
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PutUnderMonitorBad {
    private int count;
    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);

    public synchronized void hand(int value) throws Exception {
      count++;
      queue.put(value);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class OfferUnderMonitorOk {
    private int count;
    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);

    public synchronized boolean hand(int value) {
      count++;
      return queue.offer(value);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class TakeInHelperBad {
    private int count;
    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);

    public synchronized void next() throws Exception {
      count = fetch();
    }

    private int fetch() throws Exception {
      return queue.take();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PollInHelperOk {
    private int count;
    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);

    public synchronized void next() {
      Integer found = fetch();
      count = found == null ? count : found;
    }

    private Integer fetch() {
      return queue.poll();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class LatchUnderLockBad {
    private int count;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ready = new CountDownLatch(1);

    public void when(int value) throws Exception {
      lock.lock();
      try {
        ready.await();
        count = value;
      } finally {
        lock.unlock();
      }
    }

    public void bump() {
      lock.lock();
      try {
        count++;
      } finally {
        lock.unlock();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class LatchBeforeLockOk {
    private int count;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ready = new CountDownLatch(1);

    public void when(int value) throws Exception {
      ready.await();
      lock.lock();
      try {
        count = value;
      } finally {
        lock.unlock();
      }
    }

    public void bump() {
      lock.lock();
      try {
        count++;
      } finally {
        lock.unlock();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class WaitWithASecondLockBad {
    private int count;
    private final Object signal = new Object();
    private boolean ready;

    public synchronized void pause() throws Exception {
      synchronized (signal) {
        while (!ready) {
          signal.wait();
        }
      }
      count++;
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class SignalNeedsTheSecondLockBad {
    private final Object signal = new Object();
    private boolean ready;
    private int count;

    public synchronized void pause() throws Exception {
      synchronized (signal) {
        while (!ready) {
          signal.wait();
        }
      }
      count++;
    }

    public synchronized void free() {
      synchronized (signal) {
        ready = true;
        signal.notifyAll();
      }
    }
  }

  public static class SignalWithoutTheSecondLockOk {
    private final Object signal = new Object();
    private boolean ready;
    private int count;

    public synchronized void pause() throws Exception {
      synchronized (signal) {
        while (!ready) {
          signal.wait();
        }
      }
      count++;
    }

    public void free() {
      synchronized (signal) {
        ready = true;
        signal.notifyAll();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PutIntoABoundedQueueBad {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(100);
    private int count;

    public synchronized void add(String line) throws InterruptedException {
      lines.put(line);
      count++;
    }

    public synchronized int count() {
      return count;
    }

    public String next() throws InterruptedException {
      return lines.take();
    }
  }

  public static class PutIntoAnUnboundedQueueOk {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int count;

    public synchronized void add(String line) throws InterruptedException {
      lines.put(line);
      count++;
    }

    public synchronized int count() {
      return count;
    }

    public String next() throws InterruptedException {
      return lines.take();
    }
  }

  public static class TakeFromAnUnboundedQueueBad {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int count;

    public void add(String line) throws InterruptedException {
      lines.put(line);
    }

    public synchronized int count() {
      return count;
    }

    public synchronized String next() throws InterruptedException {
      count++;
      return lines.take();
    }
  }

  public static class WaitOnTheOnlyLockOk {
    private int count;

    public synchronized void pause() throws Exception {
      while (count == 0) {
        wait();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class ConditionOfTheLockOk {
    private int count;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();

    public void pause() throws Exception {
      lock.lock();
      try {
        while (count == 0) {
          ready.await();
        }
      } finally {
        lock.unlock();
      }
    }

    public void bump() {
      lock.lock();
      try {
        count++;
        ready.signalAll();
      } finally {
        lock.unlock();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class ConditionUnderAMonitorBad {
    private int count;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();

    public synchronized void pause() throws Exception {
      lock.lock();
      try {
        while (count == 0) {
          ready.await();
        }
      } finally {
        lock.unlock();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class QueryUnderMonitorBad {
    private int count;
    private PreparedStatement query;

    public synchronized void record(String name) throws Exception {
      query.setString(1, name);
      query.executeUpdate();
      count++;
    }

    public synchronized void clear() {
      count = 0;
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class OneLockForTheFileOk {
    private final OutputStream out;

    public OneLockForTheFileOk(OutputStream out) {
      this.out = out;
    }

    public synchronized void append(byte[] line) throws Exception {
      out.write(line);
    }

    public synchronized void appendAll(byte[] lines) throws Exception {
      out.write(lines);
    }
  }

  public static class SerializedToASinkBad {
    private int count;
    private final Map<String, Item> items = new ConcurrentHashMap<>();

    public interface Sink {
      void put(String name);
    }

    public static final class StreamSink implements Sink {
      private final DataOutput out;

      public StreamSink(DataOutput out) {
        this.out = out;
      }

      public void put(String name) {
        try {
          out.writeUTF(name);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }

    public static final class Item {
      private String name = "";
    }

    public void copyTo(String key, Sink sink) {
      Item item = items.get(key);
      synchronized (item) {
        sink.put(item.name);
      }
    }

    public void rename(String key, String name) {
      Item item = items.get(key);
      synchronized (item) {
        item.name = name;
      }
    }

    public String name(String key) {
      Item item = items.get(key);
      synchronized (item) {
        return item.name;
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class WrittenToMemoryOk {
    private int count;

    public synchronized byte[] bytes() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(count);
      return bytes.toByteArray();
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class CopyThenWriteOk {
    private int count;
    private final OutputStream out = new ByteArrayOutputStream();

    public void save() throws Exception {
      int copy;
      synchronized (this) {
        copy = count;
      }
      out.write(copy);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class StoppedAtTheEndOk {
    private int count;
    private Thread worker;

    public synchronized void shutdown() throws Exception {
      worker.join();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class BorrowUnderMonitorBad {
    private int count;
    private java.util.concurrent.SynchronousQueue<Integer> pool;

    public synchronized int borrow() throws Exception {
      return pool.take();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class JoinOfADoneFutureOk {
    private CompletableFuture<Integer> next = new CompletableFuture<>();
    private int count;

    public synchronized void renew() {
      if (next.isDone()) {
        count = next.join();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PutIntoAnEndlessQueueOk {
    private final LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    private int count;

    public synchronized void hand(int value) throws Exception {
      count++;
      queue.put(value);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class WrittenToMemoryByAHelperOk {
    private int count;

    public synchronized byte[] bytes() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    private void write(DataOutput out) throws Exception {
      out.writeInt(count);
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized void drop() {
      count--;
    }
  }

  public static class WrittenToItsOwnStreamOk {
    private final OutputStream out;
    private int count;

    public WrittenToItsOwnStreamOk(OutputStream out) {
      this.out = out;
    }

    public synchronized void write(int value) throws Exception {
      out.write(value);
    }

    public synchronized int count() {
      return count;
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized void drop() {
      count--;
    }
  }

  public static class SavedUnderTheLockOk {
    private int count;

    public synchronized void save(Path file) throws Exception {
      Files.write(file, new byte[] {(byte) count});
    }

    public synchronized int count() {
      return count;
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized void drop() {
      count--;
    }
  }

  public static class WrittenOnARequestBad {
    private int count;

    public synchronized void handle(Path file) throws Exception {
      Files.write(file, new byte[] {(byte) count});
    }

    public synchronized int count() {
      return count;
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized void drop() {
      count--;
    }
  }

  public static class OpenedOnceOk {
    private InputStream device;
    private int count;

    public synchronized int fill(Path file) throws Exception {
      if (device == null) {
        device = Files.newInputStream(file);
      }
      return ++count;
    }

    public synchronized int count() {
      return count;
    }

    public synchronized void bump() {
      count++;
    }

    public synchronized void drop() {
      count--;
    }
  }

  public static class SignalUnderALockTakenTwiceOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private Object active;

    public void call(Object what) throws InterruptedException {
      lock.lock();
      try {
        enqueue(what);
        System.identityHashCode(what);
      } finally {
        lock.unlock();
      }
    }

    private void enqueue(Object what) throws InterruptedException {
      lock.lock();
      try {
        while (active != null) {
          free.await();
        }
        active = what;
      } finally {
        lock.unlock();
      }
    }

    public void done() {
      lock.lock();
      try {
        active = null;
        free.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class InheritedLock {
    protected final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private Object active;

    protected void enqueue(Object what) throws InterruptedException {
      lock.lock();
      try {
        while (active != null) {
          free.await();
        }
        active = what;
      } finally {
        lock.unlock();
      }
    }

    public void done() {
      lock.lock();
      try {
        active = null;
        free.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class SignalUnderAnInheritedLockOk extends InheritedLock {
    public void call(Object what) throws InterruptedException {
      lock.lock();
      try {
        enqueue(what);
      } finally {
        lock.unlock();
      }
    }
  }

  public static class SignalUnderAnotherLockBad {
    private final ReentrantLock outer = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private Object active;

    public void call(Object what) throws InterruptedException {
      outer.lock();
      try {
        enqueue(what);
      } finally {
        outer.unlock();
      }
    }

    private void enqueue(Object what) throws InterruptedException {
      lock.lock();
      try {
        while (active != null) {
          free.await();
        }
        active = what;
      } finally {
        lock.unlock();
      }
    }

    public void done() {
      outer.lock();
      try {
        lock.lock();
        try {
          active = null;
          free.signalAll();
        } finally {
          lock.unlock();
        }
      } finally {
        outer.unlock();
      }
    }
  }

  public static class SignalAwaitedByAHelperOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private int count;

    public void take() throws InterruptedException {
      lock.lock();
      try {
        awaitFree();
        count--;
      } finally {
        lock.unlock();
      }
    }

    private void awaitFree() throws InterruptedException {
      lock.lock();
      try {
        waitForSignal();
      } finally {
        lock.unlock();
      }
    }

    private void waitForSignal() throws InterruptedException {
      free.await();
    }

    public void add() {
      lock.lock();
      try {
        count++;
        free.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class WatchdogEndedFarAwayOk {
    private int count;
    private Thread watchdog;

    public synchronized void step() throws InterruptedException {
      count++;
      check();
    }

    private void check() throws InterruptedException {
      if (count < 0) {
        unlock();
      }
    }

    private void unlock() throws InterruptedException {
      watchdog.join();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PartStoppedOnTheWayOk {
    private int count;
    private CountDownLatch done;

    public synchronized void change() throws InterruptedException {
      count++;
      stopParts();
    }

    private void stopParts() throws InterruptedException {
      await();
    }

    private void await() throws InterruptedException {
      done.await();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class ShortWaitOnceOk {
    private int count;

    public synchronized void next() throws InterruptedException {
      count++;
      Thread.sleep(10);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class LongWaitOnceBad {
    private int count;

    public synchronized void next() throws InterruptedException {
      count++;
      TimeUnit.SECONDS.sleep(10);
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class OwnTaskAwaitedOk {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private volatile int written;
    private int count;

    public synchronized void change(int by) throws Exception {
      count += by;
      int value = count;
      executor.submit(() -> written = value).get();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class OwnTaskThatWantsTheLockBad {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private int count;

    public synchronized void change(int by) throws Exception {
      count += by;
      executor.submit(this::count).get();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class TaskHandedInIsAwaitedOk {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private volatile int written;
    private int count;

    public synchronized void change(int by) throws Exception {
      count += by;
      int value = count;
      runAndWait(() -> written = value);
    }

    private void runAndWait(Runnable task) throws Exception {
      Future<?> future = executor.submit(task);
      if (count > 3) {
        future.get();
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class ChannelOfTheLockedOk {
    private final FileChannel channel;
    private long position;

    public ChannelOfTheLockedOk(FileChannel channel) {
      this.channel = channel;
    }

    public synchronized void add(ByteBuffer bytes) throws IOException {
      position += channel.write(bytes, position);
    }

    public synchronized long position() {
      return position;
    }

    public synchronized void seek(long position) {
      this.position = position;
    }

    public synchronized void rewind() {
      position = 0;
    }
  }

  public static class WaitWhileRecoveringOk {
    private int count;

    public synchronized void handleFailover() throws InterruptedException {
      while (count == 0) {
        Thread.sleep(10);
      }
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PolledUntilItIsThereOk {
    private String name;
    private int count;
    private volatile boolean done;

    public synchronized int next() throws InterruptedException {
      return getName().length() + count++;
    }

    private String getName() throws InterruptedException {
      if (name == null) {
        while (!done) {
          Thread.sleep(10);
        }
        name = "it";
      }
      return name;
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class PartEndedWhileItRunsOk {
    private int count;
    private final Thread pump = new Thread(this::pump);

    public PartEndedWhileItRunsOk() {
      pump.start();
    }

    private void pump() {
      System.identityHashCode(this);
    }

    public synchronized void close() throws InterruptedException {
      count++;
      pump.join();
    }

    public synchronized int count() {
      return count;
    }
  }

  public static class CheckedOutUntilItIsThereBad {
    private final Object cache = new Object();
    private Object free;
    private int count;

    public synchronized Object prepare() throws InterruptedException {
      count++;
      return checkoutOne();
    }

    private Object checkoutOne() throws InterruptedException {
      synchronized (cache) {
        Object one = free;
        if (one == null) {
          cache.wait();
        }
        return one;
      }
    }

    public synchronized void checkin(Object one) {
      synchronized (cache) {
        free = one;
        cache.notifyAll();
      }
    }
  }

  public static class RetryUnderMonitorOk {
    private final java.net.URL place;
    private int tries;

    public RetryUnderMonitorOk(java.net.URL place) {
      this.place = place;
    }

    public synchronized boolean fetch() throws Exception {
      for (int i = 0; i < 3; i++) {
        if (place.getContent() != null) {
          return true;
        }
        Thread.sleep(100);
      }
      tries++;
      return false;
    }

    public synchronized int tries() {
      return tries;
    }
  }

  public static class AwaitUnderTakenLockBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ready = new CountDownLatch(1);

    public void dump() throws Exception {
      lock.lock();
      try {
        ready.await();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class AwaitUnderTriedLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ready = new CountDownLatch(1);

    public void dump() throws Exception {
      if (lock.tryLock()) {
        try {
          ready.await();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  public static class ResultUnderMonitorBad {
    private int count;

    public synchronized void add(Result result) throws Exception {
      if (result != null) {
        count += result.get();
      }
    }

    public synchronized int count() {
      return count;
    }

    /** A result that comes later. */
    public static final class Result {
      private final CountDownLatch done = new CountDownLatch(1);
      private volatile int value;

      public boolean isDone() {
        return value != 0;
      }

      public int get() throws Exception {
        done.await();
        return value;
      }
    }
  }

  public static class ResultWhenDoneUnderMonitorOk {
    private int count;

    public synchronized void add(Result result) throws Exception {
      if (result.isDone()) {
        count += result.get();
      }
    }

    public synchronized int count() {
      return count;
    }

    /** A result that comes later. */
    public static final class Result {
      private final CountDownLatch done = new CountDownLatch(1);
      private volatile int value;

      public boolean isDone() {
        return value != 0;
      }

      public int get() throws Exception {
        done.await();
        return value;
      }
    }
  }

  public static class LinesToAPlaceBad {
    private final java.util.Map<String, Integer> counts = new java.util.HashMap<>();

    public synchronized void copyTo(java.io.Writer out) throws IOException {
      for (String name : counts.keySet()) {
        out.write(name);
      }
    }

    public synchronized void add(String name) {
      counts.put(name, 1);
    }

    public synchronized int get(String name) {
      return counts.get(name);
    }
  }

  public static class WrittenAsDataOk {
    private final java.util.Map<String, Integer> counts = new java.util.HashMap<>();

    public synchronized void copyTo(DataOutput out) throws IOException {
      for (String name : counts.keySet()) {
        out.writeUTF(name);
      }
    }

    public synchronized void add(String name) {
      counts.put(name, 1);
    }

    public synchronized int get(String name) {
      return counts.get(name);
    }
  }

  public static class WaitsIfAskedToBad {
    private final ArrayBlockingQueue<String> free = new ArrayBlockingQueue<>(4);
    private int taken;

    public synchronized String next() {
      taken++;
      return take(true);
    }

    public synchronized int taken() {
      return taken;
    }

    private String take(boolean patient) {
      try {
        return patient ? free.take() : free.poll();
      } catch (InterruptedException e) {
        return null;
      }
    }
  }

  public static class WaitsOnlyIfAskedToOk {
    private final ArrayBlockingQueue<String> free = new ArrayBlockingQueue<>(4);
    private int taken;

    public synchronized String tryNext() {
      taken++;
      return pass(false);
    }

    public String next() {
      return pass(true);
    }

    public synchronized int taken() {
      return taken;
    }

    private String pass(boolean patient) {
      return take(patient);
    }

    private String take(boolean patient) {
      try {
        return patient ? free.take() : free.poll();
      } catch (InterruptedException e) {
        return null;
      }
    }
  }

  public static class WaitsForSoManyBad {
    private final ArrayBlockingQueue<String> free = new ArrayBlockingQueue<>(4);
    private int taken;

    public synchronized String next() {
      taken++;
      return take(3);
    }

    public synchronized int taken() {
      return taken;
    }

    private String take(int most) {
      try {
        return most > 0 ? free.take() : free.poll();
      } catch (InterruptedException e) {
        return null;
      }
    }
  }

  public static class TransferUnderALockBad {
    private final TransferQueue<String> lines = new LinkedTransferQueue<>();
    private int count;

    public synchronized void hand(String line) throws InterruptedException {
      count++;
      lines.transfer(line);
    }

    public synchronized int count() {
      return count;
    }
  }
}

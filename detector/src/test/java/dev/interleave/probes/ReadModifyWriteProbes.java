package dev.interleave.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.swing.SwingUtilities;
import org.springframework.scheduling.annotation.Scheduled;

/** Updates that are torn ({@code …Bad}) and their whole twins ({@code …Ok}). */
@SuppressWarnings("all")
public final class ReadModifyWriteProbes {
  public static class VolatileIncrementBad {
    private volatile int count;

    public void hit() {
      count++;
    }
  }

  public static class CountedWhereACallerAsksForItBad {
    private int count;

    public synchronized int taken() {
      int taken = count;
      count = 0;
      return taken;
    }

    public void hit() {
      work(true);
    }

    public void look() {
      work(false);
    }

    private void work(boolean counted) {
      if (counted) {
        count++;
      }
    }
  }

  public static class CountedWhereNoCallerAsksForItOk {
    private int count;

    public synchronized int taken() {
      int taken = count;
      count = 0;
      return taken;
    }

    public void hit() {
      work(false);
    }

    public void look() {
      work(false);
    }

    private void work(boolean counted) {
      if (counted) {
        count++;
      }
    }
  }

  public static class RaisedByTwoTasksOfASchedulerBad {
    private long level;

    @Scheduled(fixedRate = 10)
    public void raise() {
      level = level + 2;
    }

    @Scheduled(fixedRate = 20)
    public void lower() {
      level = level - 1;
    }
  }

  public static class RaisedByOneTaskOfASchedulerOk {
    private long level;

    @Scheduled(fixedRate = 10)
    public void raise() {
      level = level + 2;
    }

    @Scheduled(fixedRate = 20)
    public void look() {
      System.out.println(level);
    }
  }

  public static class OneForAllRoundsBad {
    public static class Mark {
      private int count;

      public int getCount() {
        return count;
      }

      public void setCount(int count) {
        this.count = count;
      }
    }

    public void all(List<String> names, ExecutorService threads) {
      Mark mark = new Mark();
      for (String name : names) {
        threads.submit(() -> mark.setCount(mark.getCount() + name.length()));
      }
    }
  }

  public static class OneOfEachRoundOk {
    public static class Mark {
      private int count;

      public int getCount() {
        return count;
      }

      public void setCount(int count) {
        this.count = count;
      }
    }

    public void all(List<Mark> marks, ExecutorService threads) {
      for (Mark mark : marks) {
        threads.submit(() -> mark.setCount(mark.getCount() + 1));
      }
    }
  }

  public static class OneThatEachTaskIsGivenOk {
    public static class Mark {
      private int count;

      public int getCount() {
        return count;
      }

      public void setCount(int count) {
        this.count = count;
      }
    }

    private final Queue<Mark> free = new ConcurrentLinkedQueue<>();

    public void all(int tasks, ExecutorService threads) {
      for (int i = 0; i < tasks; i++) {
        threads.submit(
            () -> {
              Mark mark = free.poll();
              mark.setCount(mark.getCount() + 1);
              free.add(mark);
            });
      }
    }
  }

  public static class StartedTwiceOnOneLineBad {
    public static class Tally {
      private int count;

      public void add() {
        count++;
      }
    }

    public static void main(String[] arguments) {
      Tally tally = new Tally();
      new Thread(() -> tally.add()).start();
      new Thread(() -> tally.add()).start();
    }
  }

  public static class StartedAgainWhenItFailsOk {
    public static class Tally {
      private int count;

      public void add() {
        count++;
      }
    }

    public static void main(String[] arguments) {
      Tally tally = new Tally();
      try {
        new Thread(() -> tally.add()).start();
      } catch (OutOfMemoryError noThread) {
        new Thread(() -> tally.add()).start();
      }
    }
  }

  public static class MainGoesOnBad {
    private static int count;

    public static void main(String[] arguments) {
      new Thread(() -> count++).start();
      count++;
    }
  }

  public static class MainWaitsOk {
    private static int count;

    public static void main(String[] arguments) throws InterruptedException {
      Thread other = new Thread(() -> count++);
      other.start();
      other.join();
      count++;
    }
  }

  public static class GivenToTwoWorkersBad {
    public static class Tally {
      private int count;

      public void add() {
        count++;
      }
    }

    public static class Worker extends Thread {
      private final Tally tally;

      public Worker(Tally tally) {
        this.tally = tally;
      }

      @Override
      public void run() {
        tally.add();
      }
    }

    public static void main(String[] arguments) {
      Tally tally = new Tally();
      for (int i = 0; i < 2; i++) {
        new Worker(tally).start();
      }
    }
  }

  public static class OneForEachWorkerOk {
    public static class Tally {
      private int count;

      public void add() {
        count++;
      }
    }

    public static class Worker extends Thread {
      private final Tally tally;

      public Worker(Tally tally) {
        this.tally = tally;
      }

      @Override
      public void run() {
        tally.add();
      }
    }

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        new Worker(new Tally()).start();
      }
    }
  }

  public static class CountedForEachElementBad {
    private int done;

    public void all(List<String> names, ExecutorService threads) {
      names.forEach(name -> threads.submit(() -> done++));
    }
  }

  public static class CountedWhenAskedOk {
    private int done;

    public void maybe(Optional<String> name, ExecutorService threads) {
      name.ifPresent(there -> threads.submit(() -> done++));
    }
  }

  public static class CountedByAllThatAreInvokedBad {
    private int done;

    public void all(List<String> names, ExecutorService threads) throws InterruptedException {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (String name : names) {
        tasks.add(() -> done++);
      }
      threads.invokeAll(tasks);
    }
  }

  public static class CountedByTheOneThatIsInvokedOk {
    private int done;

    public void all(List<String> names, ExecutorService threads) throws InterruptedException {
      List<Callable<Integer>> tasks = new ArrayList<>();
      tasks.add(() -> done++);
      threads.invokeAll(tasks);
    }
  }

  public static class CountedByForksBad extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private static int nodes;
    private final int depth;

    public CountedByForksBad(int depth) {
      this.depth = depth;
    }

    @Override
    protected void compute() {
      nodes++;
      if (depth > 0) {
        invokeAll(new CountedByForksBad(depth - 1), new CountedByForksBad(depth - 1));
      }
    }
  }

  public static class CountedByEachForkOk extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private int nodes;
    private final int depth;

    public CountedByEachForkOk(int depth) {
      this.depth = depth;
    }

    @Override
    protected void compute() {
      nodes++;
      if (depth > 0) {
        invokeAll(new CountedByEachForkOk(depth - 1), new CountedByEachForkOk(depth - 1));
      }
    }
  }

  public static class CountedWhenOthersAnswerBad {
    private int answers;

    public void ask(List<HttpRequest> all, HttpClient client) {
      for (HttpRequest one : all) {
        client.sendAsync(one, HttpResponse.BodyHandlers.ofString()).thenAccept(it -> answers++);
      }
    }
  }

  public static class CountedWhenItIsThereOk {
    private int answers;

    public void ask(List<String> all) {
      for (String one : all) {
        CompletableFuture.completedFuture(one).thenAccept(it -> answers++);
      }
    }
  }

  public static class OneForEachCallOk {
    public static class Tally {
      private int count;

      public void add(String name) {
        count += name.length();
      }
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    public void handle(String name) {
      Tally tally = new Tally();
      threads.submit(() -> tally.add(name));
    }
  }

  public static class CopyWithRoomForAllBad {
    private final ConcurrentMap<String, List<String>> all = new ConcurrentHashMap<>();

    public void add(String key, String value) {
      List<String> copy = new ArrayList<>(all.getOrDefault(key, List.of()));
      copy.add(value);
      all.put(key, copy);
    }
  }

  public static class RoomForAllOk {
    private final ConcurrentMap<String, List<String>> all = new ConcurrentHashMap<>();

    public void add(String key, String value) {
      List<String> some = new ArrayList<>(all.size());
      some.add(value);
      all.put(key, some);
    }
  }

  public static class GoesOnWithItsOwnBad {
    private final ConcurrentMap<String, Object> locks = new ConcurrentHashMap<>();

    public Object lock(String name) {
      Object lock = locks.get(name);
      if (lock == null) {
        lock = new Object();
        locks.putIfAbsent(name, lock);
      }
      return lock;
    }
  }

  public static class GoesOnWithWhatIsThereOk {
    private final ConcurrentMap<String, Object> locks = new ConcurrentHashMap<>();

    public Object lock(String name) {
      Object lock = locks.get(name);
      if (lock == null) {
        lock = new Object();
        Object other = locks.putIfAbsent(name, lock);
        lock = other == null ? lock : other;
      }
      return lock;
    }
  }

  public static class LooksAgainWhatIsThereOk {
    private final ConcurrentMap<String, Object> locks = new ConcurrentHashMap<>();

    public Object lock(String name) {
      if (locks.get(name) == null) {
        locks.putIfAbsent(name, new Object());
      }
      return locks.get(name);
    }
  }

  public static class DrainedInTwoStepsBad {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    public void add(String line) {
      lines.add(line);
    }

    public List<String> flush() {
      List<String> all = new ArrayList<>(lines);
      lines.clear();
      return all;
    }
  }

  public static class DrainedUnderItsLockOk {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    public void add(String line) {
      lines.add(line);
    }

    public List<String> flush() {
      synchronized (lines) {
        List<String> all = new ArrayList<>(lines);
        lines.clear();
        return all;
      }
    }
  }

  public static class SummedThenResetBad {
    private final LongAdder bytes = new LongAdder();

    public void add(int count) {
      bytes.add(count);
    }

    public long flush() {
      long sum = bytes.sum();
      bytes.reset();
      return sum;
    }
  }

  public static class SummedAndResetOk {
    private final LongAdder bytes = new LongAdder();

    public void add(int count) {
      bytes.add(count);
    }

    public long flush() {
      return bytes.sumThenReset();
    }
  }

  public static class TakenThenZeroedBad {
    private final AtomicInteger count = new AtomicInteger();

    public void add() {
      count.incrementAndGet();
    }

    public int flush() {
      int taken = count.get();
      count.set(0);
      return taken;
    }
  }

  public static class TakenAsItIsZeroedOk {
    private final AtomicInteger count = new AtomicInteger();

    public void add() {
      count.incrementAndGet();
    }

    public int flush() {
      return count.getAndSet(0);
    }
  }

  public static class FoundByAllRequestsBad implements HttpHandler {
    public static class Stat {
      private long count;
    }

    private final Map<String, Stat> stats = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) {
      Stat stat = stats.computeIfAbsent(exchange.getRequestMethod(), method -> new Stat());
      stat.count++;
    }
  }

  public static class MadeForEachRequestOk implements HttpHandler {
    public static class Stat {
      private long count;
    }

    private final Map<String, Stat> stats = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) {
      Stat stat = new Stat();
      stat.count++;
      stats.put(exchange.getRequestMethod(), stat);
    }
  }

  public static class CountedInAnArrayBad {
    public int count(List<String> names, ExecutorService threads) {
      int[] done = new int[1];
      for (String name : names) {
        threads.submit(() -> done[0]++);
      }
      return done[0];
    }
  }

  public static class OneElementForEachTaskOk {
    public int[] count(List<String> names, ExecutorService threads) {
      int[] done = new int[names.size()];
      for (int i = 0; i < done.length; i++) {
        int own = i;
        threads.submit(() -> done[own]++);
      }
      return done;
    }
  }

  public static class ArrayOfEachRoundOk {
    public void count(List<String> names, ExecutorService threads) {
      for (String name : names) {
        int[] done = new int[1];
        threads.submit(() -> done[0]++);
      }
    }
  }

  public static class CountedInAnArrayByTheCallerOk {
    public int count(List<String> names) {
      int[] done = new int[1];
      names.forEach(name -> done[0]++);
      return done[0];
    }
  }

  public static class CountedForEachThreadOk {
    private final ConcurrentMap<Thread, Integer> counts = new ConcurrentHashMap<>();

    public void hit() {
      Integer old = counts.get(Thread.currentThread());
      counts.put(Thread.currentThread(), old == null ? 1 : old + 1);
    }
  }

  public static class CountedForEachThreadByNumberOk {
    private final ConcurrentMap<Long, Integer> counts = new ConcurrentHashMap<>();

    public void hit() {
      long id = Thread.currentThread().getId();
      Integer old = counts.get(id);
      counts.put(id, old == null ? 1 : old + 1);
    }
  }

  public static class CountedForAThreadBad {
    private final ConcurrentMap<Thread, Integer> counts = new ConcurrentHashMap<>();

    public void hit(Thread thread) {
      Integer old = counts.get(thread);
      counts.put(thread, old == null ? 1 : old + 1);
    }
  }

  public static class StepsOfOneChainOk {
    private int count;

    public void go() {
      CompletableFuture.runAsync(() -> count++).thenRun(() -> count++).join();
    }
  }

  public static class StepsOfTwoChainsBad {
    private int count;

    public void go() {
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> count++);
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> count++);
      one.join();
      other.join();
    }
  }

  public static class TwoTasksOfOneThreadOk {
    private int count;

    public void go() {
      ExecutorService one = Executors.newSingleThreadExecutor();
      one.submit(() -> count++);
      one.submit(() -> count++);
    }
  }

  public static class WaitsInAHelperOk {
    private static int count;

    public static void main(String[] arguments) throws InterruptedException {
      Thread other = new Thread(() -> count++);
      other.start();
      await(other);
      count++;
    }

    private static void await(Thread other) throws InterruptedException {
      other.join();
    }
  }

  public static class WaitsForEachTaskOk {
    public static class Tally {
      private int count;

      public void add() {
        count++;
      }
    }

    public void go(int times, ExecutorService threads) throws Exception {
      Tally tally = new Tally();
      for (int i = 0; i < times; i++) {
        threads.submit(() -> tally.add()).get();
      }
    }
  }

  public static class LookedUpBeforeTheTasksBad {
    public static class Tally {
      private int count;
    }

    public void go(List<Tally> all, ExecutorService threads) {
      Tally first = all.get(0);
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> first.count++);
      }
    }
  }

  public static class HandedOutAsCodeBad {
    private int count;

    public synchronized int taken() {
      int taken = count;
      count = 0;
      return taken;
    }

    public void look() {
      work(false);
    }

    public Consumer<Boolean> worker() {
      return this::work;
    }

    private void work(boolean counted) {
      if (counted) {
        count++;
      }
    }
  }

  public static class DoneOnceForEachBad {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public void handle(String order) {
      if (!seen.contains(order)) {
        seen.add(order);
        charge(order);
      }
    }

    protected void charge(String order) {}
  }

  public static class ToldOnceForEachOk {
    private static final System.Logger LOGGER = System.getLogger("probes");

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public void warn(String name) {
      if (!told.contains(name)) {
        told.add(name);
        LOGGER.log(System.Logger.Level.WARNING, name);
      }
    }
  }

  public static class DoneByTheOneWhoAddsOk {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public void handle(String order) {
      if (seen.add(order)) {
        charge(order);
      }
    }

    protected void charge(String order) {}
  }

  public enum CountedForAllBad {
    INSTANCE;

    private int count;

    void hit() {
      count++;
    }

    static void hits(List<String> names) {
      names.parallelStream().forEach(name -> INSTANCE.hit());
    }
  }

  public enum CountedInTurnForAllOk {
    INSTANCE;

    private int count;

    void hit() {
      count++;
    }

    static void hits(List<String> names) {
      names.forEach(name -> INSTANCE.hit());
    }
  }

  public static class VolatileIncrementUnderMonitorOk {
    private volatile int count;

    public synchronized void hit() {
      count++;
    }

    public int get() {
      return count;
    }
  }

  public static class VolatileByOneThreadOk extends Thread {
    private volatile int ticks;

    @Override
    public void run() {
      while (true) {
        ticks++;
      }
    }

    public int ticks() {
      return ticks;
    }
  }

  public static class GetterThenSetterBad {
    private volatile long total;

    public long getTotal() {
      return total;
    }

    public void setTotal(long total) {
      this.total = total;
    }

    public void add(long amount) {
      setTotal(getTotal() + amount);
    }
  }

  public static class SynchronizedGetterThenSetterBad {
    private long total;

    public synchronized long getTotal() {
      return total;
    }

    public synchronized void setTotal(long total) {
      this.total = total;
    }

    public void add(long amount) {
      setTotal(getTotal() + amount);
    }
  }

  public static class SynchronizedGetterThenSetterTogetherOk {
    private long total;

    public synchronized long getTotal() {
      return total;
    }

    public synchronized void setTotal(long total) {
      this.total = total;
    }

    public synchronized void add(long amount) {
      setTotal(getTotal() + amount);
    }
  }

  public static class GetThenPutBad {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      Integer old = counts.get(key);
      counts.put(key, old == null ? 1 : old + 1);
    }
  }

  public static class MergeOk {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      counts.merge(key, 1, Integer::sum);
    }
  }

  public static class ReplaceLoopOk {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      while (true) {
        Integer old = counts.get(key);
        if (old == null) {
          if (counts.putIfAbsent(key, 1) == null) {
            return;
          }
        } else if (counts.replace(key, old, old + 1)) {
          return;
        }
      }
    }
  }

  public static class GetThenPutThroughMapTypeBad {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      if (counts.containsKey(key)) {
        counts.put(key, counts.get(key) + 1);
      } else {
        counts.put(key, 1);
      }
    }
  }

  public static class SynchronizedMapGetThenPutBad {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void hit(String key) {
      Integer old = counts.get(key);
      counts.put(key, old == null ? 1 : old + 1);
    }
  }

  public static class SynchronizedMapUnderItsMonitorOk {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void hit(String key) {
      synchronized (counts) {
        Integer old = counts.get(key);
        counts.put(key, old == null ? 1 : old + 1);
      }
    }
  }

  public static class DifferentKeysOk {
    private final ConcurrentMap<String, Integer> sizes = new ConcurrentHashMap<>();

    public void copy(String from, String to) {
      Integer size = sizes.get(from);
      sizes.put(to, size);
    }
  }

  public static class AtomicGetThenSetBad {
    private final AtomicInteger next = new AtomicInteger();

    public void advance() {
      next.set(next.get() + 2);
    }
  }

  public static class AtomicAddOk {
    private final AtomicInteger next = new AtomicInteger();

    public void advance() {
      next.addAndGet(2);
    }
  }

  public static class FlagGetThenSetBad {
    private final AtomicBoolean running = new AtomicBoolean();

    public void start(Runnable work) {
      if (running.get()) {
        return;
      }
      running.set(true);
      work.run();
    }
  }

  public static class FlagCompareAndSetOk {
    private final AtomicBoolean running = new AtomicBoolean();

    public void start(Runnable work) {
      if (!running.compareAndSet(false, true)) {
        return;
      }
      try {
        work.run();
      } finally {
        running.set(false);
      }
    }
  }

  public static class SplitSectionBad {
    private final Lock lock = new ReentrantLock();
    private int balance;

    public void deposit(int amount) {
      int old;
      lock.lock();
      try {
        old = balance;
      } finally {
        lock.unlock();
      }
      lock.lock();
      try {
        balance = old + amount;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class OneSectionOk {
    private final Lock lock = new ReentrantLock();
    private int balance;

    public void deposit(int amount) {
      lock.lock();
      try {
        int old = balance;
        balance = old + amount;
      } finally {
        lock.unlock();
      }
    }
  }

  public static class CheckedUnderReadLockBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, List<String>> groups = new HashMap<>();

    public void add(String group, String member) {
      List<String> members;
      lock.readLock().lock();
      try {
        members = groups.get(group);
      } finally {
        lock.readLock().unlock();
      }
      if (members == null) {
        lock.writeLock().lock();
        try {
          groups.put(group, new ArrayList<>(List.of(member)));
        } finally {
          lock.writeLock().unlock();
        }
      }
    }
  }

  public static class CheckedAgainUnderWriteLockOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, List<String>> groups = new HashMap<>();

    public void add(String group, String member) {
      List<String> members;
      lock.readLock().lock();
      try {
        members = groups.get(group);
      } finally {
        lock.readLock().unlock();
      }
      if (members == null) {
        lock.writeLock().lock();
        try {
          if (groups.get(group) == null) {
            groups.put(group, new ArrayList<>(List.of(member)));
          }
        } finally {
          lock.writeLock().unlock();
        }
      }
    }
  }

  public static class PrivateWithoutCallersGuardBad {
    private int users;

    public void join() {
      bump();
    }

    public synchronized void leave() {
      users = users - 1;
    }

    private void bump() {
      users = users + 1;
    }
  }

  public static class PrivateUnderCallersGuardOk {
    private int users;

    public synchronized void join() {
      bump();
    }

    public synchronized void leave() {
      users = users - 1;
    }

    private void bump() {
      users = users + 1;
    }
  }

  public static class WrapperLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;

    public void join() {
      enter();
      try {
        users = users + 1;
      } finally {
        exit();
      }
    }

    public void leave() {
      enter();
      try {
        users = users - 1;
      } finally {
        exit();
      }
    }

    private void enter() {
      lock.lock();
    }

    private void exit() {
      lock.unlock();
    }
  }

  public static class WithLockHelperOk {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int users;

    public void join() {
      locked(() -> users = users + 1);
    }

    private void locked(Runnable work) {
      lock.lock();
      try {
        work.run();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class OtherLockBad {
    private final Object reading = new Object();
    private final Object writing = new Object();
    private volatile int size;

    public void grow() {
      int old;
      synchronized (reading) {
        old = size;
      }
      synchronized (writing) {
        size = old + 1;
      }
    }
  }

  public static class TryLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int size;

    public void grow() {
      if (lock.tryLock()) {
        try {
          size = size + 1;
        } finally {
          lock.unlock();
        }
      }
    }
  }

  public static class SpawnedTaskBad {
    private int done;

    public void work(int tasks) {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      for (int i = 0; i < tasks; i++) {
        pool.submit(() -> done++);
      }
    }
  }

  public static class NotSharedOk {
    private int done;

    int work(int tasks) {
      NotSharedOk own = new NotSharedOk();
      for (int i = 0; i < tasks; i++) {
        own.done++;
      }
      return own.done;
    }
  }

  public static class BeforePublicationOk {
    private volatile int size;

    public BeforePublicationOk(int start) {
      size = start;
      size = size + 1;
    }
  }

  public static class ImmutableMemoOk {
    private final ConcurrentMap<Class<?>, String> names = new ConcurrentHashMap<>();

    public String name(Class<?> type) {
      String name = names.get(type);
      if (name == null) {
        name = type.getName().toLowerCase();
        names.put(type, name);
      }
      return name;
    }
  }

  public static class MutableRegistryBad {
    private final ConcurrentMap<String, List<String>> topics = new ConcurrentHashMap<>();

    public List<String> topic(String name) {
      List<String> topic = topics.get(name);
      if (topic == null) {
        topic = Collections.synchronizedList(new ArrayList<>());
        topics.put(name, topic);
      }
      return topic;
    }
  }

  public static class UpdaterClaimOk {
    private static final AtomicIntegerFieldUpdater<UpdaterClaimOk> BUSY =
        AtomicIntegerFieldUpdater.newUpdater(UpdaterClaimOk.class, "busy");
    private volatile int busy;
    private volatile int size;

    public void grow() {
      if (BUSY.compareAndSet(this, 0, 1)) {
        size = size + 1;
        busy = 0;
      }
    }
  }

  public static class InstanceLockForStaticBad {
    private static volatile int instances;

    public synchronized void register() {
      instances++;
    }
  }

  public static class ClassLockForStaticOk {
    private static volatile int instances;

    public static synchronized void register() {
      instances++;
    }
  }

  public static class SoftBoundOk {
    private final Deque<String> idle = new ConcurrentLinkedDeque<>();
    private volatile int most = 8;

    public void giveBack(String item) {
      if (idle.size() < most) {
        idle.addFirst(item);
      }
    }
  }

  public static class AbsenceFromDequeBad {
    private final Deque<String> waiting = new ConcurrentLinkedDeque<>();

    public void wait(StringBuilder item) {
      if (!waiting.contains(item.toString())) {
        waiting.addFirst(item.toString());
      }
    }
  }

  public static class TakenUnderLockOk {
    private long expires;
    private String text = "";

    public void refresh(long now) {
      synchronized (this) {
        if (now < expires) {
          return;
        }
        expires = now + 1000;
      }
      String made = String.valueOf(now);
      synchronized (this) {
        text = made;
        expires = now + 10;
      }
    }
  }

  public static class NotTakenUnderLockBad {
    private List<String> made;

    public void refresh() {
      synchronized (this) {
        if (made != null) {
          return;
        }
      }
      List<String> fresh = new ArrayList<>();
      fresh.add("x");
      synchronized (this) {
        made = fresh;
      }
    }

    public synchronized void add(String item) {
      made.add(item);
    }
  }

  public static class MockCounterOk {
    private volatile int count;

    public void hit() {
      count++;
    }
  }

  public static class StaticNumberBad {
    private static int next;

    public static int number() {
      return ++next;
    }
  }

  public static class HeldByThreadAndOthersBad {
    private final Member member = new Member();

    public void start() {
      Thread sender =
          new Thread() {
            @Override
            public void run() {
              send();
            }
          };
      sender.start();
    }

    public void send() {
      member.beat();
    }

    public static class Member {
      private int beats;

      public void beat() {
        beats++;
      }
    }
  }

  public static class HeldByThreadAloneOk {
    private final Member member = new Member();

    public void start() {
      Thread sender =
          new Thread() {
            @Override
            public void run() {
              send();
            }
          };
      sender.start();
    }

    private void send() {
      member.beat();
    }

    public static class Member {
      private int beats;

      public void beat() {
        beats++;
      }
    }
  }

  public static class ElementOfConcurrentMapBad {
    private final ConcurrentMap<String, Meter> meters = new ConcurrentHashMap<>();

    public void hit(String name) {
      Meter meter = meters.get(name);
      if (meter != null) {
        meter.mark();
      }
    }

    public static class Meter {
      private long marks;

      public void mark() {
        marks++;
      }
    }
  }

  public static class ElementUnderMonitorOk {
    private final ConcurrentMap<String, Meter> meters = new ConcurrentHashMap<>();

    public void hit(String name) {
      Meter meter = meters.get(name);
      if (meter != null) {
        synchronized (meter) {
          meter.mark();
        }
      }
    }

    public static class Meter {
      private long marks;

      public void mark() {
        marks++;
      }
    }
  }

  public static class TakenFromQueueOk {
    private final Deque<Batch> waiting = new ConcurrentLinkedDeque<>();

    public void drain() {
      Batch batch = waiting.poll();
      if (batch != null) {
        batch.drained();
      }
    }

    public static class Batch {
      private long drains;

      public void drained() {
        drains++;
      }
    }
  }

  public static class NextStepOk {
    private enum Step {
      FIRST,
      LAST
    }

    private final java.util.concurrent.atomic.AtomicReference<Step> step =
        new java.util.concurrent.atomic.AtomicReference<>(Step.FIRST);

    public void end() {
      if (step.get() != Step.LAST) {
        step.set(Step.LAST);
      }
    }
  }

  public static class ElementOfAnothersMapOk {
    private long marks;

    public void mark() {
      marks++;
    }

    public static void markAll(UnguardedCollectionProbes.Register register) {
      ((ElementOfAnothersMapOk) register.find("all")).mark();
    }
  }

  public static class ReferenceThatIsRebuiltOk {
    private volatile String name = "";

    public void validate() {
      name = clean(name);
    }

    private static String clean(String text) {
      return text == null || text.isEmpty() ? null : text.trim();
    }
  }

  public static class VolatileListIsReplacedBad {
    private volatile List<String> names = List.of();

    public void add(String name) {
      List<String> copy = new ArrayList<>(names);
      copy.add(name);
      names = copy;
    }
  }

  public static class HintWhereToGoOnOk {
    private volatile int next;

    public void claim(List<AtomicBoolean> places) {
      for (int i = next; i < places.size(); i++) {
        if (places.get(i).compareAndSet(false, true)) {
          next = i + 1;
          return;
        }
      }
      next = places.size();
    }
  }

  public static class VolatileCountsUpBad {
    private volatile int count;

    public void hit() {
      count += 2;
    }
  }

  public static class ReadBackAfterItsOwnWriteOk {
    private final ReadBackAfterItsOwnWriteOk parent;
    private String last = "";

    public ReadBackAfterItsOwnWriteOk(ReadBackAfterItsOwnWriteOk parent) {
      this.parent = parent;
    }

    public void format(long time, boolean brackets) {
      if (parent != null) {
        synchronized (parent) {
          parent.last = Long.toString(time);
        }
      }
      last = Long.toString(time);
      if (brackets) {
        last = "[" + last + "]";
      }
    }
  }

  public static class RemovedUnlessEmptyOk {
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public void drop(String token) {
      if (!tokens.isEmpty()) {
        tokens.remove(token);
      }
    }
  }

  public static class FirstIsTakenUnlessEmptyBad {
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    public String take() {
      return tokens.isEmpty() ? null : tokens.remove(0);
    }
  }

  public static class SetUpBeforeUseOk {
    private final Object lock = new Object();
    private int limit;

    public void initialize(int least) {
      limit = Math.max(limit, least) + limit;
    }

    public void raise() {
      synchronized (lock) {
        limit++;
      }
    }
  }

  public static class CallersHoldALockThatHasNoNameOk {
    public static class Shelf {
      private final AtomicInteger held = new AtomicInteger();

      void refill(int count) {
        if (held.get() < count) {
          held.set(count);
        }
      }
    }

    public void refill(Shelf shelf, List<Object> locks) {
      Object lock = locks.get(0);
      synchronized (lock) {
        shelf.refill(7);
      }
    }
  }

  public static class FN_NulledBetweenBad {
    private volatile StringBuilder pending;

    public void begin() {
      pending = new StringBuilder();
    }

    public int length() {
      if (pending != null) {
        return pending.length();
      }
      return 0;
    }

    public void flush() {
      pending = null;
    }
  }

  public static class NulledLocalCopyOk {
    private volatile StringBuilder pending;

    public void begin() {
      pending = new StringBuilder();
    }

    public int length() {
      StringBuilder now = pending;
      if (now != null) {
        return now.length();
      }
      return 0;
    }

    public void flush() {
      pending = null;
    }
  }

  public static class NulledReturnBad {
    private byte[] packet;
    private int version;

    public byte[] packet() {
      if (packet != null) {
        return packet;
      }
      byte[] made = {(byte) version};
      synchronized (this) {
        packet = made;
      }
      return made;
    }

    public synchronized void rename(int next) {
      version = next;
      packet = null;
    }
  }

  public static class NulledUnderOneLockOk {
    private byte[] packet;
    private int version;

    public synchronized byte[] packet() {
      if (packet != null) {
        return packet;
      }
      packet = new byte[] {(byte) version};
      return packet;
    }

    public synchronized void rename(int next) {
      version = next;
      packet = null;
    }
  }

  public static class NulledAtTheEndOk {
    private volatile StringBuilder log = new StringBuilder();

    public int length() {
      if (log != null) {
        return log.length();
      }
      return 0;
    }

    public void close() {
      log = null;
    }
  }

  public static class EntryGoneBad {
    private final Map<String, StringBuilder> sessions = new ConcurrentHashMap<>();

    public void open(String id) {
      sessions.put(id, new StringBuilder());
    }

    public int size(String id) {
      if (sessions.containsKey(id)) {
        return sessions.get(id).length();
      }
      return 0;
    }

    public void leave(String id) {
      sessions.remove(id);
    }
  }

  public static class EntryLookedUpOnceOk {
    private final Map<String, StringBuilder> sessions = new ConcurrentHashMap<>();

    public void open(String id) {
      sessions.put(id, new StringBuilder());
    }

    public int size(String id) {
      StringBuilder session = sessions.get(id);
      return session == null ? 0 : session.length();
    }

    public void leave(String id) {
      sessions.remove(id);
    }
  }

  public static class EntryNeverGoneOk {
    private final Map<String, StringBuilder> sessions = new ConcurrentHashMap<>();

    public void open(String id) {
      sessions.put(id, new StringBuilder());
    }

    public int size(String id) {
      if (sessions.containsKey(id)) {
        return sessions.get(id).length();
      }
      return 0;
    }
  }

  public static class IdentityMadeTwiceBad {
    private volatile Object token;

    public Object token() {
      if (token == null) {
        token = new Object();
      }
      return token;
    }
  }

  public static class NullAgainWhenMakingFailsOk {
    private final Object lock = new Object();
    private volatile StringBuilder made;

    public StringBuilder made(Runnable step) {
      if (made == null) {
        synchronized (lock) {
          if (made == null) {
            try {
              step.run();
              made = new StringBuilder();
            } catch (RuntimeException failed) {
              made = null;
            }
          }
        }
      }
      return made;
    }

    public int length() {
      return made != null ? made.length() : 0;
    }
  }

  public static class RemovedForItsValueOk {
    private final Map<String, Object> tokens = new ConcurrentHashMap<>();

    public void set(String name, Object token) {
      tokens.put(name, token);
    }

    public void unset(String name, Object token) {
      if (tokens.get(name) == token) {
        tokens.remove(name);
      }
    }
  }

  public static class FN_RemovedWhenItsContentIsGoneBad {
    private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();

    public void drop(String name, String token) {
      List<String> its = tokens.get(name);
      if (its != null) {
        its.remove(token);
        if (its.isEmpty()) {
          tokens.remove(name);
        }
      }
    }
  }

  public static class RemovedByWhatItIsOk {
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    public void drop(String token) {
      if (tokens.size() > 2) {
        tokens.remove(token);
      }
    }
  }

  public static class CounterBesideSharedMapBad {
    private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();
    private long hits;

    public String text(String name) {
      String text = texts.get(name);
      if (text != null) {
        hits++;
      }
      return text;
    }

    public void keep(String name, String text) {
      texts.put(name, text);
    }
  }

  public static class CounterUnderLockBesideSharedMapOk {
    private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();
    private long hits;

    public String text(String name) {
      String text = texts.get(name);
      if (text != null) {
        synchronized (this) {
          hits++;
        }
      }
      return text;
    }

    public void keep(String name, String text) {
      texts.put(name, text);
    }
  }

  public static class RegisteredTwiceBad {
    private final ConcurrentMap<String, Runnable> tasks = new ConcurrentHashMap<>();

    public void register(String name, Runnable task) {
      if (tasks.containsKey(name)) {
        throw new IllegalStateException(name);
      }
      tasks.put(name, task);
    }
  }

  public static class RegisteredOnceOk {
    private final ConcurrentMap<String, Runnable> tasks = new ConcurrentHashMap<>();

    public void register(String name, Runnable task) {
      if (tasks.putIfAbsent(name, task) != null) {
        throw new IllegalStateException(name);
      }
    }
  }

  public static class FoundOnStartOk {
    private volatile int highest;

    public void start(List<Integer> numbers) {
      find(numbers);
    }

    private void find(List<Integer> numbers) {
      for (int number : numbers) {
        highest = Math.max(number, highest);
      }
    }

    public void next() {
      highest = 0;
    }
  }

  public static class OnlyOneOfTheTwoIsVolatileOk {
    private volatile long retryAt;
    private Object timer;

    public void poll(long now) {
      if (retryAt < 0 || now >= retryAt) {
        retryAt = -1;
        timer = null;
      }
    }
  }

  public static class BothOfTheTwoAreVolatileBad {
    private volatile long from;
    private volatile long to;

    public void poll(long now) {
      if (now >= to || now < from) {
        from = now;
        to = now + 10;
      }
    }
  }

  public static class WrittenBeforeItsThreadStartsOk {
    private volatile long last;

    public void login() {
      last = 1;
      new Thread(this::renew).start();
    }

    private void renew() {
      last = last + 1;
    }
  }

  public static class WrittenAfterItsThreadStartsBad {
    private volatile long last;

    public void login() {
      new Thread(this::renew).start();
      last = 1;
    }

    private void renew() {
      last = last + 1;
    }
  }

  public static class CopyOfAtomicBad {
    private final AtomicInteger users = new AtomicInteger();
    private volatile int seen;

    public void enter() {
      seen = users.incrementAndGet();
    }

    public void leave() {
      seen = users.decrementAndGet();
    }

    public boolean isUsed() {
      return seen > 0;
    }
  }

  public static class CopyOfAtomicUnderLockOk {
    private final AtomicInteger users = new AtomicInteger();
    private volatile int seen;

    public synchronized void enter() {
      seen = users.incrementAndGet();
    }

    public synchronized void leave() {
      seen = users.decrementAndGet();
    }

    public boolean isUsed() {
      return seen > 0;
    }
  }

  public static class IdleFlagBeforeStartBad {
    private final AtomicBoolean idle = new AtomicBoolean(true);
    private final ExecutorService pool = Executors.newCachedThreadPool();

    public void connect(Runnable work) {
      if (!idle.get()) {
        throw new IllegalStateException();
      }
      idle.set(false);
      pool.execute(work);
    }
  }

  public static class SignalThatIsTakenOk {
    private final AtomicBoolean stale = new AtomicBoolean();
    private int refreshed;

    public void mark() {
      stale.set(true);
    }

    public synchronized void look() {
      refreshed++;
    }

    public void refresh() {
      if (stale.get()) {
        stale.set(false);
        look();
      }
    }
  }

  public static class Registry {
    final Map<String, String> names = new ConcurrentHashMap<>();

    public void add(String name) {
      names.put(name, name);
    }
  }

  public static class RegistryMadeTwiceBad {
    private volatile Registry registry;

    public Registry get() {
      if (registry == null) {
        registry = new Registry();
      }
      return registry;
    }
  }

  public static class Constants {
    final String name = "name";
  }

  public static class ConstantsMadeTwiceOk {
    private volatile Constants constants;

    public Constants get() {
      if (constants == null) {
        constants = new Constants();
      }
      return constants;
    }
  }

  public static class CountOfACollaboratorBad {
    private final List<Service> services = new CopyOnWriteArrayList<>();

    public void start() {
      for (Service service : services) {
        service.started();
      }
    }

    public void add(Service service) {
      services.add(service);
    }

    public void stop() {
      for (Service service : services) {
        service.stopped();
      }
    }

    public static class Service {
      private long running;

      public void started() {
        running++;
      }

      public void stopped() {
        running--;
      }
    }
  }

  public interface Numbers {
    long next();
  }

  public static class FirstNumbers implements Numbers {
    private long last;

    @Override
    public synchronized long next() {
      return ++last;
    }
  }

  public static class SecondNumbers implements Numbers {
    private long last;

    @Override
    public synchronized long next() {
      last += 2;
      return last;
    }
  }

  public static class OneOfItsKinWithoutLockBad implements Numbers {
    private long last;

    @Override
    public long next() {
      last += 3;
      return last;
    }
  }

  public interface Tokens {
    int next();
  }

  public static class LockedTokens implements Tokens {
    private int at;

    @Override
    public synchronized int next() {
      return ++at;
    }
  }

  public static class OneOfTwoWithoutLockOk implements Tokens {
    private int at;

    @Override
    public int next() {
      return ++at;
    }
  }

  public static class FlagOfTheRequestOk implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) {
      Visit visit = Visit.of(exchange);
      visit.steps++;
      more(visit);
    }

    private void more(Visit visit) {
      visit.steps++;
    }

    static class Visit {
      private int steps;

      static Visit of(HttpExchange exchange) {
        return (Visit) exchange.getAttribute("visit");
      }
    }
  }

  public static class CountOfTheHandlerBad implements HttpHandler {
    private long visits;

    @Override
    public void handle(HttpExchange exchange) {
      visits++;
    }
  }

  public static class MemoOfTheHandlerOk implements HttpHandler {
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) {
      String path = exchange.getRequestURI().getPath();
      Boolean short1 = known.get(path);
      if (short1 == null) {
        known.put(path, path.length() < 10);
      }
    }
  }

  public static class RunnableInASupplierUnderLockOk {
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile int permits;

    private static <V> V with(ReentrantLock lock, java.util.function.Supplier<V> work) {
      if (!lock.tryLock()) {
        lock.lock();
      }
      try {
        return work.get();
      } finally {
        lock.unlock();
      }
    }

    private static void with(ReentrantLock lock, Runnable work) {
      with(
          lock,
          () -> {
            work.run();
            return null;
          });
    }

    public void release() {
      with(
          lock,
          () -> {
            permits++;
          });
    }

    public void take() {
      with(lock, () -> --permits);
    }
  }

  public static class RunnableInASupplierWithoutLockBad {
    private volatile int permits;

    private static <V> V call(java.util.function.Supplier<V> work) {
      return work.get();
    }

    private static void run(Runnable work) {
      call(
          () -> {
            work.run();
            return null;
          });
    }

    public void release() {
      run(
          () -> {
            permits++;
          });
    }
  }

  public static class WalkThatRemovesOk {
    private final List<Object> traces = new ArrayList<>();

    public void add(Object trace) {
      synchronized (traces) {
        traces.add(trace);
      }
    }

    public List<Object> live() {
      if (traces.isEmpty()) {
        return List.of();
      }
      List<Object> live = new ArrayList<>();
      synchronized (traces) {
        java.util.Iterator<Object> walk = traces.iterator();
        while (walk.hasNext()) {
          Object trace = walk.next();
          if (trace == null) {
            walk.remove();
          } else {
            live.add(trace);
          }
        }
      }
      return live;
    }
  }

  public static class ReferenceToASupplierUnderLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile int generation;

    private static <V> V checked(Lock lock, java.util.concurrent.Callable<V> work) {
      lock.lock();
      try {
        return work.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        lock.unlock();
      }
    }

    private static <V> V with(Lock lock, java.util.function.Supplier<V> work) {
      return checked(lock, work::get);
    }

    private static void with(Lock lock, Runnable work) {
      with(
          lock,
          () -> {
            work.run();
            return null;
          });
    }

    public boolean clear() {
      return with(
          lock,
          () -> {
            generation++;
            return true;
          });
    }

    public void forget() {
      with(
          lock,
          () -> {
            generation++;
          });
    }
  }

  public static class CountOfEachTaskOk implements Runnable {
    private int rounds;

    public static void start(ExecutorService pool, int tasks) {
      for (int i = 0; i < tasks; i++) {
        pool.execute(new CountOfEachTaskOk());
      }
    }

    @Override
    public void run() {
      rounds++;
    }
  }

  public static class CountOfAllTasksBad implements Runnable {
    private int rounds;

    public static void start(ExecutorService pool, int tasks) {
      CountOfAllTasksBad one = new CountOfAllTasksBad();
      for (int i = 0; i < tasks; i++) {
        pool.execute(one);
      }
    }

    @Override
    public void run() {
      rounds++;
    }
  }

  /** One writer, many readers; a subclass is for many writers. */
  public static class OneWriterOk {
    private volatile int size;

    public void add() {
      size++;
    }

    public void addTwo() {
      add();
      add();
    }

    public int size() {
      return size;
    }
  }

  public static class ManyWritersOk extends OneWriterOk {
    private final Lock lock = new ReentrantLock();

    @Override
    public void add() {
      lock.lock();
      try {
        super.add();
      } finally {
        lock.unlock();
      }
    }
  }

  public static class SetUpByItsContainerOk {
    private String handler = "plain";

    public synchronized void setHandler(String handler) {
      this.handler = handler;
    }

    public void afterPropertiesSet() {
      this.handler = "advised " + this.handler;
    }
  }

  public static class RunByTwoThreadsBad {
    private int checks;

    public void start() {
      new Manager().start();
      new Misfires().start();
    }

    private void check() {
      checks++;
    }

    private class Manager extends Thread {
      @Override
      public void run() {
        check();
      }
    }

    private class Misfires extends Thread {
      @Override
      public void run() {
        check();
      }
    }
  }

  public static class RunByOneThreadOk {
    private int checks;

    public void start() {
      new Manager().start();
    }

    private void check() {
      checks++;
    }

    private class Manager extends Thread {
      @Override
      public void run() {
        check();
      }
    }
  }

  public static class ThreadsOfALoopCountBad {
    private int rounds;

    public void start(int threads) {
      for (int i = 0; i < threads; i++) {
        new Worker().start();
      }
    }

    private class Worker extends Thread {
      private int mine;

      @Override
      public void run() {
        rounds++;
      }
    }
  }

  public static class ThreadsOfALoopCountTheirOwnOk {
    public void start(int threads) {
      for (int i = 0; i < threads; i++) {
        new Worker().start();
      }
    }

    private static class Worker extends Thread {
      private int mine;

      @Override
      public void run() {
        mine++;
      }
    }
  }

  public static class OutdatedWhileItIsMadeBad {
    private final List<String> parts = new CopyOnWriteArrayList<>();
    private StringBuilder combined;

    public synchronized void add(String part) {
      parts.add(part);
      invalidate();
    }

    public synchronized void invalidate() {
      combined = null;
    }

    public StringBuilder combined() {
      if (combined == null) {
        combined = new StringBuilder(String.join(",", parts));
      }
      return combined;
    }
  }

  public static class ClaimedByFlagOk {
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile int rounds;

    public void tryRound() {
      if (busy.compareAndSet(false, true)) {
        try {
          rounds++;
        } finally {
          busy.set(false);
        }
      }
    }

    public int rounds() {
      return rounds;
    }
  }

  public static class ThreadsOfAListCountTheirOwnOk {
    private final List<Worker> workers = new ArrayList<>();

    public void start(int threads) {
      for (int i = 0; i < threads; i++) {
        workers.add(new Worker());
      }
      for (Worker worker : workers) {
        worker.start();
      }
    }

    private static class Worker extends Thread {
      private int mine;

      @Override
      public void run() {
        mine++;
      }
    }
  }

  /** A pool that grows asks several threads at once for a thread. */
  public static class NumberedThreadsBad implements java.util.concurrent.ThreadFactory {
    private int number;

    public Thread newThread(Runnable task) {
      return new Thread(task, "worker-" + number++);
    }
  }

  /** Those that the pool calls hold the lock for the method that counts. */
  public static class LockedNumberedThreadsOk implements java.util.concurrent.ThreadFactory {
    private int number;

    public synchronized Thread newThread(Runnable task) {
      return named(task);
    }

    protected Thread named(Runnable task) {
      return new Thread(task, "worker-" + number++);
    }
  }

  /** Each thread asks for the first value itself. */
  public static class NumbersOfThreadsBad extends ThreadLocal<Integer> {
    private int next;

    @Override
    protected Integer initialValue() {
      return next++;
    }
  }

  /** A cache that is asked by many threads may find the same twice. */
  public static class CachingLoaderOk extends ClassLoader {
    private final java.util.concurrent.ConcurrentMap<String, Class<?>> cache =
        new java.util.concurrent.ConcurrentHashMap<>();

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      Class<?> type = cache.get(name);
      if (type == null) {
        type = super.loadClass(name);
        cache.put(name, type);
      }
      return type;
    }
  }

  public static class ClaimedByItsHelperOk {
    private final AtomicInteger generation = new AtomicInteger();
    private volatile List<String> known = new ArrayList<>();

    public void refresh(String next) {
      int current = generation.get();
      List<String> copy = new ArrayList<>(known);
      copy.add(next);
      replace(current, copy);
    }

    private void replace(int current, List<String> copy) {
      if (generation.compareAndSet(current, current + 1)) {
        known = copy;
      }
    }
  }

  public static class VolatileCountOfOneReaderOk {
    private volatile int missed;

    public int missed() {
      return missed;
    }

    private void miss() {
      missed++;
    }

    public Runnable loop() {
      return this::miss;
    }
  }

  public static class LazyDirectoryBad {
    private static LazyDirectoryBad instance;
    private final List<String> entries = new CopyOnWriteArrayList<>();

    public static LazyDirectoryBad getInstance() {
      if (instance == null) {
        instance = new LazyDirectoryBad();
      }
      return instance;
    }

    public void register(String entry) {
      entries.add(entry);
    }
  }

  public static class LazyDirectoryUnderLockOk {
    private static LazyDirectoryUnderLockOk instance;
    private final List<String> entries = new CopyOnWriteArrayList<>();

    public static synchronized LazyDirectoryUnderLockOk getInstance() {
      if (instance == null) {
        instance = new LazyDirectoryUnderLockOk();
      }
      return instance;
    }

    public void register(String entry) {
      entries.add(entry);
    }
  }

  public static class WorkOfOneTransactionBad {
    private final ConcurrentMap<String, Work> open = new ConcurrentHashMap<>();

    public void add(String id, String step) {
      work(id).steps.add(step);
    }

    public Work work(String id) {
      Work work = open.get(id);
      if (work == null) {
        work = new Work();
        open.put(id, work);
      }
      return work;
    }

    /** What is to be done. */
    public static final class Work {
      private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    }
  }

  public static class WorkOfOneTransactionOk {
    private final ConcurrentMap<String, Work> open = new ConcurrentHashMap<>();

    public void add(String id, String step) {
      work(id).steps.add(step);
    }

    public Work work(String id) {
      return open.computeIfAbsent(id, any -> new Work());
    }

    /** What is to be done. */
    public static final class Work {
      private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    }
  }

  public static class SetUnlessItIsThatOk {
    private final AtomicReference<String> language = new AtomicReference<>("en");

    public void language(String wanted) {
      if (!wanted.equals(language.get())) {
        language.set(wanted);
      }
    }
  }

  public static class MarksThatStandForNothingOk {
    public static final MarksThatStandForNothingOk NO_MARKS = new MarksThatStandForNothingOk();
    private int count;

    public int add() {
      count++;
      return count;
    }
  }

  public static class MarksForAllBad {
    public static final MarksForAllBad MARKS = new MarksForAllBad();
    private int count;

    public int add() {
      count++;
      return count;
    }
  }

  public static class LookedAtOnceMoreOk {
    private volatile StringBuilder pending;

    public synchronized void begin() {
      pending = new StringBuilder();
    }

    public int length() {
      if (pending == null) {
        begin();
      }
      StringBuilder now = pending;
      return now == null ? 0 : now.length();
    }

    public synchronized void flush() {
      pending = null;
    }
  }

  public static class OwnersCountOk {
    private final Thread owner = Thread.currentThread();
    private volatile long sent;

    public void add(long bytes) {
      if (Thread.currentThread() != owner) {
        return;
      }
      sent += bytes;
    }

    public long sent() {
      return sent;
    }
  }

  public static class CountOfNoOwnerBad {
    private final Thread owner = Thread.currentThread();
    private volatile long sent;

    public void add(long bytes) {
      if (Thread.currentThread() != owner) {
        System.out.println("a guest");
      }
      sent += bytes;
    }

    public long sent() {
      return sent;
    }
  }

  public static class FilledWhileItIsRemovedBad {
    private final ConcurrentMap<String, Set<String>> sessions = new ConcurrentHashMap<>();

    public void enter(String user, String session) {
      sessions.computeIfAbsent(user, any -> new CopyOnWriteArraySet<>()).add(session);
    }

    public void leave(String user, String session) {
      Set<String> its = sessions.get(user);
      if (its != null) {
        its.remove(session);
        if (its.isEmpty()) {
          sessions.remove(user);
        }
      }
    }
  }

  public static class FilledOrRemovedInOneStepOk {
    private final ConcurrentMap<String, Set<String>> sessions = new ConcurrentHashMap<>();

    public void enter(String user, String session) {
      sessions.compute(
          user,
          (key, its) -> {
            Set<String> known = its == null ? new CopyOnWriteArraySet<>() : its;
            known.add(session);
            return known;
          });
    }

    public void leave(String user, String session) {
      sessions.computeIfPresent(
          user,
          (key, its) -> {
            its.remove(session);
            return its.isEmpty() ? null : its;
          });
    }
  }

  public static class FilledAndRemovedUnderOneLockOk {
    private final ConcurrentMap<String, Set<String>> sessions = new ConcurrentHashMap<>();

    public synchronized void enter(String user, String session) {
      sessions.computeIfAbsent(user, any -> new CopyOnWriteArraySet<>()).add(session);
    }

    public synchronized void leave(String user, String session) {
      Set<String> its = sessions.get(user);
      if (its != null) {
        its.remove(session);
        if (its.isEmpty()) {
          sessions.remove(user);
        }
      }
    }
  }

  public static class RemovedWhileAnotherIsEmptyOk {
    private final ConcurrentMap<String, Set<String>> sessions = new ConcurrentHashMap<>();
    private final Set<String> closed = new CopyOnWriteArraySet<>();

    public void enter(String user, String session) {
      sessions.computeIfAbsent(user, any -> new CopyOnWriteArraySet<>()).add(session);
    }

    public void close(String user) {
      if (closed.isEmpty()) {
        sessions.remove(user);
      }
    }
  }

  public static class OtherBitIsAskedForOk {
    private static final int LAST = 1;
    private static final int DONE = 2;
    private final Object lock = new Object();
    private int state;

    public void last() {
      synchronized (lock) {
        state |= LAST;
      }
    }

    private boolean has(int bits) {
      synchronized (lock) {
        return (state & bits) != 0;
      }
    }

    public int read() {
      if (has(LAST)) {
        synchronized (lock) {
          state |= DONE;
          return -1;
        }
      }
      return 1;
    }
  }

  public static class BitsOfWhatWasReadBeforeBad {
    private static final int LAST = 1;
    private static final int DONE = 2;
    private final Object lock = new Object();
    private int state;

    public void last() {
      synchronized (lock) {
        state |= LAST;
      }
    }

    public void read() {
      int before = state;
      if ((before & LAST) != 0) {
        synchronized (lock) {
          state = before | DONE;
        }
      }
    }
  }

  public static class BitsSetByTwoBad {
    private static final int LAST = 1;
    private volatile int state;

    public void last() {
      state |= LAST;
    }

    public void add(int bits) {
      state |= bits;
    }
  }

  public static class HelperOfAPublicMethodBad {
    private final ConcurrentMap<String, Set<Long>> pending = new ConcurrentHashMap<>();

    private Set<Long> pending(String client) {
      Set<Long> its = pending.get(client);
      if (its == null) {
        its = new CopyOnWriteArraySet<>();
        pending.put(client, its);
      }
      return its;
    }

    public void sent(String client, long number) {
      pending(client).add(number);
    }
  }

  public static class OnlyOnTheDispatchThreadOk {
    private volatile long painted;

    public void add() {
      if (!SwingUtilities.isEventDispatchThread()) {
        return;
      }
      painted++;
    }

    public long painted() {
      return painted;
    }
  }

  public static class KeyWorkedOutTwiceBad {
    private static final Map<String, StringBuilder> LOGS = new ConcurrentHashMap<>();

    public StringBuilder log(Class<?> type) {
      StringBuilder log = LOGS.get(type.getName());
      if (log == null) {
        log = new StringBuilder();
        LOGS.put(type.getName(), log);
      }
      return log;
    }
  }

  public static class KeyJoinedTwiceBad {
    private static final Map<String, StringBuilder> LOGS = new ConcurrentHashMap<>();

    public StringBuilder log(String group, String name) {
      StringBuilder log = LOGS.get(group + ":" + name);
      if (log == null) {
        log = new StringBuilder();
        LOGS.put(group + ":" + name, log);
      }
      return log;
    }
  }

  public static class KeyReadTwiceOk {
    private static final Map<String, StringBuilder> LOGS = new ConcurrentHashMap<>();

    public void log(java.io.BufferedReader names) throws java.io.IOException {
      if (LOGS.get(names.readLine()) == null) {
        LOGS.put(names.readLine(), new StringBuilder());
      }
    }
  }

  public static class OtherKeyOk {
    private static final Map<String, StringBuilder> LOGS = new ConcurrentHashMap<>();

    public void log(Class<?> type) {
      if (LOGS.get(type.getName()) == null) {
        LOGS.put(type.getSimpleName(), new StringBuilder());
      }
    }
  }

  public static class KeptBeforeItIsReadyBad {
    private static volatile Layout layout;

    public static Layout layout() {
      if (layout == null) {
        layout = new Layout();
        layout.setWidth(80);
      }
      return layout;
    }
  }

  public static class KeptWhenItIsReadyOk {
    private static volatile Layout layout;

    public static Layout layout() {
      if (layout == null) {
        Layout made = new Layout();
        made.setWidth(80);
        layout = made;
      }
      return layout;
    }
  }

  static final class Layout {
    private int width;

    void setWidth(int width) {
      this.width = width;
    }
  }

  public static class FilledBeforeItIsSharedOk {
    private volatile String name = "";

    public static FilledBeforeItIsSharedOk read(String text) {
      return filled(text, new FilledBeforeItIsSharedOk());
    }

    public static FilledBeforeItIsSharedOk filled(String text, FilledBeforeItIsSharedOk made) {
      made.name = made.name + text;
      return made;
    }

    public String name() {
      return name;
    }
  }

  public static class LookedAtByAFreshHelperBad {
    private final AtomicBoolean busy = new AtomicBoolean();
    private int rounds;

    public void look() {
      new Helper().look();
    }

    private class Helper {
      void look() {
        if (busy.get()) {
          return;
        }
        busy.set(true);
        rounds++;
      }
    }
  }

  public static class FilledByTheMakingOk {
    private int size;

    public FilledByTheMakingOk(String text) {
      write(text, text.length());
    }

    protected void write(String text) {
      write(text, text.length());
    }

    protected void write(String text, int length) {
      size += text.isEmpty() ? 0 : length;
    }

    public synchronized int size() {
      return size;
    }

    public synchronized void clear() {
      size = 0;
    }
  }

  public static class GrownByItsOneThreadOk {
    private volatile int size;

    public GrownByItsOneThreadOk(int size) {
      grow(size);
      new Thread(this::work).start();
    }

    private void work() {
      while (size < 1000) {
        grow(1);
      }
    }

    void grow(int by) {
      size += by;
    }

    public int size() {
      return size;
    }
  }

  public static class GrownByOthersTooBad {
    private volatile int size;

    public GrownByOthersTooBad(int size) {
      grow(size);
      new Thread(this::work).start();
    }

    private void work() {
      while (size < 1000) {
        grow(1);
      }
    }

    public void add() {
      grow(2);
    }

    void grow(int by) {
      size += by;
    }

    public int size() {
      return size;
    }
  }

  /** Starts threads on what is kept in local variables alone. */
  public static class LocalStarter {
    public void one(int threads) {
      CountedByManyThreadsBad shared = new CountedByManyThreadsBad();
      for (int i = 0; i < threads; i++) {
        new Thread(() -> shared.add()).start();
      }
    }

    public void each(int threads) {
      for (int i = 0; i < threads; i++) {
        CountedByItsOwnThreadOk own = new CountedByItsOwnThreadOk();
        new Thread(() -> own.add()).start();
      }
    }

    public void two() {
      CountedByTwoThreadsBad shared = new CountedByTwoThreadsBad();
      new Thread(() -> shared.add()).start();
      new Thread(() -> shared.add()).start();
    }

    public void twoInTurn() throws InterruptedException {
      CountedInTurnOk shared = new CountedInTurnOk();
      Thread first = new Thread(() -> shared.add());
      first.start();
      first.join();
      new Thread(() -> shared.add()).start();
    }

    public void oneOrTheOther(boolean slow) {
      CountedByOneOfTwoOk shared = new CountedByOneOfTwoOk();
      if (slow) {
        new Thread(() -> shared.add()).start();
      } else {
        new Thread(() -> shared.add()).start();
      }
    }
  }

  static class CountedByManyThreadsBad {
    private int count;

    void add() {
      count++;
    }
  }

  static class CountedByItsOwnThreadOk {
    private int count;

    void add() {
      count++;
    }
  }

  static class CountedByTwoThreadsBad {
    private int count;

    void add() {
      count++;
    }
  }

  static class CountedInTurnOk {
    private int count;

    void add() {
      count++;
    }
  }

  static class CountedByOneOfTwoOk {
    private int count;

    void add() {
      count++;
    }
  }

  public static class ThreadsWithOneStaticBad extends Thread {
    private static int runs;

    @Override
    public void run() {
      runs++;
    }

    public static void begin(int threads) {
      for (int i = 0; i < threads; i++) {
        new ThreadsWithOneStaticBad().start();
      }
    }
  }

  public static class ThreadThatSucceedsItselfOk extends Thread {
    private static int runs;

    @Override
    public void run() {
      runs++;
      if (runs < 3) {
        new ThreadThatSucceedsItselfOk().start();
      }
    }
  }

  public static class ParallelCountBad {
    private int count;

    public int count(List<String> words) {
      words.parallelStream().filter(word -> !word.isEmpty()).forEach(word -> count++);
      return count;
    }
  }

  public static class ParallelRangeBad {
    private int count;

    public int count(int words) {
      IntStream.range(0, words).parallel().forEach(word -> count++);
      return count;
    }
  }

  public static class SequentialCountOk {
    private int count;

    public int count(List<String> words) {
      words.stream().filter(word -> !word.isEmpty()).forEach(word -> count++);
      return count;
    }
  }

  public static class ParallelElementsOk {
    private int count;

    void add() {
      count++;
    }

    public static void all(List<ParallelElementsOk> all) {
      all.parallelStream().forEach(ParallelElementsOk::add);
      all.parallelStream().forEach(one -> one.add());
    }
  }

  public static class NewFromOldBad {
    private final ConcurrentMap<String, Visits> byUser = new ConcurrentHashMap<>();

    public void touch(String user) {
      Visits visits = byUser.get(user);
      if (visits != null) {
        byUser.put(user, new Visits(visits.count + 1));
      }
    }

    private static final class Visits {
      private final int count;

      Visits(int count) {
        this.count = count;
      }
    }
  }

  private static final class Count {
    private final int number;

    Count(int number) {
      this.number = number;
    }
  }

  public static class LockThatIsReplacedBad {
    private Count count = new Count(0);

    public void add() {
      synchronized (count) {
        count = new Count(count.number + 1);
      }
    }

    public void begin(int threads) {
      for (int i = 0; i < threads; i++) {
        new Thread(this::add).start();
      }
    }
  }

  public static class LockThatStaysOk {
    private final Object lock = new Object();
    private Count count = new Count(0);

    public void add() {
      synchronized (lock) {
        count = new Count(count.number + 1);
      }
    }

    public void begin(int threads) {
      for (int i = 0; i < threads; i++) {
        new Thread(this::add).start();
      }
    }
  }

  /** Starts threads that do different things to what they share. */
  public static class RoleStarter {
    public void both() {
      CountedByOneReadByAnotherOk shared = new CountedByOneReadByAnotherOk();
      new Thread(() -> shared.add()).start();
      new Thread(() -> System.out.println(shared.count())).start();
    }

    public void replaced(boolean second) {
      ThreadThatIsReplacedOk thread = new ThreadThatIsReplacedOk();
      if (second) {
        thread = new ThreadThatIsReplacedOk();
      }
      thread.start();
    }

    public void own(int threads) {
      SharedBesideOwnBad all = new SharedBesideOwnBad();
      for (int i = 0; i < threads; i++) {
        SharedBesideOwnBad own = new SharedBesideOwnBad();
        new Thread(
                () -> {
                  own.add();
                  all.add();
                })
            .start();
      }
    }
  }

  static class CountedByOneReadByAnotherOk {
    private volatile int count;

    void add() {
      count++;
    }

    int count() {
      return count;
    }
  }

  static class ThreadThatIsReplacedOk extends Thread {
    private static int runs;

    @Override
    public void run() {
      runs++;
    }
  }

  static class SharedBesideOwnBad {
    private int count;

    void add() {
      count++;
    }
  }

  public static class ParallelOverItsKindBad {
    private final List<ParallelOverItsKindBad> parts = new ArrayList<>();
    private int total;

    public int total() {
      parts.parallelStream().forEach(part -> total += part.total);
      return total;
    }
  }

  static class BesideItsMakerBad {
    private int left = 100;

    void take() {
      left--;
    }

    public static void start() {
      BesideItsMakerBad stock = new BesideItsMakerBad();
      Thread other = new Thread(() -> stock.take());
      other.start();
      stock.take();
    }
  }

  static class AfterItsThreadOk {
    private int left = 100;

    void take() {
      left--;
    }

    static void start() throws InterruptedException {
      AfterItsThreadOk stock = new AfterItsThreadOk();
      stock.take();
      Thread other = new Thread(() -> stock.take());
      other.start();
      other.join();
      stock.take();
    }
  }

  static class HereOrThereOk {
    private int left = 100;

    void take() {
      left--;
    }

    static void start(boolean here) {
      HereOrThereOk stock = new HereOrThereOk();
      if (here) {
        stock.take();
      } else {
        new Thread(() -> stock.take()).start();
      }
    }

    static void startOther(boolean there) {
      HereOrThereOk stock = new HereOrThereOk();
      if (there) {
        new Thread(() -> stock.take()).start();
      } else {
        stock.take();
      }
    }
  }

  public static class CountedByAHelperBad {
    static final class Bumps {
      private Bumps() {}

      static void bump(Map<String, Integer> counts, String key) {
        Integer before = counts.get(key);
        counts.put(key, before == null ? 1 : before + 1);
      }
    }

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      Bumps.bump(counts, key);
    }
  }

  public static class CountedByAHelperUnderALockOk {
    static final class Bumps {
      private Bumps() {}

      static void bump(Map<String, Integer> counts, String key) {
        Integer before = counts.get(key);
        counts.put(key, before == null ? 1 : before + 1);
      }
    }

    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void hit(String key) {
      synchronized (counts) {
        Bumps.bump(counts, key);
      }
    }
  }

  public static class CountedByAHelperThatLocksOk {
    static final class Bumps {
      private Bumps() {}

      static void bumpGuarded(Map<String, Integer> counts, String key) {
        synchronized (counts) {
          Integer before = counts.get(key);
          counts.put(key, before == null ? 1 : before + 1);
        }
      }
    }

    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void hit(String key) {
      Bumps.bumpGuarded(counts, key);
    }
  }

  public static class GivenUpAttemptBad {
    private record Node(String value, Node next) {}

    private final AtomicReference<Node> top = new AtomicReference<>();

    public void push(String value) {
      Node old = top.get();
      top.compareAndSet(old, new Node(value, old));
    }
  }

  public static class RepeatedAttemptOk {
    private record Node(String value, Node next) {}

    private final AtomicReference<Node> top = new AtomicReference<>();

    public void push(String value) {
      Node old;
      do {
        old = top.get();
      } while (!top.compareAndSet(old, new Node(value, old)));
    }
  }

  public static class KeptIfNobodyWasFasterOk {
    private record Format(long minute, String text) {}

    private final AtomicReference<Format> last = new AtomicReference<>(new Format(0, ""));

    public String text(long minute) {
      Format old = last.get();
      if (old.minute() == minute) {
        return old.text();
      }
      Format made = new Format(minute, old.text() + minute);
      last.compareAndSet(old, made);
      return made.text();
    }
  }

  public static class SeenBeforeTheWaitBad {
    private int stock;
    private boolean open;

    public synchronized void deliver(int number) {
      stock += number;
      open = true;
      notifyAll();
    }

    public synchronized void take(int number) throws InterruptedException {
      int before = stock;
      while (!open) {
        wait();
      }
      stock = before - number;
    }
  }

  public static class SeenAfterTheWaitOk {
    private int stock;
    private boolean open;

    public synchronized void deliver(int number) {
      stock += number;
      open = true;
      notifyAll();
    }

    public synchronized void take(int number) throws InterruptedException {
      while (!open) {
        wait();
      }
      int before = stock;
      if (before > number) {
        stock = before - number;
      }
    }
  }

  public static class AskedAgainAfterTheWaitOk {
    private final Map<String, String> busy = new HashMap<>();

    public void enter(String name) throws InterruptedException {
      synchronized (busy) {
        if (busy.get(name) != null) {
          while (busy.containsKey(name)) {
            busy.wait();
          }
          busy.put(name, name);
        }
      }
    }

    public void leave(String name) {
      synchronized (busy) {
        busy.remove(name);
        busy.notifyAll();
      }
    }
  }

  public static class WaitedInAnIfBad {
    private int free;

    public synchronized void give() {
      free++;
      notify();
    }

    public synchronized void take() throws InterruptedException {
      int before = free;
      if (before == 0) {
        wait();
      }
      free = before - 1;
    }
  }

  public static class ReplacedUnseenBad {
    private final ConcurrentMap<String, List<String>> best = new ConcurrentHashMap<>();

    public void add(String key, String value) {
      List<String> old = best.get(key);
      List<String> more = new ArrayList<>(old);
      more.add(value);
      best.replace(key, more);
    }
  }

  public static class ReplacedWhatWasSeenOk {
    private final ConcurrentMap<String, List<String>> best = new ConcurrentHashMap<>();

    public void add(String key, String value) {
      List<String> old;
      List<String> more;
      do {
        old = best.get(key);
        more = new ArrayList<>(old);
        more.add(value);
      } while (!best.replace(key, old, more));
    }
  }

  public static class CommandOk {
    private static int files;

    public static void main(String[] args) {
      Thread ticker = new Thread(() -> System.err.println("at work"));
      ticker.start();
      for (String arg : args) {
        count(arg);
      }
      System.out.println(files);
    }

    private static void count(String arg) {
      files++;
    }
  }

  public static class CountedForRequestsBad {
    private int hits;

    void hit() {
      hits++;
    }

    public void start(com.sun.net.httpserver.HttpServer server) {
      server.setExecutor(Executors.newFixedThreadPool(4));
      server.createContext("/", exchange -> hit());
    }
  }

  public static class InTheMessageOk {
    private static class Message {
      private int position;

      void move(int by) {
        position += by;
      }
    }

    private static class Request {
      private final Message message = new Message();

      Message message() {
        return message;
      }
    }

    private final java.util.concurrent.BlockingQueue<Request> queue =
        new java.util.concurrent.LinkedBlockingQueue<>();
    private Request current;

    public void start() {
      new Thread(this::work).start();
    }

    public void send() {
      Request request = new Request();
      request.message().move(1);
      queue.add(request);
    }

    private void work() {
      current = queue.poll();
      current.message().move(2);
    }
  }

  public static class CountedByWhatAMethodReturnsBad {
    private int passed;

    void pass() {
      passed++;
    }

    static Runnable gate(CountedByWhatAMethodReturnsBad turnstile) {
      return () -> turnstile.pass();
    }

    public static void start() {
      CountedByWhatAMethodReturnsBad turnstile = new CountedByWhatAMethodReturnsBad();
      for (int i = 0; i < 3; i++) {
        new Thread(gate(turnstile)).start();
      }
    }
  }

  public static class CountedByWhatIsMadeForEachOk {
    private int passed;

    void pass() {
      passed++;
    }

    static Runnable gate(CountedByWhatIsMadeForEachOk turnstile) {
      return () -> turnstile.pass();
    }

    public static void start() {
      for (int i = 0; i < 3; i++) {
        new Thread(gate(new CountedByWhatIsMadeForEachOk())).start();
      }
    }
  }

  public static class OneThreadForEachStageOk {
    private interface Stage {
      void run() throws InterruptedException;
    }

    private final java.util.concurrent.BlockingQueue<String> parsed =
        new java.util.concurrent.LinkedBlockingQueue<>();
    private int read;
    private int written;

    private void read() throws InterruptedException {
      read++;
      parsed.put("row");
    }

    private void write() throws InterruptedException {
      parsed.take();
      written++;
    }

    private static void start(Stage stage) {
      new Thread(
              () -> {
                try {
                  stage.run();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              })
          .start();
    }

    public static void main(String[] args) {
      OneThreadForEachStageOk pipeline = new OneThreadForEachStageOk();
      start(pipeline::read);
      start(pipeline::write);
    }
  }

  public static class EachCounterIsTakenOutInTwoStepsBad {
    private final Map<String, AtomicInteger> meters = new ConcurrentHashMap<>();

    public void mark(String name) {
      meters.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    }

    public int report() {
      int all = 0;
      for (AtomicInteger meter : meters.values()) {
        int now = meter.get();
        meter.set(0);
        all += now;
      }
      return all;
    }
  }

  public static class EachCounterIsTakenOutAtOnceOk {
    private final Map<String, AtomicInteger> meters = new ConcurrentHashMap<>();

    public void mark(String name) {
      meters.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    }

    public int report() {
      int all = 0;
      for (AtomicInteger meter : meters.values()) {
        all += meter.getAndSet(0);
      }
      return all;
    }
  }

  public static class TakenOutUnlessEmptyBad {
    private final List<String> pending = Collections.synchronizedList(new ArrayList<>());

    public void add(String line) {
      pending.add(line);
    }

    public List<String> flush() {
      if (pending.isEmpty()) {
        return List.of();
      }
      List<String> batch = new ArrayList<>(pending);
      pending.clear();
      return batch;
    }
  }

  public static class AskedUntilItsThreadIsDoneOk {
    private int left = 100;

    void take() {
      left--;
    }

    public static void start() {
      AskedUntilItsThreadIsDoneOk stock = new AskedUntilItsThreadIsDoneOk();
      Thread other = new Thread(() -> stock.take());
      other.start();
      while (other.isAlive()) {
        Thread.onSpinWait();
      }
      stock.take();
    }
  }

  public static class AwaitedFarBelowOk {
    private int left = 100;

    void take() {
      left--;
    }

    public static void start(ExecutorService pool) throws InterruptedException {
      AwaitedFarBelowOk stock = new AwaitedFarBelowOk();
      pool.execute(() -> stock.take());
      done(pool);
      stock.take();
    }

    private static void done(ExecutorService pool) throws InterruptedException {
      drain(pool);
    }

    private static void drain(ExecutorService pool) throws InterruptedException {
      stop(pool);
    }

    private static void stop(ExecutorService pool) throws InterruptedException {
      pool.shutdown();
      pool.awaitTermination(1, java.util.concurrent.TimeUnit.HOURS);
    }
  }

  public static class DoneHereIfRefusedOk {
    private int left = 100;

    void take() {
      left--;
    }

    private static boolean offer(ExecutorService pool, Runnable task) {
      try {
        pool.execute(task);
        return true;
      } catch (java.util.concurrent.RejectedExecutionException e) {
        return false;
      }
    }

    public static void start(ExecutorService pool) {
      DoneHereIfRefusedOk stock = new DoneHereIfRefusedOk();
      if (!offer(pool, () -> stock.take())) {
        stock.take();
      }
    }
  }

  public static class HandedToItsOwnMethodOk {
    private int calls;

    public void once() throws java.io.IOException {
      apply(exchange -> calls++);
    }

    private static void apply(HttpHandler handler) throws java.io.IOException {
      handler.handle(null);
    }
  }

  public static class TriedUntilThereIsNothingToDoOk {
    private final AtomicInteger level = new AtomicInteger();

    public void raise(int limit) {
      int now;
      while ((now = level.get()) < limit) {
        level.compareAndSet(now, now + 1);
      }
    }
  }

  public static class ReplacedIfThereOk {
    private final Map<String, Integer> last = new ConcurrentHashMap<>();

    public void touch(String key, int value) {
      if (last.containsKey(key)) {
        last.replace(key, value);
      }
    }
  }

  public static class CountedByAHelperThatIsNewEachTimeBad {
    static final class Bumper {
      synchronized void bump(Map<String, Integer> counts, String key) {
        Integer before = counts.get(key);
        counts.put(key, before == null ? 1 : before + 1);
      }
    }

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      new Bumper().bump(counts, key);
    }
  }

  public static class FieldBesideItsMakerBad {
    int left;

    public static void start() {
      FieldBesideItsMakerBad stock = new FieldBesideItsMakerBad();
      Thread other = new Thread(() -> stock.left--);
      other.start();
      stock.left--;
    }
  }

  public static class FieldAfterItsThreadOk {
    int left;

    public static void start() throws InterruptedException {
      FieldAfterItsThreadOk stock = new FieldAfterItsThreadOk();
      stock.left = 3;
      Thread other = new Thread(() -> stock.left--);
      other.start();
      other.join();
      stock.left--;
    }
  }

  public static class WaitsOnTheOtherWayOk {
    private final List<String> active = new ArrayList<>();

    public synchronized void take() throws InterruptedException {
      String got = null;
      while (got == null) {
        if (active.size() < 3) {
          got = "one";
        } else {
          wait();
        }
        if (got != null) {
          active.add(got);
        }
      }
    }

    public synchronized void give() {
      active.remove(0);
      notify();
    }
  }

  public static class ReadOptimisticallyWrittenLaterBad {
    private final StampedLock lock = new StampedLock();
    private int count;

    public void add(int more) {
      long stamp = lock.tryOptimisticRead();
      int seen = count;
      if (!lock.validate(stamp)) {
        return;
      }
      stamp = lock.writeLock();
      count = seen + more;
      lock.unlockWrite(stamp);
    }
  }

  public static class ReadLockTurnedIntoWriteLockOk {
    private final StampedLock lock = new StampedLock();
    private int left = 10;

    public void take() {
      long stamp = lock.readLock();
      try {
        while (left > 0) {
          long write = lock.tryConvertToWriteLock(stamp);
          if (write != 0L) {
            stamp = write;
            left = left - 1;
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

  public static class TasksOfOneAnotherBad {
    private long bytes;

    public long measure(File root) {
      ForkJoinPool.commonPool().invoke(new Walk(root));
      return bytes;
    }

    public class Walk extends RecursiveAction {
      private static final long serialVersionUID = 1;

      private final File directory;

      Walk(File directory) {
        this.directory = directory;
      }

      @Override
      protected void compute() {
        List<Walk> below = new ArrayList<>();
        for (File file : directory.listFiles()) {
          if (file.isDirectory()) {
            below.add(new Walk(file));
          } else {
            bytes += file.length();
          }
        }
        ForkJoinTask.invokeAll(below);
      }
    }
  }

  public record KnownLineOk(int line) {
    private static final KnownLineOk[] LINES = new KnownLineOk[256];

    public static KnownLineOk of(int line) {
      KnownLineOk known = line < LINES.length ? LINES[line] : null;
      if (known == null) {
        known = new KnownLineOk(line);
        if (line < LINES.length) {
          LINES[line] = known;
        }
      }
      return known;
    }
  }

  public static class NextKeyOfWhatIsThereBad {
    private final ConcurrentSkipListMap<Long, String> events = new ConcurrentSkipListMap<>();

    public long append(String event) {
      long next = events.lastKey() + 1;
      events.put(next, event);
      return next;
    }
  }

  public static class CopiedThenClearedUnderOneLockTwiceBad {
    private final Object lock = new Object();
    private final List<String> pending = new ArrayList<>();

    public void append(String record) {
      synchronized (lock) {
        pending.add(record);
      }
    }

    public void flush() {
      List<String> batch;
      synchronized (lock) {
        batch = new ArrayList<>(pending);
      }
      System.out.println(batch);
      synchronized (lock) {
        pending.clear();
      }
    }
  }

  public static class CopiedAndClearedUnderOneLockOk {
    private final Object lock = new Object();
    private final List<String> pending = new ArrayList<>();

    public void append(String record) {
      synchronized (lock) {
        pending.add(record);
      }
    }

    public void flush() {
      List<String> batch;
      synchronized (lock) {
        batch = new ArrayList<>(pending);
        pending.clear();
      }
      System.out.println(batch);
    }
  }

  public static class TakenFirstAndClearedLaterBad {
    private final ReentrantLock lock = new ReentrantLock();
    private String value;

    public void offer(String newValue) {
      lock.lock();
      value = newValue;
      lock.unlock();
    }

    public void take(List<String> to) {
      lock.lock();
      String found = value;
      lock.unlock();
      if (found != null) {
        to.add(found);
        lock.lock();
        value = null;
        lock.unlock();
      }
    }
  }

  public static class TakenAndClearedAtOnceOk {
    private final Object lock = new Object();
    private String value;

    public void offer(String newValue) {
      synchronized (lock) {
        value = newValue;
      }
    }

    public void take(List<String> to) {
      String found;
      synchronized (lock) {
        found = value;
        value = null;
      }
      if (found != null) {
        to.add(found);
      }
    }
  }

  public static class CountersOfTheirOwnBad {
    private final ConcurrentHashMap<String, Buckets> all = new ConcurrentHashMap<>();

    public Buckets of(String name) {
      Buckets buckets = all.get(name);
      if (buckets == null) {
        buckets = new Buckets();
        all.put(name, buckets);
      }
      return buckets;
    }

    public static final class Buckets {
      private final AtomicLongArray counts = new AtomicLongArray(32);

      public void count(int bucket) {
        counts.incrementAndGet(bucket);
      }
    }
  }

  public static class FirstPartClearedLaterOk {
    private final Object lock = new Object();
    private final List<String> pending = new ArrayList<>();

    public void append(String record) {
      synchronized (lock) {
        pending.add(record);
      }
    }

    public void flush() {
      List<String> batch;
      synchronized (lock) {
        batch = new ArrayList<>(pending);
      }
      System.out.println(batch);
      synchronized (lock) {
        pending.subList(0, batch.size()).clear();
      }
    }
  }

  public static class PutOnlyWhereNothingIsOk {
    private final ReentrantLock lock = new ReentrantLock();
    private String current;

    public void begin(String name) {
      lock.lock();
      if (current == null) {
        current = name;
      }
      lock.unlock();
    }

    public void end(List<String> to) {
      lock.lock();
      String found = current;
      lock.unlock();
      if (found != null) {
        to.add(found);
        lock.lock();
        current = null;
        lock.unlock();
      }
    }
  }
}

package dev.interleave.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

/** Collections shared without a guard ({@code …Bad}) and guarded twins ({@code …Ok}). */
@SuppressWarnings("all")
public final class UnguardedCollectionProbes {
  public static class InOrderOfUseBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, String> map = new LinkedHashMap<>(16, .75f, true);

    public String get(String key) {
      lock.readLock().lock();
      try {
        return map.get(key);
      } finally {
        lock.readLock().unlock();
      }
    }

    public void put(String key, String value) {
      lock.writeLock().lock();
      try {
        map.put(key, value);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class InOrderOfUseWithinBoundsBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, String> map =
        new LinkedHashMap<>(16, .75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 100;
          }
        };

    public String get(String key) {
      lock.readLock().lock();
      try {
        return map.get(key);
      } finally {
        lock.readLock().unlock();
      }
    }

    public void put(String key, String value) {
      lock.writeLock().lock();
      try {
        map.put(key, value);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class InOrderOfEntryOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, String> map =
        new LinkedHashMap<>(16, .75f, false) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 100;
          }
        };

    public String get(String key) {
      lock.readLock().lock();
      try {
        return map.get(key);
      } finally {
        lock.readLock().unlock();
      }
    }

    public void put(String key, String value) {
      lock.writeLock().lock();
      try {
        map.put(key, value);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  public static class LocksByItselfOk {
    static class Cache extends LinkedHashMap<String, String> {
      private static final long serialVersionUID = 1;

      @Override
      public synchronized String get(Object key) {
        return super.get(key);
      }

      @Override
      public synchronized String put(String key, String value) {
        return super.put(key, value);
      }
    }

    private static final Map<String, String> CACHE = new Cache();

    public static String get(String key) {
      return CACHE.get(key);
    }

    public static void put(String key, String value) {
      CACHE.put(key, value);
    }

    public static void start(List<String> keys, ExecutorService threads) {
      for (String key : keys) {
        threads.submit(() -> get(key));
        threads.submit(() -> put(key, key));
      }
    }
  }

  public static class LocksByItselfButNotThereBad {
    static class Cache extends LinkedHashMap<String, String> {
      private static final long serialVersionUID = 1;

      @Override
      public synchronized String get(Object key) {
        return super.get(key);
      }

      @Override
      public synchronized String put(String key, String value) {
        return super.put(key, value);
      }
    }

    private static final Map<String, String> CACHE = new Cache();

    public static String get(String key) {
      return CACHE.get(key);
    }

    public static void put(String key, String value) {
      CACHE.putIfAbsent(key, value);
    }

    public static void start(List<String> keys, ExecutorService threads) {
      for (String key : keys) {
        threads.submit(() -> get(key));
        threads.submit(() -> put(key, key));
      }
    }
  }

  public static class OneForAllElementsBad {
    public List<String> all(List<String> names, ExecutorService threads) {
      List<String> found = new ArrayList<>();
      names.forEach(name -> threads.submit(() -> found.add(name)));
      return found;
    }
  }

  public static class OneForEachElementOk {
    public void all(List<String> names, ExecutorService threads) {
      names.forEach(
          name -> {
            List<String> found = new ArrayList<>();
            threads.submit(() -> found.add(name));
          });
    }
  }

  public static class StepsOfOneChainOk {
    public List<String> go() {
      List<String> found = new ArrayList<>();
      CompletableFuture.supplyAsync(() -> "a")
          .thenAccept(it -> found.add(it))
          .thenRun(() -> found.add("b"))
          .join();
      return found;
    }
  }

  public static class OneForEachRoundOk {
    public void all(List<String> names, ExecutorService threads) {
      for (String name : names) {
        List<String> found = new ArrayList<>();
        threads.submit(() -> found.add(name));
      }
    }
  }

  public static class OneForEachCallOk {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    public void handle(String name) {
      List<String> found = new ArrayList<>();
      threads.submit(() -> found.add(name));
    }
  }

  public static class BareReadBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String value) {
      names.put(key, value);
    }

    public String get(String key) {
      return names.get(key);
    }
  }

  public static class GuardedReadOk {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String value) {
      names.put(key, value);
    }

    public synchronized String get(String key) {
      return names.get(key);
    }
  }

  public static class BareWriteBad {
    private final List<Runnable> hooks = new ArrayList<>();

    public void add(Runnable hook) {
      hooks.add(hook);
    }

    public synchronized void remove(Runnable hook) {
      hooks.remove(hook);
    }
  }

  public static class CopyOnWriteOk {
    private final List<Runnable> hooks = new CopyOnWriteArrayList<>();

    public void add(Runnable hook) {
      hooks.add(hook);
    }

    public synchronized void remove(Runnable hook) {
      hooks.remove(hook);
    }
  }

  public static class TwoLocksBad {
    private final Object one = new Object();
    private final Object two = new Object();
    private final Map<String, String> names = new TreeMap<>();

    public void put(String key, String value) {
      synchronized (one) {
        names.put(key, value);
      }
    }

    public void remove(String key) {
      synchronized (two) {
        names.remove(key);
      }
    }
  }

  public static class OneLockOk {
    private final Object one = new Object();
    private final Map<String, String> names = new TreeMap<>();

    public void put(String key, String value) {
      synchronized (one) {
        names.put(key, value);
      }
    }

    public void remove(String key) {
      synchronized (one) {
        names.remove(key);
      }
    }
  }

  public static class ThreadsOfALoopBad {
    private final Map<String, Integer> counts = new HashMap<>();

    public void count(int rounds) {
      for (int i = 0; i < rounds; i++) {
        new Thread(() -> counts.put("round", 1)).start();
      }
    }
  }

  public static class OneThreadOk {
    private final Map<String, Integer> counts = new HashMap<>();

    public void count() {
      new Thread(() -> counts.put("round", 1)).start();
    }
  }

  public static class ThreadsOfALoopJoinedInItOk {
    private final Map<String, Integer> counts = new HashMap<>();

    public void count(int rounds) throws InterruptedException {
      for (int i = 0; i < rounds; i++) {
        Thread thread = new Thread(() -> counts.put("round", 1));
        thread.start();
        thread.join();
      }
    }
  }

  public static class ValueOfConcurrentMapBad {
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    public void join(String group, String user) {
      members.computeIfAbsent(group, g -> new HashSet<>()).add(user);
    }
  }

  public static class ConcurrentValueOfConcurrentMapOk {
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    public void join(String group, String user) {
      members.computeIfAbsent(group, g -> ConcurrentHashMap.newKeySet()).add(user);
    }
  }

  public static class SpawnedWriterBad {
    private final List<String> results = new ArrayList<>();

    public void start(ExecutorService pool, List<String> urls) {
      for (String url : urls) {
        pool.submit(() -> results.add(url));
      }
    }
  }

  public static class SpawnedGuardedWriterOk {
    private final List<String> results = new ArrayList<>();

    public void start(ExecutorService pool, List<String> urls) {
      for (String url : urls) {
        pool.submit(
            () -> {
              synchronized (results) {
                results.add(url);
              }
            });
      }
    }
  }

  public static class FilledWhenMadeOk {
    private final Map<String, String> names = new HashMap<>();

    public FilledWhenMadeOk(List<String> all) {
      for (String name : all) {
        fill(name);
      }
    }

    private void fill(String name) {
      names.put(name, name);
    }

    public synchronized String get(String key) {
      return names.get(key);
    }
  }

  public static class CallerHoldsGuardOk {
    private final Map<String, String> names = new HashMap<>();

    public void put(String key, String value) {
      synchronized (names) {
        store(key, value);
      }
    }

    public void clear() {
      synchronized (names) {
        names.clear();
      }
    }

    private void store(String key, String value) {
      names.put(key, value);
    }
  }

  public static class FilledByTheInitializerOk {
    private static final Set<String> NAMES = new HashSet<>();

    static {
      register("and");
      register("or");
    }

    private static void register(String name) {
      NAMES.add(name);
    }

    public static boolean knows(String name) {
      return NAMES.contains(name);
    }
  }

  public static class RegisteredLaterBad {
    private static final Set<String> NAMES = new HashSet<>();

    static {
      register("and");
    }

    public static void register(String name) {
      NAMES.add(name);
    }

    public static boolean knows(String name) {
      return NAMES.contains(name);
    }
  }

  public static class PlainBeanOk {
    private final List<String> lines = new ArrayList<>();

    public void add(String line) {
      lines.add(line);
    }

    public int size() {
      return lines.size();
    }
  }

  public static class BesideConcurrentBad {
    private final Map<String, String> byName = new ConcurrentHashMap<>();
    private final Set<String> names = new HashSet<>();

    public void register(String name, String value) {
      byName.put(name, value);
      names.add(name);
    }
  }

  public static class OuterGuardOk {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void clear() {
      names.clear();
    }

    public final class Handle {
      public void put(String key, String value) {
        synchronized (OuterGuardOk.this) {
          names.put(key, value);
        }
      }
    }
  }

  public static class WrongInnerGuardBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void clear() {
      names.clear();
    }

    public final class Handle {
      public synchronized void put(String key, String value) {
        names.put(key, value);
      }
    }
  }

  public static class FilledBehindFlagOk {
    private static final Map<String, String> NAMES = new HashMap<>();
    private static volatile boolean loaded;

    private static void load() {
      synchronized (FilledBehindFlagOk.class) {
        if (!loaded) {
          NAMES.put("a", "b");
          loaded = true;
        }
      }
    }

    public static String name(String key) {
      if (!loaded) {
        load();
      }
      return NAMES.get(key);
    }
  }

  public static class ReadWithoutAskingTheFlagBad {
    private static final Map<String, String> NAMES = new HashMap<>();
    private static volatile boolean loaded;

    public static void load() {
      synchronized (ReadWithoutAskingTheFlagBad.class) {
        if (!loaded) {
          NAMES.put("a", "b");
          loaded = true;
        }
      }
    }

    public static String name(String key) {
      return NAMES.get(key);
    }
  }

  public static class ComputeOfPlainMapIsNoGuardOk {
    private final java.util.LinkedHashMap<String, String> target = new java.util.LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    public String compute(String key) {
      return target.computeIfAbsent(
          key,
          k -> {
            keys.put(k.toLowerCase(), k);
            return k;
          });
    }

    public String key(String key) {
      return keys.get(key.toLowerCase());
    }
  }

  public static class NamesOfSingletonBad {
    private static final Names NAMES = new Names();

    public static void name(String key, String value) {
      NAMES.put(key, value);
    }

    public static class Names {
      private final Map<String, String> all = new HashMap<>();

      public void put(String key, String value) {
        all.put(key, value);
      }
    }
  }

  public static class SingletonFilledByItsMakerOk {
    private static final Names NAMES = new Names();

    static {
      NAMES.put("a", "b");
    }

    public static String name(String key) {
      return NAMES.get(key);
    }

    public static class Names {
      private final Map<String, String> all = new HashMap<>();

      public void put(String key, String value) {
        all.put(key, value);
      }

      public String get(String key) {
        return all.get(key);
      }
    }
  }

  /** For one thread, as a user's own table says. */
  public @interface OneThread {}

  @OneThread
  public static class DeclaredForOneThreadOk {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String value) {
      names.put(key, value);
    }

    public String get(String key) {
      return names.get(key);
    }
  }

  public static class ForAnyThreadBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String value) {
      names.put(key, value);
    }

    public String get(String key) {
      return names.get(key);
    }
  }

  public static class Register {
    private final ConcurrentMap<String, Object> objects = new ConcurrentHashMap<>();

    public Object find(String name) {
      return objects.get(name);
    }

    public void put(String name, Object object) {
      objects.put(name, object);
    }
  }

  public static class LockedClassBad {
    private final List<Runnable> listeners = new ArrayList<>();
    private int version;
    private long updated;
    private boolean wanted;

    public synchronized int version() {
      return version;
    }

    public synchronized void want() {
      wanted = true;
    }

    public synchronized boolean isWanted() {
      return wanted;
    }

    public synchronized long age(long now) {
      return now - updated;
    }

    public synchronized void update(long now) {
      wanted = false;
      version++;
      updated = now;
      for (Runnable listener : listeners) {
        listener.run();
      }
    }

    public void addListener(Runnable listener) {
      listeners.add(listener);
    }
  }

  public static class LockedClassOk {
    private final List<Runnable> listeners = new ArrayList<>();
    private int version;
    private long updated;
    private boolean wanted;

    public synchronized int version() {
      return version;
    }

    public synchronized void want() {
      wanted = true;
    }

    public synchronized boolean isWanted() {
      return wanted;
    }

    public synchronized long age(long now) {
      return now - updated;
    }

    public synchronized void update(long now) {
      wanted = false;
      version++;
      updated = now;
      for (Runnable listener : listeners) {
        listener.run();
      }
    }

    public synchronized void addListener(Runnable listener) {
      listeners.add(listener);
    }
  }

  public static class OnlyItsSizeIsToldOk {
    private final Map<String, String> items = new HashMap<>();

    public synchronized void put(String key, String item) {
      items.put(key, item);
    }

    public int size() {
      return items.size();
    }
  }

  public static class LookedUpWithoutTheGuardBad {
    private final Map<String, String> items = new HashMap<>();

    public synchronized void put(String key, String item) {
      items.put(key, item);
    }

    public String get(String key) {
      return items.get(key);
    }
  }

  public static class TakenOutUnderTheGuardOk {
    private final Map<String, List<String>> tasks = new HashMap<>();

    public void add(String key, String task) {
      synchronized (tasks) {
        tasks.computeIfAbsent(key, k -> new ArrayList<>()).add(task);
      }
    }

    public void cancel(String key) {
      List<String> its;
      synchronized (tasks) {
        its = tasks.remove(key);
      }
      if (its != null) {
        for (String task : its) {
          task.length();
        }
      }
    }
  }

  public static class FoundUnderTheGuardBad {
    private final Map<String, List<String>> tasks = new HashMap<>();

    public void add(String key, String task) {
      synchronized (tasks) {
        tasks.computeIfAbsent(key, k -> new ArrayList<>()).add(task);
      }
    }

    public void cancel(String key) {
      List<String> its;
      synchronized (tasks) {
        its = tasks.get(key);
      }
      if (its != null) {
        for (String task : its) {
          task.length();
        }
      }
    }
  }

  public static class SetBeforeUseOk {
    private final Set<String> entries = new HashSet<>();
    private int seen;

    public void setEntries(List<String> all) {
      entries.addAll(all);
    }

    public void serve(ExecutorService pool) {
      for (int i = 0; i < 2; i++) {
        pool.execute(() -> check("a"));
      }
    }

    private boolean check(String entry) {
      return entries.contains(entry);
    }
  }

  public static class FilledWhenStartedInternallyOk {
    private final Map<String, String> items = new HashMap<>();

    protected void startInternal() {
      items.put("a", "b");
    }

    public synchronized String get(String key) {
      return items.get(key);
    }

    public synchronized void put(String key, String item) {
      items.put(key, item);
    }
  }

  public static class EitherKindOfMapOk {
    private final Map<String, String> items;

    public EitherKindOfMapOk(boolean shared) {
      items = shared ? new ConcurrentHashMap<>() : new HashMap<>();
    }

    public void put(String key, String item) {
      if (items instanceof ConcurrentMap) {
        items.put(key, item);
      } else {
        synchronized (items) {
          items.put(key, item);
        }
      }
    }
  }

  public static class AllCallersReachTheLockDifferentlyOk {
    private final Object lock = new Object();
    private final List<String> log = new ArrayList<>();

    public void note(String line) {
      synchronized (lock) {
        lockedAdd(line);
      }
    }

    private void lockedAdd(String line) {
      log.add(line);
    }

    public static class Part {
      private final AllCallersReachTheLockDifferentlyOk whole;
      private final Object lock;

      public Part(AllCallersReachTheLockDifferentlyOk whole) {
        this.whole = whole;
        this.lock = whole.lock;
      }

      public void note(String line) {
        synchronized (lock) {
          whole.lockedAdd(line);
        }
      }
    }
  }

  public static class TasksAreAwaitedOk {
    private final Map<String, String> names = new HashMap<>();

    public void scan(ExecutorService pool, List<String> parts) throws Exception {
      names.put("all", "");
      List<Future<?>> futures = new ArrayList<>();
      for (String part : parts) {
        futures.add(pool.submit(() -> look(part)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
      names.clear();
    }

    private boolean look(String part) {
      return names.containsKey(part);
    }
  }

  public static class TasksWriteBesideEachOtherBad {
    private final Map<String, String> names = new HashMap<>();

    public void scan(ExecutorService pool, List<String> parts) throws Exception {
      List<Future<?>> futures = new ArrayList<>();
      for (String part : parts) {
        futures.add(pool.submit(() -> note(part)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    }

    private void note(String part) {
      names.put(part, part);
    }
  }

  public static class BareCopyBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public List<String> names() {
      return new ArrayList<>(names);
    }
  }

  public static class CopyUnderLockOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return new ArrayList<>(names);
    }
  }

  /** The lock is asked of somebody else, who may well give all the same one. */
  public static class LockOfSomebodyElseOk {
    private static final Map<String, String> NAMES = new HashMap<>();
    private final Supplier<Lock> locks;

    public LockOfSomebodyElseOk(Supplier<Lock> locks) {
      this.locks = locks;
    }

    public void put(String key) {
      Lock lock = locks.get();
      lock.lock();
      try {
        NAMES.put(key, key);
      } finally {
        lock.unlock();
      }
    }
  }

  public static class LockOfEachCallBad {
    private static final Map<String, String> NAMES = new HashMap<>();

    public void put(String key) {
      Lock lock = new ReentrantLock();
      lock.lock();
      try {
        NAMES.put(key, key);
      } finally {
        lock.unlock();
      }
    }
  }

  public static class OneSideWithoutTheLockOfSomebodyElseBad {
    private static final Map<String, String> NAMES = new HashMap<>();
    private final Supplier<Lock> locks;

    public OneSideWithoutTheLockOfSomebodyElseBad(Supplier<Lock> locks) {
      this.locks = locks;
    }

    public void put(String key) {
      Lock lock = locks.get();
      lock.lock();
      try {
        NAMES.put(key, key);
      } finally {
        lock.unlock();
      }
    }

    public String get(String key) {
      return NAMES.get(key);
    }
  }

  public static class OnlyOneBad {
    public static final OnlyOneBad INSTANCE = new OnlyOneBad();
    private final Map<String, Double> loads = new HashMap<>();

    public void changed(String host, double load) {
      loads.put(host, load);
    }

    public double load(String host) {
      return loads.getOrDefault(host, 0.0);
    }
  }

  public static class Gossip {
    public void heard(String host) {
      OnlyOneBad.INSTANCE.changed(host, 1.0);
    }
  }

  public static class OneOfManyOk {
    public static final OneOfManyOk NONE = new OneOfManyOk();
    private final Map<String, Double> loads = new HashMap<>();

    public static OneOfManyOk create() {
      return new OneOfManyOk();
    }

    public OneOfManyOk with(String host, double load) {
      loads.put(host, load);
      return this;
    }

    public double load(String host) {
      return loads.getOrDefault(host, 0.0);
    }
  }

  public static class Options {
    public OneOfManyOk one() {
      return OneOfManyOk.create().with("one", 1.0);
    }
  }

  public static class FilledByDoStartOk implements HttpHandler {
    private final Map<String, String> routes = new HashMap<>();

    protected void doStart() {
      routes.put("/", "root");
    }

    @Override
    public void handle(HttpExchange exchange) {
      exchange.setAttribute("route", routes.get(exchange.getRequestURI().getPath()));
    }
  }

  public static class FilledByHandlingBad implements HttpHandler {
    private final Map<String, String> routes = new HashMap<>();

    @Override
    public void handle(HttpExchange exchange) {
      routes.put(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
    }
  }

  public static class EldestIsRemovedUnderTheLockOfPutOk {
    private final List<String> evicted = new ArrayList<>();
    private final Map<String, String> newest =
        new java.util.LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            evicted.add(eldest.getKey());
            return size() > 10;
          }
        };

    public synchronized void put(String key) {
      newest.put(key, key);
    }

    public synchronized void forget() {
      evicted.clear();
    }
  }

  public static class LoopOfThreadsThatGetTheirMakerOk extends Thread {
    private final List<String> waiting = new ArrayList<>();

    @Override
    public void run() {
      while (true) {
        Thread snapshot =
            new Thread() {
              @Override
              public void run() {
                System.out.println(LoopOfThreadsThatGetTheirMakerOk.this.getName());
              }
            };
        snapshot.start();
        flush();
      }
    }

    private void flush() {
      if (!waiting.isEmpty()) {
        waiting.clear();
      }
      waiting.add("next");
    }
  }

  public static class TasksOfALoopFillTheLedgerBad {
    private final LedgerOfALoop ledger = new LedgerOfALoop();

    public void book(ExecutorService pool, List<String> entries) {
      for (String entry : entries) {
        pool.execute(() -> ledger.add(entry));
      }
    }

    public static class LedgerOfALoop {
      private final List<String> entries = new ArrayList<>();

      public void add(String entry) {
        entries.add(entry);
      }
    }
  }

  public static class OneTaskFillsTheLedgerOk {
    private final LedgerOfATask ledger = new LedgerOfATask();

    private void book(ExecutorService pool, List<String> entries) {
      pool.execute(() -> entries.forEach(ledger::add));
    }

    public static class LedgerOfATask {
      private final List<String> entries = new ArrayList<>();

      void add(String entry) {
        entries.add(entry);
      }
    }
  }

  public static class FP_LedgerOfEachTaskOk {
    public void book(ExecutorService pool, List<LedgerOfEach> ledgers) {
      for (LedgerOfEach ledger : ledgers) {
        pool.execute(() -> ledger.add("opened"));
      }
    }

    public static class LedgerOfEach {
      private final List<String> entries = new ArrayList<>();

      void add(String entry) {
        entries.add(entry);
      }
    }
  }

  public static class DeployerHandedItsOwnAppOk {
    private final Deployer deployer = new Deployer();

    public void all(ExecutorService pool, List<String> names) {
      for (String name : names) {
        pool.execute(() -> deployer.deploy(name));
      }
    }

    public static class App {
      private final Map<String, String> resources = new HashMap<>();
    }

    public static class Deployer {
      public App deploy(String name) {
        App app = new App();
        watch(app, name);
        return app;
      }

      protected void watch(App app, String name) {
        app.resources.put(name, name);
      }
    }
  }

  public static class ConstantsThatAreListedOk {
    private static final Map<String, ConstantsThatAreListedOk> ALL = new HashMap<>();
    public static final ConstantsThatAreListedOk FIRST = new ConstantsThatAreListedOk("first");
    public static final ConstantsThatAreListedOk SECOND = new ConstantsThatAreListedOk("second");

    public ConstantsThatAreListedOk(String name) {
      ALL.put(name, this);
    }

    public static ConstantsThatAreListedOk find(String name) {
      return ALL.get(name);
    }
  }

  public static class MadeWhenAskedForBad {
    private static final Map<String, MadeWhenAskedForBad> ALL = new HashMap<>();
    public static final MadeWhenAskedForBad FIRST = new MadeWhenAskedForBad("first");

    public MadeWhenAskedForBad(String name) {
      ALL.put(name, this);
    }

    public static MadeWhenAskedForBad find(String name) {
      return ALL.containsKey(name) ? ALL.get(name) : new MadeWhenAskedForBad(name);
    }
  }

  public static class TwoBuffersOk {
    private List<Runnable> pending = new ArrayList<>();

    public void add(Runnable task) {
      synchronized (this) {
        pending.add(task);
      }
    }

    public void drain() {
      List<Runnable> mine = new ArrayList<>();
      List<Runnable> empty = mine;
      while (true) {
        synchronized (this) {
          if (pending.isEmpty()) {
            return;
          }
          empty = mine;
          mine = pending;
          pending = empty;
        }
        mine.forEach(Runnable::run);
        mine.clear();
      }
    }
  }

  public static class OneBufferBad {
    private List<Runnable> pending = new ArrayList<>();

    public void add(Runnable task) {
      synchronized (this) {
        pending.add(task);
      }
    }

    public void drain() {
      List<Runnable> mine;
      synchronized (this) {
        if (pending.isEmpty()) {
          return;
        }
        mine = pending;
      }
      for (Runnable task : mine) {
        task.run();
      }
      mine.clear();
    }
  }

  public static class AssertedMonitorOk {
    private final Map<String, Integer> stock = new HashMap<>();

    public void put(String item, int count) {
      synchronized (this) {
        stock.put(item, count);
      }
    }

    public void forget(String item) {
      if (!Thread.holdsLock(this)) {
        throw new AssertionError();
      }
      stock.remove(item);
    }
  }

  public static class AskedMonitorBad {
    private final Map<String, Integer> stock = new HashMap<>();

    public void put(String item, int count) {
      synchronized (this) {
        stock.put(item, count);
      }
    }

    public void forget(String item) {
      if (Thread.holdsLock(this)) {
        System.out.println("under the lock");
      }
      stock.remove(item);
    }
  }

  public static class InsistedLockOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> stock = new HashMap<>();

    public void put(String item, int count) {
      lock.lock();
      try {
        stock.put(item, count);
      } finally {
        lock.unlock();
      }
    }

    public void forget(String item) {
      if (!lock.isHeldByCurrentThread()) {
        throw new IllegalMonitorStateException();
      }
      stock.remove(item);
    }
  }

  public static class TalkOfItsThreadOk implements Runnable {
    /** A conversation of one client. */
    static class Talk {
      private final List<String> said = new ArrayList<>();

      void say(String word) {
        said.add(word);
      }

      void end() {
        said.clear();
      }
    }

    private Talk talk;

    public static void serve(ExecutorService pool) {
      pool.execute(new TalkOfItsThreadOk());
    }

    @Override
    public void run() {
      talk = new Talk();
      talk.say("welcome");
    }

    public void erase() {
      talk.end();
    }
  }

  public static class BoardOfAllFoundBad implements Runnable {
    /** What all clients share. */
    static class Board {
      private final List<String> notes = new ArrayList<>();

      void pin(String note) {
        notes.add(note);
      }

      void wipe() {
        notes.clear();
      }
    }

    private final Board board;

    public BoardOfAllFoundBad(Board board) {
      this.board = board;
    }

    public static void serve(ExecutorService pool, Board board) {
      pool.execute(new BoardOfAllFoundBad(board));
    }

    @Override
    public void run() {
      board.pin("welcome");
    }

    public void erase() {
      board.wipe();
    }
  }

  public static class TakesFromItsQueueOk {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final List<String> batch = new ArrayList<>();

    public void offer(String item) {
      queue.offer(item);
    }

    public void work() throws InterruptedException {
      batch.add(queue.take());
      if (batch.size() > 10) {
        batch.clear();
      }
    }
  }

  public static class PutsIntoBothBad {
    private final Map<String, String> byName = new ConcurrentHashMap<>();
    private final List<String> inOrder = new ArrayList<>();

    public void register(String name, String value) {
      byName.put(name, value);
      inOrder.add(name);
    }

    public List<String> names() {
      return new ArrayList<>(inOrder);
    }
  }

  public static class DrawnByTheEventThreadOk {
    private final Map<String, Integer> heights = new HashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    public void show(String shape) {
      SwingUtilities.invokeLater(() -> heights.put(shape, 1));
    }

    public void rename(String shape, String name) {
      names.put(shape, name);
      heights.put(name, 1);
    }
  }

  public static class ThreadThatOthersCallBad extends Thread {
    private final List<String> clients = new ArrayList<>();

    @Override
    public void run() {
      clients.add("next");
    }

    public void send(String text) {
      for (String client : clients) {
        System.out.println(client + text);
      }
    }
  }

  /** Calls the thread, whose clients it knows nothing of. */
  public static class CallerOfTheThreadOk {
    private final ThreadThatOthersCallBad thread = new ThreadThatOthersCallBad();

    public void open() {
      thread.start();
    }

    public void append(String text) {
      thread.send(text);
    }
  }

  /** Every thread that logs walks over what is added and taken out meanwhile. */
  public static class ListenersOfLogBad extends java.util.logging.Handler {
    private final List<Runnable> listeners = new ArrayList<>();

    public void publish(java.util.logging.LogRecord record) {
      for (Runnable listener : listeners) {
        listener.run();
      }
    }

    public void addListener(Runnable listener) {
      listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
      listeners.remove(listener);
    }

    public void flush() {}

    public void close() {}
  }

  /** What is only ever added to is set up before the first thread logs. */
  public static class SetUpBeforeLogOk extends java.util.logging.Handler {
    private final List<Runnable> listeners = new ArrayList<>();

    public void publish(java.util.logging.LogRecord record) {
      for (Runnable listener : listeners) {
        listener.run();
      }
    }

    public void addListener(Runnable listener) {
      listeners.add(listener);
    }

    public void flush() {}

    public void close() {}
  }

  /** Every thread that logs adds. */
  public static class KeptRecordsBad extends java.util.logging.Handler {
    private final List<java.util.logging.LogRecord> records = new ArrayList<>();

    public void publish(java.util.logging.LogRecord record) {
      records.add(record);
    }

    public void flush() {}

    public void close() {}
  }

  public static class DrainedBySynchronizedMethodOk {
    private List<Runnable> pending = new ArrayList<>();

    public synchronized void add(Runnable task) {
      pending.add(task);
    }

    private synchronized List<Runnable> drain() {
      List<Runnable> all = pending;
      pending = new ArrayList<>();
      return all;
    }

    public void flush() {
      for (Runnable task : drain()) {
        task.run();
      }
    }
  }

  /** What translates names for somebody. */
  public interface Translator {
    String translate(String name);
  }

  /** Where anybody finds one that is for all. */
  public static final class Translators {
    public static final Translator COMMON = new CommonTranslatorBad();

    private Translators() {}
  }

  public static class CommonTranslatorBad implements Translator {
    private final Map<String, String> known = new HashMap<>();

    @Override
    public String translate(String name) {
      String found = known.get(name);
      if (found == null) {
        found = new StringBuilder(name).reverse().toString();
        known.put(name, found);
      }
      return found;
    }
  }

  /** Where nobody finds one: whoever wants one makes it. */
  public static final class OwnTranslators {
    public static final String COMMON = "common";

    private OwnTranslators() {}

    public static String twice(String name) {
      Translator own = new OwnTranslatorOk();
      return own.translate(own.translate(name));
    }
  }

  static class OwnTranslatorOk implements Translator {
    private final Map<String, String> known = new HashMap<>();

    @Override
    public String translate(String name) {
      String found = known.get(name);
      if (found == null) {
        found = new StringBuilder(name).reverse().toString();
        known.put(name, found);
      }
      return found;
    }
  }

  /** Its one generator works for all who answer requests. */
  public static class PageHandler implements HttpHandler {
    private final PageGeneratorOfTheHandlerBad pages = new PageGeneratorOfTheHandlerBad();

    @Override
    public void handle(HttpExchange exchange) {
      pages.page(exchange.getRequestMethod());
    }
  }

  public static class PageGeneratorOfTheHandlerBad {
    private final Map<String, String> made = new HashMap<>();

    public String page(String name) {
      return made.containsKey(name) ? made.get(name) : make(name);
    }

    private String make(String name) {
      String page = new StringBuilder(name).reverse().toString();
      made.put(name, page);
      return page;
    }
  }

  /** Each request has a generator of its own. */
  public static class OwnPageHandler implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) {
      PageGeneratorOfARequestOk pages = new PageGeneratorOfARequestOk();
      pages.page(exchange.getRequestMethod());
      pages.page(exchange.getProtocol());
    }
  }

  public static class PageGeneratorOfARequestOk {
    private final Map<String, String> made = new HashMap<>();

    public String page(String name) {
      return made.containsKey(name) ? made.get(name) : make(name);
    }

    private String make(String name) {
      String page = new StringBuilder(name).reverse().toString();
      made.put(name, page);
      return page;
    }
  }

  /** Others get at it through the interface alone, by the method that the compiler adds. */
  static class ThroughABridgeBad implements Supplier<String> {
    private final List<String> names = new ArrayList<>();

    public static Supplier<String> of() {
      return new ThroughABridgeBad();
    }

    public synchronized void add(String name) {
      names.add(name);
    }

    @Override
    public String get() {
      return names.get(0);
    }
  }

  static class ThroughABridgeOk implements Supplier<String> {
    private final List<String> names = new ArrayList<>();

    public static Supplier<String> of() {
      return new ThroughABridgeOk();
    }

    public synchronized void add(String name) {
      names.add(name);
    }

    @Override
    public synchronized String get() {
      return names.get(0);
    }
  }

  public static class BesideTheEntryBad {
    private final ConcurrentMap<String, String> pools = new ConcurrentHashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    public String pool(String name) {
      return pools.computeIfAbsent(
          name,
          key -> {
            sizes.put(key, key.length());
            return key.trim();
          });
    }
  }

  public static class BesideTheEntryOk {
    private final ConcurrentMap<String, String> pools = new ConcurrentHashMap<>();
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

    public String pool(String name) {
      return pools.computeIfAbsent(
          name,
          key -> {
            sizes.put(key, key.length());
            return key.trim();
          });
    }
  }

  public static class InTheEntryOk {
    private final ConcurrentMap<String, List<String>> words = new ConcurrentHashMap<>();

    public void add(String key, String word) {
      words.compute(
          key,
          (k, before) -> {
            List<String> now = before == null ? new ArrayList<>() : before;
            now.add(word);
            return now;
          });
    }
  }

  public static class AllAddedBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public void copyTo(List<String> others) {
      others.addAll(names);
    }
  }

  public static class AllAddedOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized void copyTo(List<String> others) {
      others.addAll(names);
    }
  }

  public static class OnlyTheSizeOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized void remove(String name) {
      names.remove(name);
    }

    public List<String> copy() {
      List<String> copy = new ArrayList<>(names.size());
      synchronized (this) {
        copy.addAll(names);
      }
      return copy;
    }
  }

  public static class TheSizeAndTheLastBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized void remove(String name) {
      names.remove(name);
    }

    public String last() {
      int size = names.size();
      return size == 0 ? "" : names.get(size - 1);
    }
  }

  /** Makes collections for the whole program. */
  static final class Makers {
    private Makers() {}

    static <T> List<T> list() {
      return new ArrayList<>();
    }

    static <T> List<T> shared() {
      return list(new CopyOnWriteArrayList<>());
    }

    private static <T> List<T> list(List<T> made) {
      return made;
    }
  }

  public static class MadeByAFactoryBad {
    private final Iterable<String> names = Makers.list();
    private final List<String> others = Makers.list();

    public synchronized void add(String name) {
      others.add(name);
    }

    public void drop(String name) {
      others.remove(name);
    }

    public Iterable<String> names() {
      return names;
    }
  }

  public static class TakenOutInASetterBad {
    private final List<String> running = new ArrayList<>();

    public synchronized void start(String name) {
      running.add(name);
    }

    public void setDone(String name) {
      running.remove(name);
    }
  }

  public static class FilledInASetterOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void rename(String name) {
      names.add(name);
    }

    public void setNames(List<String> all) {
      names.addAll(all);
    }
  }

  public static final class OnlyBuilderBad {
    private static OnlyBuilderBad instance;
    private final Map<String, String> pages = new WeakHashMap<>();

    private OnlyBuilderBad() {}

    public static synchronized OnlyBuilderBad instance() {
      if (instance == null) {
        instance = new OnlyBuilderBad();
      }
      return instance;
    }

    public String page(String name) {
      String page = pages.get(name);
      if (page == null) {
        page = name.trim();
        pages.put(name, page);
      }
      return page;
    }
  }

  public static final class OneOfManyBuilderOk {
    private final Map<String, String> pages = new WeakHashMap<>();

    private OneOfManyBuilderOk() {}

    public static OneOfManyBuilderOk start() {
      return new OneOfManyBuilderOk();
    }

    public String page(String name) {
      String page = pages.get(name);
      if (page == null) {
        page = name.trim();
        pages.put(name, page);
      }
      return page;
    }
  }

  /** Made by those who read its name in a file. */
  public static class MadeByNameBad implements Runnable {
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private final int number;

    MadeByNameBad(String name) {
      Integer known = NUMBERS.get(name);
      if (known == null) {
        known = NUMBERS.size();
        NUMBERS.put(name, known);
      }
      number = known;
    }

    @Override
    public void run() {
      System.out.println(number);
    }
  }

  /** What is known of one class. */
  static final class Facts {
    private final List<String> names = new ArrayList<>();

    void add(String name) {
      names.add(name);
    }

    static Facts read(String type) {
      Facts facts = new Facts();
      facts.add(type);
      return facts;
    }
  }

  public static class FoundOrMadeBad {
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    private Known known(String type) {
      Known its = known.get(type);
      if (its == null) {
        its = Known.read(type);
        known.put(type, its);
      }
      return its;
    }

    public void note(String type, String name) {
      known(type).add(name);
    }

    /** What is known of one class. */
    static final class Known {
      private final List<String> names = new ArrayList<>();

      void add(String name) {
        names.add(name);
      }

      static Known read(String type) {
        Known its = new Known();
        its.add(type);
        return its;
      }
    }
  }

  public static class MadeForEachCallOk {
    private Facts facts(String type) {
      return Facts.read(type);
    }

    public void note(String type, String name) {
      facts(type).add(name);
    }
  }

  public static class OnlySubclassMakesMoreBad {
    public static final OnlySubclassMakesMoreBad COMMON = new OnlySubclassMakesMoreBad();
    private final Map<String, String> schemas = new WeakHashMap<>();

    protected OnlySubclassMakesMoreBad() {}

    public String schema(String type) {
      String schema = schemas.get(type);
      if (schema == null) {
        schema = type.trim();
        schemas.put(type, schema);
      }
      return schema;
    }

    /** Has one more. */
    public static final class Special extends OnlySubclassMakesMoreBad {}
  }

  public static class OneNumberOfManyOk {
    private final double[] ratios = new double[8];

    public void update(int type, double ratio) {
      synchronized (ratios) {
        ratios[type] = (ratios[type] + ratio) / 2;
      }
    }

    public double ratio(int type) {
      return ratios[type];
    }
  }

  public static class HelperUnderCallersLockBad {
    private final List<String> free = new ArrayList<>();
    private int made;

    public synchronized String take() {
      made++;
      return free.isEmpty() ? "new" : free.remove(0);
    }

    public synchronized void give(String one) {
      put(one);
    }

    protected void put(String one) {
      free.add(one);
    }

    public void forget() {
      free.clear();
    }
  }

  public static class HelperUnderCallersLockOk {
    private final List<String> free = new ArrayList<>();
    private int made;

    public synchronized String take() {
      made++;
      return free.isEmpty() ? "new" : free.remove(0);
    }

    public synchronized void give(String one) {
      put(one);
    }

    protected void put(String one) {
      free.add(one);
    }

    public synchronized void forget() {
      free.clear();
    }
  }

  public static class OneNumberFormatBad {
    private static final java.text.DecimalFormat TWO_DIGITS = new java.text.DecimalFormat("0.##");

    public static String text(double value) {
      return TWO_DIGITS.format(value);
    }
  }

  public static class NumberFormatOfEachCallOk {
    private static final String TWO_DIGITS = "0.##";

    public static String text(double value) {
      return new java.text.DecimalFormat(TWO_DIGITS).format(value);
    }
  }

  public static class OneDigestBad {
    private final java.security.MessageDigest digest;
    private int made;

    public OneDigestBad(java.security.MessageDigest digest) {
      this.digest = digest;
    }

    public synchronized byte[] sum(byte[] bytes) {
      made++;
      return digest.digest(bytes);
    }

    public boolean isSum(byte[] sum, byte[] bytes) {
      return java.util.Arrays.equals(sum, digest.digest(bytes));
    }
  }

  public static class OneDigestUnderALockOk {
    private final java.security.MessageDigest digest;
    private int made;

    public OneDigestUnderALockOk(java.security.MessageDigest digest) {
      this.digest = digest;
    }

    public synchronized byte[] sum(byte[] bytes) {
      made++;
      return digest.digest(bytes);
    }

    public synchronized boolean isSum(byte[] sum, byte[] bytes) {
      return java.util.Arrays.equals(sum, digest.digest(bytes));
    }
  }

  public static class OwnKindOfMapBad {
    private final Recent<String, Integer> recent = new Recent<>();

    public synchronized void add(String key, Integer value) {
      recent.put(key, value);
    }

    public Integer find(String key) {
      return recent.get(key);
    }

    @SuppressWarnings("serial")
    private static final class Recent<K, V> extends java.util.LinkedHashMap<K, V> {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > 50;
      }
    }
  }

  public static class OwnKindOfMapUnderALockOk {
    private final Recent<String, Integer> recent = new Recent<>();

    public synchronized void add(String key, Integer value) {
      recent.put(key, value);
    }

    public synchronized Integer find(String key) {
      return recent.get(key);
    }

    @SuppressWarnings("serial")
    private static final class Recent<K, V> extends java.util.LinkedHashMap<K, V> {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > 50;
      }
    }
  }

  public static class OwnKindOfMapThatLocksOk {
    private final Recent<String, Integer> recent = new Recent<>();

    public void add(String key, Integer value) {
      recent.put(key, value);
    }

    public Integer find(String key) {
      return recent.get(key);
    }

    @SuppressWarnings("serial")
    private static final class Recent<K, V> extends HashMap<K, V> {
      @Override
      public synchronized V put(K key, V value) {
        return super.put(key, value);
      }

      @Override
      public synchronized V get(Object key) {
        return super.get(key);
      }
    }
  }

  public static class WorkHandedOnInALambdaBad {
    private final List<String> results = new ArrayList<>();
    private ExecutorService pool;

    public void take(List<String> urls) {
      for (String url : urls) {
        later(() -> results.add(url));
      }
    }

    private void later(Runnable work) {
      pool.execute(
          () -> {
            Thread.currentThread().setName("worker");
            work.run();
          });
    }
  }

  public static class WorkHandedOnInATaskBad {
    private final List<String> results = new ArrayList<>();
    private ExecutorService pool;

    public void take(List<String> urls) {
      for (String url : urls) {
        later(() -> results.add(url));
      }
    }

    private void later(Runnable work) {
      pool.execute(new Named(work));
    }

    private static final class Named implements Runnable {
      private final Runnable work;

      Named(Runnable work) {
        this.work = work;
      }

      @Override
      public void run() {
        Thread.currentThread().setName("worker");
        work.run();
      }
    }
  }

  public static class WorkDoneInATaskHereOk {
    private final List<String> results = new ArrayList<>();

    void take(List<String> urls) {
      for (String url : urls) {
        now(() -> results.add(url));
      }
    }

    private void now(Runnable work) {
      new Told(work).run();
    }

    private static final class Told implements Runnable {
      private final Runnable work;

      Told(Runnable work) {
        this.work = work;
      }

      @Override
      public void run() {
        work.run();
      }
    }
  }

  public static class OneListUnderALockOfEachBad {
    private static final List<String> LAST = new ArrayList<>();

    public synchronized String first(List<String> names) {
      fill(names);
      return LAST.get(0);
    }

    public synchronized void clear() {
      fill(List.of());
    }

    private void fill(List<String> names) {
      LAST.clear();
      LAST.addAll(names);
    }
  }

  public static class StatisticsThatNobodyPrintsOk {
    private final Statistics statistics = new Statistics();

    public void note(String name) {
      statistics.note(name);
    }

    private static final class Statistics {
      private final Map<String, Integer> uses = new HashMap<>();

      synchronized void note(String name) {
        uses.merge(name, 1, Integer::sum);
      }

      @SuppressWarnings("unused")
      private void print() {
        System.out.println(trace());
      }

      private String trace() {
        StringBuilder text = new StringBuilder();
        uses.forEach((name, times) -> text.append(name).append(times));
        return text.toString();
      }
    }
  }

  public interface Attempts {
    void open(String name);
  }

  public static class OpenedByEveryThreadBad implements Attempts {
    private final Map<String, Long> begun = new HashMap<>();

    @Override
    public void open(String name) {
      begun.put(name, System.nanoTime());
    }
  }

  public static class OpenedOnceOk {
    private final Map<String, Long> begun = new HashMap<>();

    public void open(String name) {
      begun.put(name, System.nanoTime());
    }
  }

  public static class TakenOutOfAQueueOk {
    private final BlockingQueue<StringBuilder> spare = new LinkedBlockingQueue<>();

    public String write(List<String> words) throws InterruptedException {
      StringBuilder text = spare.take();
      try {
        words.forEach(text::append);
        return text.toString();
      } finally {
        text.setLength(0);
        spare.offer(text);
      }
    }
  }

  public static class LookedAtInAQueueBad {
    private final BlockingQueue<Map<String, Integer>> spare = new LinkedBlockingQueue<>();

    public void fill() {
      spare.offer(new HashMap<>());
    }

    public void write(String word) {
      spare.peek().merge(word, 1, Integer::sum);
    }
  }

  public static class KeptOnlyMembersBad {
    private final Set<String> members = new TreeSet<>();

    public void viewChanged(List<String> view) {
      synchronized (members) {
        members.clear();
        members.addAll(view);
      }
    }

    public List<String> receivers(List<String> wanted) {
      List<String> receivers = new ArrayList<>(wanted);
      receivers.retainAll(members);
      return receivers;
    }
  }

  public static class KeptOnlyMembersOk {
    private final Set<String> members = new TreeSet<>();

    public void viewChanged(List<String> view) {
      synchronized (members) {
        members.clear();
        members.addAll(view);
      }
    }

    public List<String> receivers(List<String> wanted) {
      List<String> receivers = new ArrayList<>(wanted);
      synchronized (members) {
        receivers.retainAll(members);
      }
      return receivers;
    }
  }

  public static class MessageOfAnySort {
    protected final List<String> answers = new ArrayList<>();
  }

  public static class OneSortIsWrittenTheOtherReadOk extends MessageOfAnySort {
    public synchronized void answer(String text) {
      answers.add(text);
    }
  }

  public static class OtherSortOk extends MessageOfAnySort {
    public int letters() {
      int sum = 0;
      for (String answer : answers) {
        sum += answer.length();
      }
      return sum;
    }
  }

  public static class FilledByAHookOfItsConstructorOk {
    private final Map<String, Integer> sizes = new HashMap<>();

    public FilledByAHookOfItsConstructorOk(List<String> names) {
      load(names);
    }

    protected synchronized void load(List<String> names) {
      for (String name : names) {
        sizes.put(name, name.length());
      }
    }

    public Integer size(String name) {
      return sizes.get(name);
    }
  }

  public static class TasksOfAPoolOfSeveralBad {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Map<String, String> guests = new HashMap<>();

    public void in(String guest) {
      pool.execute(() -> guests.put(guest, "in"));
    }

    public void out(String guest) {
      pool.execute(() -> guests.remove(guest));
    }
  }

  public static class TasksOfAPoolOfOneOk {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final Map<String, String> guests = new HashMap<>();

    public void in(String guest) {
      pool.execute(() -> guests.put(guest, "in"));
    }

    public void out(String guest) {
      pool.execute(() -> guests.remove(guest));
    }
  }

  public static class TasksOfALoopInAPoolOfOneOk {
    private final ExecutorService pool = Executors.newFixedThreadPool(1);
    private final List<String> found = new ArrayList<>();

    public void look(List<String> places) {
      for (String place : places) {
        pool.execute(() -> found.add(place));
      }
    }
  }

  public static class OneTaskOfAPoolOfSeveralOk {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<String> seen = new ArrayList<>();

    void start(BlockingQueue<String> queue, CountDownLatch begun) {
      pool.execute(() -> seen.add(queue.poll()));
      pool.execute(begun::countDown);
    }
  }

  public static class StepsWrappedInALoopOk {
    void all(List<Runnable> steps, ExecutorService pool) {
      Runnable first = null;
      for (Runnable step : steps) {
        first = new Step(step, first);
      }
      pool.execute(first);
    }

    private static final class Step implements Runnable {
      private final Runnable work;
      private final Runnable next;

      Step(Runnable work, Runnable next) {
        this.work = work;
        this.next = next;
      }

      @Override
      public void run() {
        work.run();
        next.run();
      }
    }
  }

  public static class PoolOfOneInEachRoundBad {
    private final Map<String, Integer> sizes = new HashMap<>();

    public void all(List<String> names) {
      for (String name : names) {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        pool.execute(() -> sizes.put(name, name.length()));
      }
    }
  }

  public static class PoolOfOneInEachObjectBad {
    private static final Map<String, Integer> COUNTS = new HashMap<>();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    public void all(List<String> names) {
      for (String name : names) {
        pool.execute(() -> COUNTS.merge(name, 1, Integer::sum));
      }
    }
  }

  public static class HelperThatWaitsForItsThreadOk {
    private final List<Integer> found = new ArrayList<>();

    void look(int rounds) throws InterruptedException {
      for (int i = 0; i < rounds; i++) {
        deep(() -> found.add(1));
      }
    }

    private void deep(Runnable work) throws InterruptedException {
      Thread thread = new Thread(null, work, "deep", 0);
      thread.start();
      thread.join();
    }
  }

  public static class EachRoundWaitsForItsTaskOk {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Integer> found = new ArrayList<>();

    void look(int rounds) throws InterruptedException, ExecutionException {
      for (int i = 0; i < rounds; i++) {
        go(() -> found.add(1)).get();
      }
    }

    private Future<?> go(Runnable work) {
      return pool.submit(work);
    }
  }

  public static class NotesThatMayBeShared {
    protected final List<String> notes;

    NotesThatMayBeShared() {
      this.notes = new ArrayList<>();
    }

    NotesThatMayBeShared(NotesThatMayBeShared twin) {
      this.notes = twin.notes;
    }
  }

  public static class WrittenNotesBad extends NotesThatMayBeShared {
    public synchronized void add(String note) {
      notes.add(note);
    }
  }

  public static class ReadNotesBad extends NotesThatMayBeShared {
    public ReadNotesBad(WrittenNotesBad twin) {
      super(twin);
    }

    public int letters() {
      int sum = 0;
      for (String note : notes) {
        sum += note.length();
      }
      return sum;
    }
  }

  public static class OneTaskForAPortOk {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Integer> accepted = new ArrayList<>();

    public static void main(String[] arguments) {
      new OneTaskForAPortOk().take(80);
    }

    private void take(int port) {
      pool.execute(() -> accepted.add(port));
    }
  }

  public static class RunsTasksBad {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Map<String, Integer> runs = new HashMap<>();

    public void runTask(String name) {
      pool.execute(() -> runs.merge(name, 1, Integer::sum));
    }
  }

  public static class PoolThatNeverGrowsOk {
    private final ExecutorService pool =
        new ThreadPoolExecutor(1, 8, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final Map<String, Integer> seen = new HashMap<>();

    void see(String name) {
      pool.execute(() -> seen.merge(name, 1, Integer::sum));
    }
  }

  public static class FilledWhileTheClassIsMadeOk {
    private static final Hints HINTS = new Hints();

    public String hint(String name) {
      return HINTS.hint(name);
    }

    /** Made once. */
    static class Hints {
      private static final Map<String, String> ALL = new HashMap<>();

      {
        ALL.put("a", "b");
      }

      String hint(String name) {
        return ALL.get(name);
      }
    }
  }

  public static class ParallelIntoAListBad {
    public static List<String> upper(List<String> words) {
      List<String> upper = new ArrayList<>();
      words.parallelStream().forEach(word -> upper.add(word.toUpperCase(Locale.ROOT)));
      return upper;
    }
  }

  public static class ParallelIntoAFieldBad {
    private final Map<String, Integer> counts = new HashMap<>();

    public void count(List<String> words) {
      words.stream().parallel().forEach(word -> counts.merge(word, 1, Integer::sum));
    }
  }

  public static class SequentialIntoAListOk {
    public static List<String> upper(List<String> words) {
      List<String> upper = new ArrayList<>();
      words.stream().forEach(word -> upper.add(word.toUpperCase(Locale.ROOT)));
      return upper;
    }
  }

  public static class ParallelThenIntoAListOk {
    public static List<String> upper(List<String> words) {
      List<String> upper = new ArrayList<>();
      words.parallelStream()
          .map(word -> word.toUpperCase(Locale.ROOT))
          .toList()
          .forEach(upper::add);
      upper.add("end");
      return upper;
    }
  }

  public static class OneAtATimeByAFlagOk {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<String, Integer> seen = new HashMap<>();

    public boolean refresh(List<String> names) {
      if (!busy.compareAndSet(false, true)) {
        return false;
      }
      for (String name : names) {
        seen.put(name, names.size());
      }
      busy.set(false);
      return true;
    }

    public void start(ExecutorService pool) {
      for (int i = 0; i < 10; i++) {
        pool.execute(() -> refresh(List.of("a")));
      }
    }
  }

  public static class AfterTheFlagIsClearedBad {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<String, Integer> seen = new HashMap<>();

    public void refresh(String name) {
      if (busy.compareAndSet(false, true)) {
        busy.set(false);
        seen.put(name, 1);
      }
    }

    public void start(ExecutorService pool) {
      for (int i = 0; i < 10; i++) {
        pool.execute(() -> refresh("a"));
      }
    }
  }

  public static class TriedInVainBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> seen = new HashMap<>();

    public void add(String name) throws InterruptedException {
      lock.tryLock(10, TimeUnit.MILLISECONDS);
      try {
        seen.put(name, 1);
      } finally {
        if (lock.isHeldByCurrentThread()) {
          lock.unlock();
        }
      }
    }

    public int size(String name) {
      lock.lock();
      try {
        return seen.get(name);
      } finally {
        lock.unlock();
      }
    }

    public void start(ExecutorService pool) {
      for (int i = 0; i < 10; i++) {
        pool.execute(
            () -> {
              try {
                add("a");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
    }
  }

  public static class OneTaskAfterTheOtherOk {
    public int run(ExecutorService pool) throws Exception {
      Map<String, Integer> stock = new HashMap<>();
      pool.submit(
              () -> {
                stock.put("a", 1);
              })
          .get();
      Future<Integer> size = pool.submit(() -> stock.size());
      return size.get();
    }
  }

  public static class OneTaskBesideTheOtherBad {
    public int run(ExecutorService pool) throws Exception {
      Map<String, Integer> stock = new HashMap<>();
      Future<?> first =
          pool.submit(
              () -> {
                stock.put("a", 1);
              });
      Future<Integer> size = pool.submit(() -> stock.size());
      first.get();
      return size.get();
    }
  }

  public static class TwoLocksBesideItsMakerBad {
    private final List<String> letters = new ArrayList<>();
    private final Object in = new Object();
    private final Object out = new Object();

    void put(String letter) {
      synchronized (in) {
        letters.add(letter);
      }
    }

    String take() {
      synchronized (out) {
        return letters.remove(0);
      }
    }

    public static void start() {
      TwoLocksBesideItsMakerBad box = new TwoLocksBesideItsMakerBad();
      new Thread(() -> System.out.println(box.take())).start();
      box.put("a");
    }
  }

  static final class Puts {
    private Puts() {}

    static void put(Map<String, Integer> map, String key) {
      map.put(key, 1);
    }
  }

  public static class PutByAHelperBad {
    private final Map<String, Integer> map = new HashMap<>();

    public void put(String key) {
      Puts.put(map, key);
    }

    public synchronized void remove(String key) {
      map.remove(key);
    }
  }

  public static class PutByAHelperUnderTheLockOk {
    private final Map<String, Integer> map = new HashMap<>();

    public synchronized void put(String key) {
      Puts.put(map, key);
    }

    public synchronized void remove(String key) {
      map.remove(key);
    }
  }

  public static class ReadLockHandedToAHelperOk {
    private final java.util.concurrent.locks.ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> map = new TreeMap<>();

    private static <T> T with(Lock lock, Supplier<T> body) {
      lock.lock();
      try {
        return body.get();
      } finally {
        lock.unlock();
      }
    }

    public int add(String key) {
      return with(
          lock.writeLock(),
          () -> {
            map.put(key, 1);
            return map.size();
          });
    }

    public int get(String key) {
      return with(lock.readLock(), () -> map.size());
    }
  }

  public static class TasksOfAWindowBad {
    private final List<String> rows = new ArrayList<>();

    void add(String row) {
      rows.add(row);
    }

    void load(ExecutorService pool) {
      for (int i = 0; i < 3; i++) {
        pool.execute(() -> add("row"));
      }
    }

    public static void main(String[] args) {
      SwingUtilities.invokeLater(
          () -> new TasksOfAWindowBad().load(Executors.newCachedThreadPool()));
    }
  }

  public static class FlagsOfEachItemBad {
    private static final class Item {
      private final AtomicBoolean busy = new AtomicBoolean();
    }

    private final List<Item> items = List.of(new Item(), new Item());
    private final List<String> done = new ArrayList<>();

    void work() {
      for (Item item : items) {
        if (item.busy.compareAndSet(false, true)) {
          done.add("item");
          item.busy.set(false);
        }
      }
    }

    public void start(ExecutorService pool) {
      for (int i = 0; i < 10; i++) {
        pool.execute(() -> work());
      }
    }
  }

  public static class GivenBackBeforeBad {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<String> done = new ArrayList<>();

    void work() {
      if (busy.compareAndSet(false, true)) {
        busy.compareAndSet(true, false);
        done.add("item");
      }
    }

    public void start(ExecutorService pool) {
      for (int i = 0; i < 10; i++) {
        pool.execute(() -> work());
      }
    }
  }

  public static class StepAfterWhatAMethodPromisesBad {
    private final ExecutorService io;

    public StepAfterWhatAMethodPromisesBad(ExecutorService io) {
      this.io = io;
    }

    private CompletableFuture<String> fetch(String name) {
      return CompletableFuture.supplyAsync(() -> name.trim(), io);
    }

    public List<String> fetchAll(List<String> names) {
      List<String> found = new ArrayList<>();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      names.forEach(name -> all.add(fetch(name).thenAccept(one -> found.add(one))));
      all.forEach(one -> one.join());
      return found;
    }
  }

  public static class StepAfterWhatIsThereAlreadyOk {
    private CompletableFuture<String> fetch(String name) {
      return CompletableFuture.completedFuture(name.trim());
    }

    public List<String> fetchAll(List<String> names) {
      List<String> found = new ArrayList<>();
      names.forEach(name -> fetch(name).thenAccept(one -> found.add(one)));
      return found;
    }
  }

  public static class WorkersOfOneListBad {
    public List<String> trimmed(List<String> all) throws InterruptedException {
      List<String> results = new ArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(4);
      for (String one : all) {
        pool.execute(new Worker(one, results));
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      return results;
    }

    static final class Worker implements Runnable {
      private final String text;
      private final List<String> results;

      Worker(String text, List<String> results) {
        this.text = text;
        this.results = results;
      }

      @Override
      public void run() {
        results.add(text.trim());
      }
    }
  }

  public static class WorkersWithAListEachOk {
    public List<String> trimmed(List<String> all) throws InterruptedException {
      List<Worker> workers = new ArrayList<>();
      List<String> merged = new ArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(4);
      for (String one : all) {
        Worker worker = new Worker(one, new ArrayList<>());
        workers.add(worker);
        pool.execute(worker);
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      workers.forEach(worker -> merged.addAll(worker.results));
      return merged;
    }

    static final class Worker implements Runnable {
      private final String text;
      private final List<String> results;

      Worker(String text, List<String> results) {
        this.text = text;
        this.results = results;
      }

      @Override
      public void run() {
        results.add(text.trim());
      }
    }
  }

  public static class WorkersOfOneGuardedListOk {
    public List<String> trimmed(List<String> all) throws InterruptedException {
      List<String> results = Collections.synchronizedList(new ArrayList<>());
      ExecutorService pool = Executors.newFixedThreadPool(4);
      for (String one : all) {
        pool.execute(new Worker(one, results));
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      return results;
    }

    static final class Worker implements Runnable {
      private final String text;
      private final List<String> results;

      Worker(String text, List<String> results) {
        this.text = text;
        this.results = results;
      }

      @Override
      public void run() {
        results.add(text.trim());
      }
    }
  }

  public static class TasksOnAHelperBad {
    private final Known known = new Known();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    public void remember(String name) {
      pool.execute(() -> known.add(name));
    }

    public void forget(String name) {
      pool.execute(() -> known.drop(name).run());
    }

    static final class Known {
      private final Map<String, Runnable> actions = new HashMap<>();

      void add(String name) {
        actions.put(name, () -> {});
      }

      Runnable drop(String name) {
        return actions.remove(name);
      }
    }
  }

  public static class HandedOnInsideATaskBad {
    public static void main(String[] args) {
      Lines lines = new Lines();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> lines.write(System.out)));
      ExecutorService pool = Executors.newFixedThreadPool(2);
      for (String arg : args) {
        pool.execute(() -> new Log(lines).say(arg));
      }
      pool.shutdown();
    }

    static final class Log {
      private final Lines lines;

      Log(Lines lines) {
        this.lines = lines;
      }

      void say(String text) {
        lines.append(text);
      }
    }

    static final class Lines {
      private final List<String> all = new ArrayList<>();

      void append(String line) {
        synchronized (all) {
          all.add(line);
        }
      }

      void write(Appendable out) {
        for (String line : all) {
          try {
            out.append(line);
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        }
        all.clear();
      }
    }
  }

  public static class PartOfEachTaskOk {
    public void go() {
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (int i = 0; i < 5; i++) {
        pool.execute(new Task());
      }
    }

    static final class Node {
      final List<String> names;

      Node(List<String> names) {
        this.names = names;
      }
    }

    static final class Task implements Runnable {
      final Node node = new Node(new ArrayList<>());

      @Override
      public void run() {
        node.names.add("one");
        System.out.println(node.names.size());
      }
    }
  }

  public static class NewListForEachRoundOk {
    private List<String> current;

    public void go(List<String> ids) {
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (String id : ids) {
        current = new ArrayList<>();
        pool.execute(new Task(id, current));
      }
    }

    static final class Task implements Runnable {
      private final String id;
      private final List<String> out;

      Task(String id, List<String> out) {
        this.id = id;
        this.out = out;
      }

      @Override
      public void run() {
        out.add(id);
        System.out.println(out.size());
      }
    }
  }
}

package dev.interleave.probes;

import dev.interleave.probes.internal.CalmListener;
import dev.interleave.probes.internal.PartListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.springframework.beans.factory.BeanFactory;

/** Code of others run under a lock ({@code …Bad}) and after its release ({@code …Ok}). */
@SuppressWarnings("all")
public final class CallbackUnderLockProbes {
  /** Something that users implement. */
  public interface OrderListener {
    void onOrder(String id);
  }

  /** Something that users implement and hand in. */
  public interface ConnectionFactory {
    Object makeConnection();
  }

  public static class NotifyUnderMonitorBad {
    private final List<OrderListener> listeners = new ArrayList<>();

    public synchronized void add(OrderListener listener) {
      listeners.add(listener);
    }

    public synchronized void fire(String id) {
      for (OrderListener listener : listeners) {
        listener.onOrder(id);
      }
    }
  }

  public static class NotifyACopyOk {
    private final List<OrderListener> listeners = new ArrayList<>();

    public synchronized void add(OrderListener listener) {
      listeners.add(listener);
    }

    public void fire(String id) {
      List<OrderListener> copy;
      synchronized (this) {
        copy = new ArrayList<>(listeners);
      }
      for (OrderListener listener : copy) {
        listener.onOrder(id);
      }
    }
  }

  public static class NotifyWithoutLockOk {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void add(OrderListener listener) {
      listeners.add(listener);
    }

    public void fire(String id) {
      for (OrderListener listener : listeners) {
        listener.onOrder(id);
      }
    }
  }

  public static class NotifyInHelperBad {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();
    private String last = "";

    public synchronized void order(String id) {
      last = id;
      fire(id);
    }

    private void fire(String id) {
      for (OrderListener listener : listeners) {
        listener.onOrder(id);
      }
    }
  }

  public static class NotifyUnderReadLockBad {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<OrderListener> listeners = new ArrayList<>();

    public void fire(String id) {
      lock.readLock().lock();
      try {
        for (OrderListener listener : listeners) {
          listener.onOrder(id);
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class FactoryUnderMonitorBad {
    private final ConnectionFactory factory;
    private final List<Object> idle = new ArrayList<>();

    public FactoryUnderMonitorBad(ConnectionFactory factory) {
      this.factory = factory;
    }

    public synchronized Object borrow() {
      return idle.isEmpty() ? factory.makeConnection() : idle.remove(0);
    }
  }

  public static class FactoryOutsideOk {
    private final ConnectionFactory factory;
    private final List<Object> idle = new ArrayList<>();

    public FactoryOutsideOk(ConnectionFactory factory) {
      this.factory = factory;
    }

    public Object borrow() {
      synchronized (idle) {
        if (!idle.isEmpty()) {
          return idle.remove(0);
        }
      }
      return factory.makeConnection();
    }
  }

  public static class ActionUnderMonitorBad {
    private int state;

    public synchronized void change(int next, Consumer<Integer> watcher) {
      state = next;
      watcher.accept(state);
    }
  }

  public static class ActionAfterReleaseOk {
    private int state;

    public void change(int next, Consumer<Integer> watcher) {
      synchronized (this) {
        state = next;
      }
      watcher.accept(next);
    }
  }

  public static class ComputeOnItsArgumentsOk {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    public void hit(String key) {
      counts.compute(key, (k, old) -> old == null ? 1 : old + 1);
    }
  }

  public static class ComparatorOk {
    private final List<String> lines = new ArrayList<>();

    public synchronized void sort(Comparator<String> order) {
      lines.sort(order);
    }
  }

  public static class RunUnderLockHelperOk {
    public synchronized void locked(Runnable work) {
      work.run();
    }
  }

  public static class NotifyInConstructorOk {
    public NotifyInConstructorOk(OrderListener listener) {
      synchronized (this) {
        listener.onOrder("made");
      }
    }
  }

  public interface Part {
    void init();

    void changed(String what);
  }

  public static class PartsInitializedUnderLockOk {
    private final List<Part> parts = new ArrayList<>();

    public synchronized void init() {
      for (Part part : parts) {
        part.init();
      }
    }
  }

  public static class PartsToldUnderLockBad {
    private final List<Part> parts = new ArrayList<>();

    public synchronized void tell(String what) {
      for (Part part : parts) {
        part.changed(what);
      }
    }
  }

  public interface Store {
    void put(String item);

    void drop(String item);
  }

  public static class StoreAroundAStoreOk implements Store {
    private final Store inner;

    public StoreAroundAStoreOk(Store inner) {
      this.inner = inner;
    }

    @Override
    public synchronized void put(String item) {
      inner.drop(item);
      inner.put(item);
    }

    @Override
    public synchronized void drop(String item) {
      inner.drop(item);
    }
  }

  public static class ToldWithinAnyOfManyPermitsOk {
    private final Semaphore permits = new Semaphore(10);
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void fire(String id) throws InterruptedException {
      permits.acquire();
      try {
        for (OrderListener listener : listeners) {
          listener.onOrder(id);
        }
      } finally {
        permits.release();
      }
    }
  }

  public static class ToldWithinTheOnlyPermitBad {
    private final Semaphore permits = new Semaphore(1);
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void fire(String id) throws InterruptedException {
      permits.acquire();
      try {
        for (OrderListener listener : listeners) {
          listener.onOrder(id);
        }
      } finally {
        permits.release();
      }
    }
  }

  public static class ToldUnlessTheLockIsHeldOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void order(String id) {
      lock.lock();
      try {
        clean(id);
      } finally {
        lock.unlock();
      }
      clean(id);
    }

    private void clean(String id) {
      if (!lock.isHeldByCurrentThread()) {
        for (OrderListener listener : listeners) {
          listener.onOrder(id);
        }
      }
    }
  }

  public interface Tariff {
    void apply(long[] total);

    default void apply(long[] total, int times) {
      apply(total);
    }
  }

  public static class FlatTariff implements Tariff {
    @Override
    public void apply(long[] total) {
      total[0]++;
    }
  }

  public static class PartsThatAreAtHandOk {
    private final List<Tariff> tariffs = new ArrayList<>();
    private final long[] total = new long[1];

    public synchronized void bill() {
      for (Tariff tariff : tariffs) {
        tariff.apply(total);
      }
    }
  }

  public interface Gauge {
    void measure(String what);
  }

  public static class LockedGauge implements Gauge {
    private int count;

    @Override
    public synchronized void measure(String what) {
      count++;
    }
  }

  public static class PartsThatLockBad {
    private final List<Gauge> gauges = new ArrayList<>();

    public synchronized void measure(String what) {
      for (Gauge gauge : gauges) {
        gauge.measure(what);
      }
    }
  }

  public interface Loader {
    void load(String name);

    void load(String name, boolean again);
  }

  public static class PlainLoader implements Loader {
    private int loaded;

    @Override
    public void load(String name) {
      loaded++;
    }

    @Override
    public void load(String name, boolean again) {
      this.load(name);
    }
  }

  public static class CollaboratorThatIsAtHandOk {
    private final Loader loader;

    public CollaboratorThatIsAtHandOk(Loader loader) {
      this.loader = loader;
    }

    public synchronized void again(String name) {
      loader.load(name, true);
    }
  }

  public static class RunsItsArgumentUnderTheLockOk {
    private final List<String> items = new ArrayList<>();

    public synchronized void withItems(Consumer<List<String>> reader) {
      reader.accept(List.copyOf(items));
    }
  }

  public static class CollectedUnderLockOk {
    private final List<Gauge> gauges = new ArrayList<>();
    private final List<Sweeper> sweepers = new ArrayList<>();

    public synchronized void sweep() {
      for (Sweeper sweeper : sweepers) {
        sweeper.sweep();
      }
    }
  }

  public interface Sweeper {
    void sweep();
  }

  public static class LockedSweeper implements Sweeper {
    private int count;

    @Override
    public synchronized void sweep() {
      count++;
    }
  }

  public static class OwnActionUnderLockOk {
    private final Worker worker = new Worker(() -> {});

    public void run() {
      worker.work();
    }

    private static final class Worker {
      private final Runnable after;

      private Worker(Runnable after) {
        this.after = after;
      }

      private synchronized void work() {
        after.run();
      }
    }
  }

  public static class HandedActionUnderLockBad {
    private final Runnable after;
    private int count;

    public HandedActionUnderLockBad(Runnable after) {
      this.after = after;
    }

    public synchronized void work() {
      count++;
      after.run();
    }
  }

  public static class FutureHandedOutBad {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private String last = "";

    public CompletableFuture<String> first() {
      return first;
    }

    public synchronized void set(String value) {
      last = value;
      first.complete(value);
    }
  }

  public static class FutureCompletedAfterReleaseOk {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private String last = "";

    public CompletableFuture<String> first() {
      return first;
    }

    public void set(String value) {
      synchronized (this) {
        last = value;
      }
      first.complete(value);
    }
  }

  public static class FutureOfItsOwnOk {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private String last = "";

    public synchronized void set(String value) {
      last = value;
      first.complete(value);
    }

    public String await() {
      return first.join();
    }
  }

  public interface Opening {
    void setOpened();
  }

  public static class ListenersOfAFutureBad implements Opening {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void setOpened() {
      tellAll();
    }

    private void tellAll() {
      for (OrderListener listener : listeners) {
        listener.onOrder("opened");
      }
    }
  }

  public static class FutureOfListenersUnderLockBad {
    private final Object lock = new Object();
    private final Opening opening;
    private int state;

    public FutureOfListenersUnderLockBad(Opening opening) {
      this.opening = opening;
    }

    public void opened() {
      synchronized (lock) {
        state = 1;
        opening.setOpened();
      }
    }
  }

  public interface Closing {
    void setClosed();
  }

  public static class PlainClosing implements Closing {
    private volatile boolean closed;

    @Override
    public void setClosed() {
      closed = true;
    }
  }

  public static class PlainSetterUnderLockOk {
    private final Object lock = new Object();
    private final Closing closing;
    private int state;

    public PlainSetterUnderLockOk(Closing closing) {
      this.closing = closing;
    }

    public void close() {
      synchronized (lock) {
        state = 1;
        closing.setClosed();
      }
    }
  }

  public interface ResultHandler {
    void handle(Object result);
  }

  public static class Dispatcher {
    private int dispatched;

    public void watch(HandedHandlerUnderLockBad result) {
      result.setHandler(
          new ResultHandler() {
            @Override
            public void handle(Object value) {
              dispatch();
            }
          });
    }

    private void dispatch() {
      synchronized (this) {
        dispatched++;
      }
    }
  }

  public static class HandedHandlerUnderLockBad {
    private Object result;
    private ResultHandler handler;

    public void setHandler(ResultHandler handler) {
      synchronized (this) {
        this.handler = handler;
        handler.handle(result);
      }
    }
  }

  public interface ValueHandler {
    void handle(Object value);
  }

  public static class CountingHandler implements ValueHandler {
    private volatile Object last;

    @Override
    public void handle(Object value) {
      last = value;
    }
  }

  public static class HarmlessHandlerUnderLockOk {
    private Object result;

    public void tell(ValueHandler handler) {
      synchronized (this) {
        handler.handle(result);
      }
    }
  }

  public interface EntryListener {
    void evicted(String key);
  }

  public static class KeepingEntryListener implements EntryListener {
    private volatile String last;

    @Override
    public void evicted(String key) {
      last = key;
    }
  }

  public static class ListenerWithHarmlessClassesOk {
    private final EntryListener listener;
    private int evicted;

    public ListenerWithHarmlessClassesOk(EntryListener listener) {
      this.listener = listener;
    }

    public synchronized void evict(String key) {
      evicted++;
      listener.evicted(key);
    }
  }

  public interface PoolFactory {
    Object createPool(int size);
  }

  public static class FactoryMadeByALambdaOk {
    private final PoolFactory factory;
    private Object pool;

    public FactoryMadeByALambdaOk(PoolFactory factory) {
      this.factory = factory;
    }

    public static FactoryMadeByALambdaOk usual() {
      return new FactoryMadeByALambdaOk(size -> new int[size]);
    }

    public synchronized Object pool() {
      if (pool == null) {
        pool = factory.createPool(4);
      }
      return pool;
    }
  }

  public interface MessageListener {
    void onMessage(String text);

    default boolean isBatch() {
      return false;
    }
  }

  public static class Holder {
    private volatile MessageListener listener;
    private volatile boolean batch;

    public void setMessageListener(MessageListener listener) {
      this.listener = listener;
      this.batch = listener.isBatch();
    }
  }

  public static class RegisteredUnderLockOk {
    private final Holder holder = new Holder();
    private int count;

    public synchronized void register(MessageListener other) {
      count++;
      holder.setMessageListener(text -> other.onMessage(text));
    }
  }

  public static class StoredHandlerUnderLockOk {
    private final ResultHandler handler;
    private Object result;

    public StoredHandlerUnderLockOk(ResultHandler handler) {
      this.handler = handler;
    }

    public synchronized void end(Object result) {
      this.result = result;
      handler.handle(result);
    }
  }

  public static class ListedListenersWithAHarmlessClassBad {
    private final List<EntryListener> listeners = new ArrayList<>();
    private int evicted;

    public synchronized void add(EntryListener listener) {
      listeners.add(listener);
    }

    public synchronized void evict(String key) {
      evicted++;
      for (EntryListener listener : listeners) {
        listener.evicted(key);
      }
    }
  }

  /** A part of the program that is given its one listener when it is put together. */
  static class PartWithItsListenerOk {
    private final OrderListener listener;
    private int orders;

    PartWithItsListenerOk(OrderListener listener) {
      this.listener = listener;
    }

    synchronized void order(String id) {
      orders++;
      listener.onOrder(id);
    }

    synchronized int orders() {
      return orders;
    }
  }

  public static class ToldWhileItStartsOk {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();
    private boolean running;

    public void add(OrderListener listener) {
      listeners.add(listener);
    }

    public synchronized void start() {
      running = true;
      for (OrderListener listener : listeners) {
        listener.onOrder("started");
      }
    }

    public synchronized boolean isRunning() {
      return running;
    }
  }

  public static class OnlyComponentLockOk {
    private final Object life = new Object();
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void add(OrderListener listener) {
      listeners.add(listener);
    }

    public void initOrders(List<String> ids) {
      synchronized (life) {
        fire(ids);
      }
    }

    public void stopOrders(List<String> ids) {
      synchronized (life) {
        fire(ids);
      }
    }

    private void fire(List<String> ids) {
      for (OrderListener listener : listeners) {
        listener.onOrder(ids.get(0));
      }
    }
  }

  public static class NotifyACopyUnderMonitorBad {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();
    private String last = "";

    public void add(OrderListener listener) {
      listeners.add(listener);
    }

    public synchronized void order(String id) {
      last = id;
      for (OrderListener listener : new ArrayList<>(listeners)) {
        listener.onOrder(id);
      }
    }

    public synchronized String last() {
      return last;
    }
  }

  public static class FactoryOfAnotherObjectOk {
    private final Opener opener;
    private final List<Object> idle = new ArrayList<>();

    public FactoryOfAnotherObjectOk(Opener opener) {
      this.opener = opener;
    }

    public synchronized Object borrow() {
      return idle.isEmpty() ? opener.open() : idle.remove(0);
    }

    /** Works with what users hand in. */
    public static final class Opener {
      private final ConnectionFactory factory;

      public Opener(ConnectionFactory factory) {
        this.factory = factory;
      }

      public Object open() {
        return factory.makeConnection();
      }
    }
  }

  public static class NotifyInHelperUnderReadLockOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();

    public void order(String id) {
      lock.readLock().lock();
      try {
        fire(id);
      } finally {
        lock.readLock().unlock();
      }
    }

    private void fire(String id) {
      for (OrderListener listener : listeners) {
        listener.onOrder(id);
      }
    }
  }

  public static class FutureOfASharedJobBad {
    private final Job job = new Job();
    private int ended;

    public Job job() {
      return job;
    }

    public synchronized void end(String result) {
      ended++;
      job.end(result);
    }

    /** Something that somebody waits for. */
    public static final class Job {
      private final CompletableFuture<String> done = new CompletableFuture<>();

      public CompletableFuture<String> done() {
        return done;
      }

      void end(String result) {
        done.complete(result);
      }
    }
  }

  public static class FutureOfANewJobOk {
    private int ended;

    public synchronized void end(String result) {
      ended++;
      new Job().end(result);
    }

    /** Something that somebody waits for. */
    public static final class Job {
      private final CompletableFuture<String> done = new CompletableFuture<>();

      public CompletableFuture<String> done() {
        return done;
      }

      void end(String result) {
        done.complete(result);
      }
    }
  }

  public static class PartThatLocksToldBad {
    private final PartListener listener;
    private String last = "";

    public PartThatLocksToldBad(PartListener listener) {
      this.listener = listener;
    }

    public synchronized void order(String id) {
      last = id;
      listener.onPart(id);
    }

    public synchronized String last() {
      return last;
    }

    static final class Whole implements PartListener {
      private int count;

      @Override
      public synchronized void onPart(String id) {
        count = id.length();
      }
    }
  }

  public static class CalmPartToldOk {
    private final CalmListener listener;
    private String last = "";

    public CalmPartToldOk(CalmListener listener) {
      this.listener = listener;
    }

    public synchronized void order(String id) {
      last = id;
      listener.onPart(id);
    }

    public synchronized String last() {
      return last;
    }

    static final class Whole implements CalmListener {
      private volatile int count;

      @Override
      public void onPart(String id) {
        count = id.length();
      }
    }
  }

  public static class BeansUnderMonitorBad {
    private final BeanFactory beans;
    private final List<Object> found = new ArrayList<>();

    public BeansUnderMonitorBad(BeanFactory beans) {
      this.beans = beans;
    }

    public synchronized void find(List<String> names) {
      for (String name : names) {
        found.add(beans.getBean(name));
      }
    }

    public synchronized void add(Object one) {
      found.add(one);
    }
  }

  public static class BeansBeforeMonitorOk {
    private final BeanFactory beans;
    private final List<Object> found = new ArrayList<>();

    public BeansBeforeMonitorOk(BeanFactory beans) {
      this.beans = beans;
    }

    public void find(List<String> names) {
      for (String name : names) {
        Object bean = beans.getBean(name);
        add(bean);
      }
    }

    public synchronized void add(Object one) {
      found.add(one);
    }
  }

  public static class BeansThatNobodyElseWantsOk {
    private final BeanFactory beans;
    private final List<Object> found = new ArrayList<>();

    public BeansThatNobodyElseWantsOk(BeanFactory beans) {
      this.beans = beans;
    }

    public synchronized void find(List<String> names) {
      for (String name : names) {
        found.add(beans.getBean(name));
      }
    }
  }

  /** Is told once how something ended. */
  public interface Ending {
    boolean setFailure(Throwable cause);

    boolean setNumber(int number);
  }

  /** Tells its listeners. */
  public static class EndingWithListenersBad implements Ending {
    private final List<OrderListener> listeners = new CopyOnWriteArrayList<>();
    private volatile int last;

    @Override
    public boolean setFailure(Throwable cause) {
      for (OrderListener listener : listeners) {
        listener.onOrder(cause.toString());
      }
      return true;
    }

    @Override
    public boolean setNumber(int number) {
      last = number;
      return last > 0;
    }
  }

  public static class EndingToldUnderLockBad {
    private final Object lock = new Object();
    private final Ending ending;
    private int state;

    public EndingToldUnderLockBad(Ending ending) {
      this.ending = ending;
    }

    public void fail(Throwable cause) {
      synchronized (lock) {
        state = 2;
        ending.setFailure(cause);
      }
    }
  }

  public static class EndingNumberedUnderLockOk {
    private final Object lock = new Object();
    private final Ending ending;
    private int state;

    public EndingNumberedUnderLockOk(Ending ending) {
      this.ending = ending;
    }

    public void next() {
      synchronized (lock) {
        state++;
        ending.setNumber(state);
      }
    }
  }

  public interface ProgressListener {
    default void advanced(int by) {}
  }

  public static class ListenersWithDefaultsBad {
    private final List<ProgressListener> listeners = new ArrayList<>();
    private int done;

    public synchronized void add(ProgressListener listener) {
      listeners.add(listener);
    }

    public synchronized void advance(int by) {
      done += by;
      for (ProgressListener each : listeners) {
        each.advanced(by);
      }
    }
  }

  public static class StepListener {
    public void advanced(int by) {}

    public final void count(int by) {}
  }

  public static class ListenersWithEmptyMethodsBad {
    private final List<StepListener> listeners = new ArrayList<>();
    private int done;

    public synchronized void add(StepListener listener) {
      listeners.add(listener);
    }

    public synchronized void advance(int by) {
      done += by;
      for (StepListener each : listeners) {
        each.advanced(by);
      }
    }
  }

  public static class ListenersWithFinalMethodsOk {
    private final List<StepListener> listeners = new ArrayList<>();
    private int done;

    public synchronized void add(StepListener listener) {
      listeners.add(listener);
    }

    public synchronized void advance(int by) {
      done += by;
      for (StepListener each : listeners) {
        each.count(by);
      }
    }
  }

  public static class HelperUnderSharedLockBad {
    private final List<StepListener> listeners =
        java.util.Collections.synchronizedList(new ArrayList<StepListener>());

    public void add(StepListener listener) {
      listeners.add(listener);
    }

    public void advance(final int by) {
      new Round() {
        @Override
        void tell(StepListener each) {
          each.advanced(by);
        }
      }.run();
    }

    private abstract class Round {
      void run() {
        synchronized (listeners) {
          for (StepListener each : listeners) {
            tell(each);
          }
        }
      }

      abstract void tell(StepListener each);
    }
  }

  public static class HelperUnderItsOwnLockOk {
    private final List<StepListener> listeners = new java.util.concurrent.CopyOnWriteArrayList<>();

    public void add(StepListener listener) {
      listeners.add(listener);
    }

    public void advance(final int by) {
      new Round() {
        @Override
        void tell(StepListener each) {
          each.advanced(by);
        }
      }.run();
    }

    private abstract class Round {
      synchronized void run() {
        for (StepListener each : listeners) {
          tell(each);
        }
      }

      abstract void tell(StepListener each);
    }
  }

  public static class ToldWhenLoudOk {
    private final List<StepListener> listeners = new ArrayList<>();
    private int done;

    public synchronized void add(StepListener listener) {
      listeners.add(listener);
    }

    public synchronized void restore(int by) {
      done = 0;
      move(by, null);
    }

    private void move(int by, StepListener told) {
      done += by;
      if (told != null) {
        told.advanced(by);
      }
    }
  }

  public static class ToldByAHelperBad {
    private final List<StepListener> listeners = new ArrayList<>();
    private final Teller teller = new Teller();
    private int done;

    public synchronized void add(StepListener listener) {
      listeners.add(listener);
    }

    public synchronized void advance(int by) {
      done += by;
      teller.tell(by);
    }

    private final class Teller {
      void tell(int by) {
        for (StepListener each : listeners) {
          each.advanced(by);
        }
      }
    }
  }

  public static class ToldByAnotherClassOk {
    private final Bell bell;
    private int done;

    public ToldByAnotherClassOk(Bell bell) {
      this.bell = bell;
    }

    public synchronized void advance(int by) {
      done += by;
      bell.ring(by);
    }

    public synchronized int done() {
      return done;
    }
  }
}

/** Tells listeners, and knows nothing of locks. */
class Bell {
  private final List<CallbackUnderLockProbes.StepListener> listeners =
      new java.util.concurrent.CopyOnWriteArrayList<>();

  public void add(CallbackUnderLockProbes.StepListener listener) {
    listeners.add(listener);
  }

  public void ring(int by) {
    tell(by);
  }

  private void tell(int by) {
    for (CallbackUnderLockProbes.StepListener each : listeners) {
      each.advanced(by);
    }
  }
}

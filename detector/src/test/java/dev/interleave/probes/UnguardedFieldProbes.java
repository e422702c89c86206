package dev.interleave.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.logging.Logger;
import net.jcip.annotations.GuardedBy;

/** Fields that are guarded in most places and bare in one ({@code …Bad}), and twins. */
@SuppressWarnings("all")
public final class UnguardedFieldProbes {
  public static class Route {
    public int[] hops = new int[1];
    public Route next;
  }

  public static class KeptForOneRequestBad implements HttpHandler {
    private String user;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      user = exchange.getRequestURI().getQuery();
      answer(exchange);
    }

    private void answer(HttpExchange exchange) throws IOException {
      exchange.getResponseBody().write(user.getBytes());
    }
  }

  public static class HandedOnForOneRequestOk implements HttpHandler {
    private String last;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      String user = exchange.getRequestURI().getQuery();
      last = user;
      answer(exchange, user);
    }

    private void answer(HttpExchange exchange, String user) throws IOException {
      exchange.getResponseBody().write(user.getBytes());
    }
  }

  public static class BareArrayReadBad {
    private final Object lock = new Object();
    private Runnable[] listeners = new Runnable[0];

    public void add(Runnable listener) {
      synchronized (lock) {
        Runnable[] more = Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = listener;
        listeners = more;
      }
    }

    public void clear() {
      synchronized (lock) {
        listeners = new Runnable[0];
      }
    }

    public void fire() {
      for (Runnable listener : listeners) {
        listener.run();
      }
    }
  }

  public static class VolatileArrayReadOk {
    private final Object lock = new Object();
    private volatile Runnable[] listeners = new Runnable[0];

    public void add(Runnable listener) {
      synchronized (lock) {
        Runnable[] more = Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = listener;
        listeners = more;
      }
    }

    public void clear() {
      synchronized (lock) {
        listeners = new Runnable[0];
      }
    }

    public void fire() {
      for (Runnable listener : listeners) {
        listener.run();
      }
    }
  }

  public static class BareWriteBad {
    private int low;
    private int high;

    public synchronized void range(int from, int to) {
      low = from;
      high = to;
    }

    public synchronized int span() {
      return high - low;
    }

    public void shift(int from) {
      low = from;
    }
  }

  public static class GuardedWriteOk {
    private int low;
    private int high;

    public synchronized void range(int from, int to) {
      low = from;
      high = to;
    }

    public synchronized int span() {
      return high - low;
    }

    public synchronized void shift(int from) {
      low = from;
    }
  }

  public static class BareReferenceBad {
    private Route head;

    public synchronized void push(Route route) {
      route.next = head;
      head = route;
    }

    public synchronized Route pop() {
      Route first = head;
      head = first.next;
      return first;
    }

    public int firstHop() {
      return head.hops[0];
    }
  }

  public static class HeldReferenceOk {
    private Route head;

    public synchronized void push(Route route) {
      route.next = head;
      head = route;
    }

    public synchronized Route pop() {
      Route first = head;
      head = first.next;
      return first;
    }

    public synchronized int firstHop() {
      return head.hops[0];
    }
  }

  public static class DoubleCheckedBad {
    private Route route;

    public Route route() {
      if (route == null) {
        synchronized (this) {
          if (route == null) {
            route = new Route();
          }
        }
      }
      return route;
    }

    public synchronized void reset() {
      route = null;
    }
  }

  public static class VolatileDoubleCheckedOk {
    private volatile Route route;

    public Route route() {
      if (route == null) {
        synchronized (this) {
          if (route == null) {
            route = new Route();
          }
        }
      }
      return route;
    }

    public synchronized void reset() {
      route = null;
    }
  }

  public static class AnnotatedBad {
    private final Object lock = new Object();

    @GuardedBy("lock")
    private Route current;

    public void set(Route route) {
      synchronized (lock) {
        current = route;
      }
    }

    public int hops() {
      return current.hops.length;
    }

    public int next() {
      return current.next.hops.length;
    }
  }

  public static class AnnotatedOk {
    private final Object lock = new Object();

    @GuardedBy("lock")
    private Route current;

    public void set(Route route) {
      synchronized (lock) {
        current = route;
      }
    }

    public int hops() {
      synchronized (lock) {
        return current.hops.length;
      }
    }
  }

  public static class OtherLockBad {
    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    private Route current;

    public void set(Route route) {
      one.lock();
      try {
        current = route;
      } finally {
        one.unlock();
      }
    }

    public int hops() {
      one.lock();
      try {
        return current.hops.length;
      } finally {
        one.unlock();
      }
    }

    public void clear() {
      two.lock();
      try {
        current = null;
      } finally {
        two.unlock();
      }
    }
  }

  public static class OneLockOk {
    private final ReentrantLock one = new ReentrantLock();
    private Route current;

    public void set(Route route) {
      one.lock();
      try {
        current = route;
      } finally {
        one.unlock();
      }
    }

    public void clear() {
      one.lock();
      try {
        current = null;
      } finally {
        one.unlock();
      }
    }
  }

  public static class WriteUnderReadLockBad {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Route current;
    private int changes;

    public void set(Route route) {
      lock.writeLock().lock();
      try {
        current = route;
      } finally {
        lock.writeLock().unlock();
      }
    }

    public int hops() {
      lock.readLock().lock();
      try {
        return current.hops.length;
      } finally {
        lock.readLock().unlock();
      }
    }

    public void clear() {
      lock.readLock().lock();
      try {
        current = null;
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class ReadUnderReadLockOk {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Route current;

    public void set(Route route) {
      lock.writeLock().lock();
      try {
        current = route;
      } finally {
        lock.writeLock().unlock();
      }
    }

    public int hops() {
      lock.readLock().lock();
      try {
        return current.hops.length;
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  public static class BareElementBad {
    private final int[] slots = new int[8];

    public synchronized void set(int index, int value) {
      slots[index] = value;
    }

    public synchronized int sum() {
      return slots[0] + slots[1];
    }

    public void reset(int index) {
      slots[index] = 0;
    }
  }

  public static class GuardedElementOk {
    private final int[] slots = new int[8];

    public synchronized void set(int index, int value) {
      slots[index] = value;
    }

    public synchronized int sum() {
      return slots[0] + slots[1];
    }

    public synchronized void reset(int index) {
      slots[index] = 0;
    }
  }

  public static class BareInInnerClassBad {
    private Route head;

    public synchronized void push(Route route) {
      head = route;
    }

    public synchronized void clear() {
      head = null;
    }

    public class View {
      public int hops() {
        return head.hops.length;
      }
    }
  }

  public static class GuardedInInnerClassOk {
    private Route head;

    public synchronized void push(Route route) {
      head = route;
    }

    public synchronized void clear() {
      head = null;
    }

    public class View {
      public int hops() {
        synchronized (GuardedInInnerClassOk.this) {
          return head.hops.length;
        }
      }
    }
  }

  public static class StaticBad {
    private static Route shared;

    public static synchronized void set(Route route) {
      shared = route;
    }

    public static synchronized void clear() {
      shared = null;
    }

    public static int hops() {
      return shared.hops.length;
    }
  }

  public static class StaticOk {
    private static Route shared;

    public static synchronized void set(Route route) {
      shared = route;
    }

    public static synchronized int hops() {
      return shared.hops.length;
    }
  }

  public static class HelperUnderCallersLockOk {
    private Route head;

    public synchronized void push(Route route) {
      link(route);
    }

    public synchronized void replace(Route route) {
      head = route;
    }

    private void link(Route route) {
      route.next = head;
      head = route;
    }
  }

  public static class ConstructionOk {
    private Route head;

    public ConstructionOk(Route first) {
      head = first;
      head.hops[0] = 1;
    }

    public synchronized void push(Route route) {
      head = route;
    }
  }

  public static class DeserializationOk {
    private int count;

    public synchronized void add() {
      count++;
    }

    public synchronized int count() {
      return count;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      count = 0;
    }
  }

  public static class StatisticGetterOk {
    private long served;

    public synchronized void serve() {
      served++;
    }

    public synchronized void reset() {
      served = 0;
    }

    public long served() {
      return served;
    }
  }

  public static class QuickLookOk {
    private boolean closed;
    private final List<String> log = new ArrayList<>();

    public void write(String line) {
      if (closed) {
        return;
      }
      synchronized (this) {
        if (!closed) {
          log.add(line);
        }
      }
    }

    public synchronized void close() {
      closed = true;
    }

    public synchronized void reopen() {
      closed = false;
    }
  }

  public static class NoDisciplineOk {
    private Route head;

    public void push(Route route) {
      head = route;
    }

    public int hops() {
      return head.hops.length;
    }
  }

  public static class OrderedLocksOk {
    private int number;
    private int balance;

    public static void transfer(OrderedLocksOk from, OrderedLocksOk to, int amount) {
      OrderedLocksOk first = from.number < to.number ? from : to;
      OrderedLocksOk second = from.number < to.number ? to : from;
      synchronized (first) {
        synchronized (second) {
          from.balance -= amount;
          to.balance += amount;
        }
      }
    }

    public synchronized void deposit(int amount) {
      balance += amount;
    }

    public synchronized int balance() {
      return balance;
    }
  }

  /** What its maker fills field by field. */
  static class Settings {
    int size = 3;
    String name = "plain";
  }

  /** What cannot change once it is made. */
  static class Fixed {
    final int size = Integer.parseInt("3");
  }

  public static class DoubleCheckedPlainBad {
    private final Object lock = new Object();
    private Settings settings;

    public Settings settings() {
      if (settings == null) {
        synchronized (lock) {
          if (settings == null) {
            settings = new Settings();
          }
        }
      }
      return settings;
    }
  }

  public static class DoubleCheckedVolatileOk {
    private final Object lock = new Object();
    private volatile Settings settings;

    public Settings settings() {
      if (settings == null) {
        synchronized (lock) {
          if (settings == null) {
            settings = new Settings();
          }
        }
      }
      return settings;
    }
  }

  public static class DoubleCheckedFinalFieldsOk {
    private final Object lock = new Object();
    private Fixed fixed;

    public Fixed fixed() {
      Fixed now = fixed;
      if (now == null) {
        synchronized (lock) {
          now = fixed;
          if (now == null) {
            now = new Fixed();
            fixed = now;
          }
        }
      }
      return now;
    }
  }

  public static class FilledByItsReaderOk implements java.io.Externalizable {
    private static final long serialVersionUID = 1L;
    private int total;

    public synchronized void add(int more) {
      total += more;
    }

    public synchronized int total() {
      return total;
    }

    @Override
    public void readExternal(java.io.ObjectInput in) throws java.io.IOException {
      total = in.readInt();
    }

    @Override
    public synchronized void writeExternal(java.io.ObjectOutput out) throws java.io.IOException {
      out.writeInt(total);
    }
  }

  public static class FilledAgainBad {
    private int total;

    public synchronized void add(int more) {
      total += more;
    }

    public synchronized int total() {
      return total;
    }

    public void read(java.io.ObjectInput in) throws java.io.IOException {
      total = in.readInt();
    }
  }

  public static class WhatItWroteItselfOk implements Runnable {
    private Object input;

    @Override
    public void run() {
      synchronized (this) {
        input = new Object();
      }
      System.out.println(input);
    }

    public synchronized void close() {
      if (input != null) {
        System.out.println(input.hashCode());
      }
    }
  }

  public static class OnlyAskedBeforeOk {
    private StringBuilder statistics;

    public void collect(boolean on) {
      synchronized (this) {
        statistics = on ? new StringBuilder() : null;
      }
    }

    public synchronized void reset() {
      statistics = null;
    }

    public void limit(int most) {
      if (statistics != null) {
        synchronized (this) {
          if (statistics != null) {
            statistics.setLength(most);
          }
        }
      }
    }
  }

  public static class ShownInAMessageOk {
    private static final Logger LOG = Logger.getLogger("probe");
    private int users;

    public synchronized void enter() {
      users++;
    }

    public synchronized void leave() {
      users--;
    }

    public void report(String who) {
      LOG.info(who + " sees " + users + " users");
    }
  }

  public static class ShownAndUsedBad {
    private static final Logger LOG = Logger.getLogger("probe");
    private int users;
    private int[] rooms = new int[8];

    public synchronized void enter() {
      users++;
    }

    public synchronized void leave() {
      users--;
    }

    public int report(String who) {
      int now = users;
      LOG.info(who + " sees " + now + " users");
      return now > 3 ? rooms.length - now : 1;
    }
  }

  public static class LockOfWhatIsReplacedOk {
    private Ticket ticket = new Ticket();

    public boolean use() {
      while (true) {
        Ticket mine = ticket;
        synchronized (ticket) {
          if (!mine.isUsed()) {
            return mine.use();
          }
          ticket = new Ticket();
        }
      }
    }
  }

  public static class LockBesideWhatIsReplacedBad {
    private final Object lock = new Object();
    private Ticket ticket = new Ticket();

    public boolean use() {
      while (true) {
        Ticket mine = ticket;
        synchronized (lock) {
          if (!mine.isUsed()) {
            return mine.use();
          }
          ticket = new Ticket();
        }
      }
    }
  }

  /** May be used once. */
  public static final class Ticket {
    private boolean used;

    synchronized boolean isUsed() {
      return used;
    }

    synchronized boolean use() {
      boolean first = !used;
      used = true;
      return first;
    }
  }

  public static class PlainStopFlagBad extends Thread {
    private boolean stopped;
    private int turns;

    @Override
    public void run() {
      while (!stopped) {
        turns++;
      }
    }

    public void shutdown() {
      stopped = true;
      interrupt();
    }
  }

  public static class VolatileStopFlagOk extends Thread {
    private volatile boolean stopped;
    private int turns;

    @Override
    public void run() {
      while (!stopped) {
        turns++;
      }
    }

    public void shutdown() {
      stopped = true;
      interrupt();
    }
  }

  public static class StopFlagBehindGetterBad implements Runnable {
    private boolean running = true;
    private int turns;

    public void begin() {
      new Thread(this).start();
    }

    private boolean isRunning() {
      return running;
    }

    @Override
    public void run() {
      while (isRunning()) {
        turns++;
      }
    }

    public void halt() {
      running = false;
    }
  }

  public static class StopFlagBehindLockedGetterOk implements Runnable {
    private boolean running = true;
    private int turns;

    public void begin() {
      new Thread(this).start();
    }

    private synchronized boolean isRunning() {
      return running;
    }

    @Override
    public void run() {
      while (isRunning()) {
        turns++;
      }
    }

    public synchronized void halt() {
      running = false;
    }
  }

  public static class FlagOfOneTurnOk extends Thread {
    private final List<String> names;
    private boolean verbose;
    private int told;

    public FlagOfOneTurnOk(List<String> names) {
      this.names = List.copyOf(names);
    }

    @Override
    public void run() {
      for (String name : names) {
        if (verbose) {
          told += name.length();
        }
      }
    }

    public void setVerbose(boolean verbose) {
      this.verbose = verbose;
    }
  }

  public static class FlagSetBeforeStartOk implements Runnable {
    private boolean running;
    private int turns;

    public void begin() {
      running = true;
      new Thread(this).start();
    }

    @Override
    public void run() {
      while (running) {
        turns++;
      }
    }
  }

  public static class LoopEndsItselfOk extends Thread {
    private boolean done;
    private int turns;

    @Override
    public void run() {
      while (!done) {
        turns++;
        done = turns > 10;
      }
    }
  }

  static class OrderLog {
    private final List<String> lines = new ArrayList<>();

    synchronized void store(String customer, String article) {
      lines.add(customer + article);
    }
  }

  static class KeptForAnOwnLogBad implements HttpHandler {
    private final OrderLog log = new OrderLog();
    private String customer;

    @Override
    public void handle(HttpExchange exchange) {
      customer = exchange.getRequestMethod();
      place(exchange.getProtocol());
    }

    private void place(String article) {
      log.store(customer, article);
    }
  }

  public static class OptimisticReadNeverAskedBad {
    private final StampedLock lock = new StampedLock();
    private double x;
    private double y;

    public void move(double newX, double newY) {
      long stamp = lock.writeLock();
      x = newX;
      y = newY;
      lock.unlockWrite(stamp);
    }

    double distance() {
      long stamp = lock.tryOptimisticRead();
      double seenX = x;
      double seenY = y;
      if (stamp == 0L) {
        stamp = lock.readLock();
        seenX = x;
        seenY = y;
        lock.unlockRead(stamp);
      }
      return Math.hypot(seenX, seenY);
    }
  }

  public static class OptimisticReadAskedTooEarlyBad {
    private final StampedLock lock = new StampedLock();
    private double x;
    private double y;

    public void move(double newX, double newY) {
      long stamp = lock.writeLock();
      x = newX;
      y = newY;
      lock.unlockWrite(stamp);
    }

    public double sum() {
      long stamp = lock.tryOptimisticRead();
      if (!lock.validate(stamp)) {
        return 0;
      }
      return x + y;
    }
  }

  public static class OptimisticReadAskedOk {
    private final StampedLock lock = new StampedLock();
    private double x;
    private double y;

    public void move(double newX, double newY) {
      long stamp = lock.writeLock();
      x = newX;
      y = newY;
      lock.unlockWrite(stamp);
    }

    public double sum() {
      long stamp;
      double seen;
      do {
        stamp = lock.tryOptimisticRead();
        seen = x + y;
      } while (!lock.validate(stamp));
      return seen;
    }

    public double difference() {
      long stamp = lock.tryOptimisticRead();
      double seen = x - y;
      if (!lock.validate(stamp)) {
        stamp = lock.readLock();
        seen = x - y;
        lock.unlock(stamp);
      }
      return seen;
    }
  }

  public static class ReplacedWhileItIsTheLockBad {
    private List<String> batch = new ArrayList<>();

    public void add(String event) {
      synchronized (batch) {
        batch.add(event);
      }
    }

    public List<String> take() {
      synchronized (batch) {
        List<String> full = batch;
        batch = new ArrayList<>();
        return full;
      }
    }
  }

  public static class ReplacedUnderAnotherLockOk {
    private final Object lock = new Object();
    private List<String> batch = new ArrayList<>();

    public void add(String event) {
      synchronized (lock) {
        batch.add(event);
      }
    }

    public List<String> take() {
      synchronized (lock) {
        List<String> full = batch;
        batch = new ArrayList<>();
        return full;
      }
    }
  }

  public static class AskedUnderEitherSideOk {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private long loadedAt;

    public boolean isOld() {
      lock.readLock().lock();
      try {
        return old();
      } finally {
        lock.readLock().unlock();
      }
    }

    public void load() {
      lock.writeLock().lock();
      try {
        if (old()) {
          loadedAt = System.nanoTime();
        }
      } finally {
        lock.writeLock().unlock();
      }
    }

    private boolean old() {
      return System.nanoTime() - loadedAt > 1000;
    }
  }

  public static class OfItsOwnThreadOk extends Thread {
    private Selector selector;

    public OfItsOwnThreadOk(Selector selector) {
      this.selector = selector;
    }

    @Override
    public void run() {
      try {
        while (selector.select() > 0) {
          selector.selectedKeys().clear();
        }
      } catch (IOException e) {
        return;
      }
      synchronized (this) {
        selector = null;
      }
    }

    public synchronized boolean isDone() {
      return selector == null;
    }
  }

  public static class ReplacedUnderAnOuterLockOk {
    private List<String> batch = new ArrayList<>();

    public synchronized void add(String event) {
      synchronized (batch) {
        batch.add(event);
      }
    }

    public synchronized List<String> take() {
      synchronized (batch) {
        List<String> full = batch;
        batch = new ArrayList<>();
        return full;
      }
    }
  }

  public static class ReplacedAndLookedAtAgainOk {
    private volatile List<String> batch = new ArrayList<>();

    public void add(String event) {
      while (!isAdded(event)) {
        Thread.onSpinWait();
      }
    }

    private boolean isAdded(String event) {
      List<String> found = batch;
      synchronized (found) {
        if (found == batch) {
          found.add(event);
          return true;
        }
        return false;
      }
    }

    public void reset() {
      synchronized (batch) {
        batch = new ArrayList<>();
      }
    }
  }

  public static class OptimisticReadTurnedIntoWriteLockOk {
    private final StampedLock lock = new StampedLock();
    private double x;

    public void set(double newX) {
      long stamp = lock.writeLock();
      x = newX;
      lock.unlockWrite(stamp);
    }

    public void move(double newX) {
      long stamp = lock.tryOptimisticRead();
      double seen = x;
      if (!lock.validate(stamp) || seen != 0) {
        return;
      }
      long write = lock.tryConvertToWriteLock(stamp);
      if (write == 0L) {
        return;
      }
      x = newX;
      lock.unlockWrite(write);
    }
  }
}

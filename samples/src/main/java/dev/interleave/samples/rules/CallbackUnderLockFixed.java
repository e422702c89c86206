package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The same class calls others only after it has released its lock, on a copy. */
public final class CallbackUnderLockFixed {
  private final Lock lock = new ReentrantLock();
  private final Object saveLock = new Object();
  private final List<PriceListener> listeners = new ArrayList<>();
  private final Map<String, Integer> prices = new HashMap<>();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private int saves;

  public void addListener(PriceListener listener) {
    lock.lock();
    try {
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
  }

  /** Tells every listener of the new price. */
  public void set(String item, int price) {
    List<PriceListener> toTell;
    lock.lock();
    try {
      prices.put(item, price);
      toTell = List.copyOf(listeners);
    } finally {
      lock.unlock();
    }
    toTell.forEach(listener -> listener.changed(item, price));
  }

  /** Lets the caller compute the new price, and does so again if it has changed meanwhile. */
  public void update(String item, UnaryOperator<Integer> change) {
    while (true) {
      int before = price(item);
      int after = change.apply(before);
      if (replace(item, before, after)) {
        return;
      }
    }
  }

  private boolean replace(String item, int before, int after) {
    lock.lock();
    try {
      boolean isUnchanged = prices.getOrDefault(item, 0) == before;
      if (isUnchanged) {
        prices.put(item, after);
      }
      return isUnchanged;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits for the first price goes on when the lock is free. */
  public void setFirst(String item, int price) {
    lock.lock();
    try {
      prices.put(item, price);
    } finally {
      lock.unlock();
    }
    first.complete(item);
  }

  public CompletableFuture<String> first() {
    return first;
  }

  /** Changes the price and saves. */
  public void setAndSave(String item, int price) {
    lock.lock();
    try {
      prices.put(item, price);
    } finally {
      lock.unlock();
    }
    scheduleSave();
  }

  private void scheduleSave() {
    synchronized (saveLock) {
      saves++;
    }
  }

  /** What the timer does: its own lock first, then that of the prices. */
  public Map<String, Integer> save() {
    synchronized (saveLock) {
      saves = 0;
      lock.lock();
      try {
        return Map.copyOf(prices);
      } finally {
        lock.unlock();
      }
    }
  }

  public int price(String item) {
    lock.lock();
    try {
      return prices.getOrDefault(item, 0);
    } finally {
      lock.unlock();
    }
  }
}

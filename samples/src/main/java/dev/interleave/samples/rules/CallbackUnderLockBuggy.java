package dev.interleave.samples.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Code that this class does not know runs while it holds its lock. */
public final class CallbackUnderLockBuggy {
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
    lock.lock();
    try {
      prices.put(item, price);
      for (PriceListener listener : listeners) {
        listener.changed(item, price); // BUG: callback-under-lock
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets the caller compute the new price. */
  public void update(String item, UnaryOperator<Integer> change) {
    lock.lock();
    try {
      prices.put(item, change.apply(prices.getOrDefault(item, 0))); // MISSED: callback-under-lock
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits for the first price goes on inside this call. */
  public void setFirst(String item, int price) {
    lock.lock();
    try {
      prices.put(item, price);
      first.complete(item); // BUG: callback-under-lock
    } finally {
      lock.unlock();
    }
  }

  public CompletableFuture<String> first() {
    return first;
  }

  /** Changes the price and saves. */
  public void setAndSave(String item, int price) {
    lock.lock();
    try {
      prices.put(item, price);
      scheduleSave(); // WITH: lock-order
    } finally {
      lock.unlock();
    }
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
      lock.lock(); // BUG: lock-order
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

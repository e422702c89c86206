package dev.interleave.samples.rules;

import java.util.concurrent.CompletableFuture;

/** Waits for the answer first and takes the lock to store it. */
public final class BlockingUnderLockFixed {
  private final CompletableFuture<Integer> answer = new CompletableFuture<>();
  private int price;
  private int asked;

  /** Stores the price as soon as it is known. */
  public void update() {
    int next = answer.join();
    synchronized (this) {
      price = next;
    }
  }

  /** Tells the price. */
  public void answer(int next) {
    synchronized (this) {
      asked++;
    }
    answer.complete(next);
  }

  public synchronized int price() {
    return price;
  }

  public synchronized int asked() {
    return asked;
  }
}

package dev.interleave.samples.rules;

import java.util.concurrent.CompletableFuture;

/** Waits for an answer while it holds the lock that whoever answers wants. */
public final class BlockingUnderLockBuggy {
  private final CompletableFuture<Integer> answer = new CompletableFuture<>();
  private int price;
  private int asked;

  /** Stores the price as soon as it is known. */
  public synchronized void update() {
    price = answer.join(); // BUG: blocking-under-lock
  }

  /** Tells the price; whoever calls this waits for {@link #update}, too. */
  public void answer(int next) {
    synchronized (this) { // WITH: blocking-under-lock
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

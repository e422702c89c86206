package dev.interleave.samples.rules;

import java.util.concurrent.atomic.AtomicInteger;

/** Takes two accounts in the order of their numbers, and a ledger always after its account. */
public final class LockOrderFixed {
  private static final AtomicInteger LAST = new AtomicInteger();

  private final int number = LAST.incrementAndGet();
  private final Object ledger = new Object();
  private int balance;
  private int entries;

  public static void transfer(LockOrderFixed from, LockOrderFixed to, int amount) {
    LockOrderFixed first = from.number < to.number ? from : to;
    LockOrderFixed second = from.number < to.number ? to : from;
    synchronized (first) {
      synchronized (second) {
        from.balance -= amount;
        to.balance += amount;
      }
    }
  }

  /** Pays in and writes it down: the account first, then its ledger. */
  public synchronized void deposit(int amount) {
    balance += amount;
    synchronized (ledger) {
      entries++;
    }
  }

  /** Looks both up: the account first, then its ledger. */
  public synchronized String report() {
    synchronized (ledger) {
      return entries + " entries, " + balance;
    }
  }

  public synchronized int balance() {
    return balance;
  }
}

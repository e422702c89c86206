package dev.interleave.samples.rules;

/** Moves money between two accounts and locks them in the order in which the caller names them. */
public final class LockOrderBuggy {
  private final Object ledger = new Object();
  private int balance;
  private int entries;

  public static void transfer(LockOrderBuggy from, LockOrderBuggy to, int amount) {
    synchronized (from) {
      synchronized (to) { // BUG: lock-order
        from.balance -= amount;
        to.balance += amount;
      }
    }
  }

  /** Pays in and writes it down: the account first, then its ledger. */
  public synchronized void deposit(int amount) {
    balance += amount;
    synchronized (ledger) { // BUG: lock-order
      entries++;
    }
  }

  /** Looks both up: the ledger first, then its account. */
  public String report() {
    synchronized (ledger) {
      return entries + " entries, " + balance(); // WITH: lock-order
    }
  }

  public synchronized int balance() {
    return balance;
  }
}

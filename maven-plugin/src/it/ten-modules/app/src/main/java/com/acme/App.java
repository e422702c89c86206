package com.acme;

/** Uses the ledger of another module in several threads. */
public final class App {
  public void serve(int threads) {
    Ledger ledger = new Ledger();
    for (int i = 0; i < threads; i++) {
      new Thread(ledger).start();
    }
  }
}

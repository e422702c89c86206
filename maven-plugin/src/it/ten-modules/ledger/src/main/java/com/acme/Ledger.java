package com.acme;

import java.util.HashMap;
import java.util.Map;

/** Adds up amounts; nothing here says that there are threads. */
public final class Ledger implements Runnable {
  private final Map<String, Long> sums = new HashMap<>();

  @Override
  public void run() {
    sums.put("home", sums.getOrDefault("home", 0L) + 1);
  }
}

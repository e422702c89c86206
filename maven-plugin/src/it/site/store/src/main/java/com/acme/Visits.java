package com.acme;

import java.util.HashMap;
import java.util.Map;

/** Counts the visits of a page, in whatever thread it is run. */
public final class Visits implements Runnable {
  private final Map<String, Integer> counts = new HashMap<>();

  @Override
  public void run() {
    counts.put("home", counts.getOrDefault("home", 0) + 1);
  }
}

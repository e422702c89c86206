package com.acme;

import java.util.concurrent.atomic.AtomicInteger;

public final class Visits {
  private final AtomicInteger count = new AtomicInteger();

  public void hit() {
    count.incrementAndGet();
  }

  public int count() {
    return count.get();
  }
}

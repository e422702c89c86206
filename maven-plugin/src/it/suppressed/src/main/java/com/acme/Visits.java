package com.acme;

public final class Visits {
  private volatile int count;
  private volatile int total;

  public void hit() {
    count++; // interleave: ignore read-modify-write — one thread counts
  }

  public void sum() {
    /* é */ total++;
  }

  public int count() {
    return count + total;
  }
}

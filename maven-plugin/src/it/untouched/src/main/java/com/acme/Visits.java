package com.acme;

public final class Visits {
  private volatile int count;

  public void hit() {
    count++;
  }

  public int count() {
    return count;
  }
}

package com.acme;

public final class Page {
  private volatile int views;

  public void view() {
    views++;
  }

  public synchronized void reset() {
    views = 0;
  }
}

package com.acme.web;

/** Counts calls for tests. */
public final class Recorder {
  private volatile int calls;

  public void call() {
    calls++;
  }
}

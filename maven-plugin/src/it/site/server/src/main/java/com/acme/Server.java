package com.acme;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Counts in several threads, with a class of another module. */
public final class Server {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  public void serve(int pages) {
    Visits visits = new Visits();
    for (int page = 0; page < pages; page++) {
      pool.submit(visits);
    }
  }
}

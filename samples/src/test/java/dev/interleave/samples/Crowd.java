package dev.interleave.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many threads that start together and are all waited for, within a bound. */
public final class Crowd {
  private Crowd() {}

  /** What one of the threads does. */
  @FunctionalInterface
  public interface Part {
    void run(int index) throws Exception;
  }

  /** Runs the part on so many threads at once; the time from the barrier to the last end. */
  public static long run(int threads, Part part) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads + 1);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int index = i;
        parts.add(
            pool.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  part.run(index);
                  return null;
                }));
      }
      start.await(30, TimeUnit.SECONDS);
      long from = System.nanoTime();
      join(parts);
      return System.nanoTime() - from;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private static void join(List<Future<?>> parts) throws Exception {
    for (Future<?> part : parts) {
      try {
        part.get(120, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception failure ? failure : e;
      } catch (TimeoutException e) {
        throw new AssertionError("a part did not end within two minutes", e);
      }
    }
  }
}

package dev.interleave.samples.itinerary;

import dev.interleave.samples.Count;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** Thousands of searches, whose three slow calls must be under way at the same time. */
public final class ItineraryStress {
  private ItineraryStress() {}

  /** A search of any of the three kinds. */
  interface Search extends BiFunction<TravelGuide, Executor, CompletableFuture<SearchResponse>> {}

  /** Answers only when all three services are being asked: a worker alone would never get on. */
  private static final class MeetingGuide implements TravelGuide {
    private final CyclicBarrier all = new CyclicBarrier(3);

    @Override
    public String cityData(String city) {
      return meet("facts about " + city);
    }

    @Override
    public String places(String city) {
      return meet("places in " + city);
    }

    @Override
    public String itinerary(String city) {
      return meet("three days in " + city);
    }

    private String meet(String answer) {
      try {
        all.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the workers do not overlap", e);
      }
      return answer;
    }
  }

  public static Count buggy(int searches) throws Exception {
    return run(
        ItinerarySearchBuggy.class,
        (guide, pool) -> new ItinerarySearchBuggy(guide, pool).search("Paris"),
        searches);
  }

  public static Count guarded(int searches) throws Exception {
    return run(
        ItinerarySearchGuarded.class,
        (guide, pool) -> new ItinerarySearchGuarded(guide, pool).search("Paris"),
        searches);
  }

  public static Count concurrent(int searches) throws Exception {
    return run(
        ItinerarySearchConcurrent.class,
        (guide, pool) -> new ItinerarySearchConcurrent(guide, pool).search("Paris"),
        searches);
  }

  private static Count run(Class<?> type, Search search, int searches) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    TravelGuide guide = new MeetingGuide();
    long kept = 0;
    long from = System.nanoTime();
    try {
      for (int i = 0; i < searches; i++) {
        kept += keys(search.apply(guide, pool).get(60, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
    long[] keptAndOf = {kept, 3L * searches};
    return Count.of(type, "cache keys", keptAndOf, System.nanoTime() - from);
  }

  /** How many of the three keys can still be found. */
  private static long keys(SearchResponse response) {
    long found = 0;
    for (String part : new String[] {"city", "places", "itinerary"}) {
      found += response.cacheKeys().get(part) == null ? 0 : 1;
    }
    return found;
  }
}

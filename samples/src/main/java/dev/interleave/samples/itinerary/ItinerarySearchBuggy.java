package dev.interleave.samples.itinerary;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Loses cache keys: three workers write one {@code HashMap} that nobody guards. */
public final class ItinerarySearchBuggy {
  private final TravelGuide guide;
  private final Executor workers;

  public ItinerarySearchBuggy(TravelGuide guide, Executor workers) {
    this.guide = guide;
    this.workers = workers;
  }

  /** Asks the three services side by side. */
  public CompletableFuture<SearchResponse> search(String city) {
    Map<String, String> cacheKeys = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    Object responseLock = new Object();
    CompletableFuture<Void> cityData =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.cityData(city);
              cacheKeys.put("city", keyOf("city", city)); // BUG: unguarded-collection
              synchronized (responseLock) {
                parts.put("city", found);
              }
            },
            workers);
    CompletableFuture<Void> places =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.places(city);
              cacheKeys.put("places", keyOf("places", city)); // WITH: unguarded-collection
              synchronized (responseLock) {
                parts.put("places", found);
              }
            },
            workers);
    CompletableFuture<Void> plan =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.itinerary(city);
              cacheKeys.put("itinerary", keyOf("itinerary", city)); // WITH: unguarded-collection
              synchronized (responseLock) {
                parts.put("itinerary", found);
              }
            },
            workers);
    return CompletableFuture.allOf(cityData, places, plan)
        .thenApply(all -> new SearchResponse(parts, cacheKeys));
  }

  private static String keyOf(String part, String city) {
    return part + ":" + city.toLowerCase(java.util.Locale.ROOT);
  }
}

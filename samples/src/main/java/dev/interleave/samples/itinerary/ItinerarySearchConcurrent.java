package dev.interleave.samples.itinerary;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Keeps the keys in a concurrent map: right as long as each put stands for itself. */
public final class ItinerarySearchConcurrent {
  private final TravelGuide guide;
  private final Executor workers;

  public ItinerarySearchConcurrent(TravelGuide guide, Executor workers) {
    this.guide = guide;
    this.workers = workers;
  }

  /** Asks the three services side by side. */
  public CompletableFuture<SearchResponse> search(String city) {
    Map<String, String> cacheKeys = new ConcurrentHashMap<>();
    Map<String, String> parts = new HashMap<>();
    Object responseLock = new Object();
    CompletableFuture<Void> cityData =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.cityData(city);
              cacheKeys.put("city", keyOf("city", city));
              synchronized (responseLock) {
                parts.put("city", found);
              }
            },
            workers);
    CompletableFuture<Void> places =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.places(city);
              cacheKeys.put("places", keyOf("places", city));
              synchronized (responseLock) {
                parts.put("places", found);
              }
            },
            workers);
    CompletableFuture<Void> plan =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.itinerary(city);
              cacheKeys.put("itinerary", keyOf("itinerary", city));
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

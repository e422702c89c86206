package dev.interleave.samples.itinerary;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Guards the keys by the lock that the response has anyway, held for the puts, not for the slow
 * calls.
 */
public final class ItinerarySearchGuarded {
  private final TravelGuide guide;
  private final Executor workers;

  public ItinerarySearchGuarded(TravelGuide guide, Executor workers) {
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
              synchronized (responseLock) {
                parts.put("city", found);
                cacheKeys.put("city", keyOf("city", city));
              }
            },
            workers);
    CompletableFuture<Void> places =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.places(city);
              synchronized (responseLock) {
                parts.put("places", found);
                cacheKeys.put("places", keyOf("places", city));
              }
            },
            workers);
    CompletableFuture<Void> plan =
        CompletableFuture.runAsync(
            () -> {
              String found = guide.itinerary(city);
              synchronized (responseLock) {
                parts.put("itinerary", found);
                cacheKeys.put("itinerary", keyOf("itinerary", city));
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

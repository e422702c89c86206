package dev.interleave.samples.itinerary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.samples.Count;
import org.junit.jupiter.api.Test;

/** No key is missing after any of thousands of searches, and the workers overlap. */
final class ItineraryStressTest {
  private static final int SEARCHES = 3_000;

  @Test
  void theResponseLockKeepsAllKeys() throws Exception {
    Count count = ItineraryStress.guarded(SEARCHES);
    assertTrue(count.isWhole(), count::toString);
  }

  @Test
  void theConcurrentMapKeepsAllKeys() throws Exception {
    Count count = ItineraryStress.concurrent(SEARCHES);
    assertTrue(count.isWhole(), count::toString);
  }
}

package dev.interleave.samples.itinerary;

import dev.interleave.replay.Replay;
import dev.interleave.replay.Setup;
import dev.interleave.samples.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Replays two of the three workers of one search. */
public final class ItineraryChecks {
  private static final String STORE = "itinerary";

  private ItineraryChecks() {}

  /** The workers of a search that has begun, held back until a thread runs them. */
  static final class HeldBack implements Executor {
    private final List<Runnable> workers = new ArrayList<>();
    private CompletableFuture<SearchResponse> response = new CompletableFuture<>();

    @Override
    public void execute(Runnable worker) {
      workers.add(worker);
    }

    void work(int index) {
      workers.get(index).run();
    }

    /** The keys that are there when all three have worked. */
    Object cacheKeys() {
      work(2);
      return new TreeMap<>(response.join().cacheKeys());
    }

    int keyCount() {
      return response.join().cacheKeys().size();
    }
  }

  /** Answers at once. */
  record Guide() implements TravelGuide {
    @Override
    public String cityData(String city) {
      return "facts about " + city;
    }

    @Override
    public String places(String city) {
      return "places in " + city;
    }

    @Override
    public String itinerary(String city) {
      return "three days in " + city;
    }
  }

  static HeldBack buggy() {
    HeldBack held = new HeldBack();
    held.response = new ItinerarySearchBuggy(new Guide(), held).search("Paris");
    return held;
  }

  static HeldBack guarded() {
    HeldBack held = new HeldBack();
    held.response = new ItinerarySearchGuarded(new Guide(), held).search("Paris");
    return held;
  }

  static HeldBack concurrent() {
    HeldBack held = new HeldBack();
    held.response = new ItinerarySearchConcurrent(new Guide(), held).search("Paris");
    return held;
  }

  private static Replay<HeldBack> twoWorkers(Setup<HeldBack> setup) {
    return Replay.of(setup)
        .threadA(held -> held.work(0))
        .threadB(held -> held.work(1))
        .observe("cache keys", HeldBack::cacheKeys)
        .observe("their number", HeldBack::keyCount);
  }

  public static List<Check> all() {
    return List.of(
        Check.buggy(STORE, "two workers, plain map", () -> twoWorkers(ItineraryChecks::buggy)),
        Check.fixed(
            STORE,
            "two workers, response lock",
            () -> twoWorkers(ItineraryChecks::guarded).mustBeGuarded()),
        Check.fixed(
            STORE, "two workers, concurrent map", () -> twoWorkers(ItineraryChecks::concurrent)));
  }
}

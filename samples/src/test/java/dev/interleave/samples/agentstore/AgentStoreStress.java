package dev.interleave.samples.agentstore;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interleave.samples.Count;
import dev.interleave.samples.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writers that save while others clean up; the file must end with the last state. */
public final class AgentStoreStress {
  private static final int THREADS = 6;

  private AgentStoreStress() {}

  public static Count halfFixed(Path directory, int rounds) throws Exception {
    try (AgentStore store = new AgentStoreHalfFixed(directory, Duration.ofMillis(5))) {
      return savesThatLast(store, directory, rounds);
    }
  }

  public static Count fixed(Path directory, int rounds) throws Exception {
    try (AgentStore store = new AgentStoreFixed(directory, Duration.ofMillis(5))) {
      return savesThatLast(store, directory, rounds);
    }
  }

  /** In each round several threads change and save; afterwards file and memory must agree. */
  private static Count savesThatLast(AgentStore store, Path directory, int rounds)
      throws Exception {
    Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    long kept = 0;
    long nanos = 0;
    for (int round = 0; round < rounds; round++) {
      long now = round;
      nanos +=
          Crowd.run(
              THREADS,
              index -> {
                numbers.add(store.nextAgentNumber());
                store.register("agent-" + index, now);
                store.cleanupStale(now - 1);
                save(store);
              });
      kept += saved(directory).equals(store.state()) ? 1 : 0;
    }
    AgentState state = store.state();
    if (numbers.size() != THREADS * rounds || state.lastNumber() < numbers.size()) {
      throw new AssertionError("numbers are not unique: " + numbers.size());
    }
    return Count.of(store.getClass(), "last saves", new long[] {kept, rounds}, nanos);
  }

  /** A save that fails because another one took its temporary file is one more loss. */
  private static void save(AgentStore store) {
    try {
      store.save();
    } catch (IOException lost) {
      Thread.onSpinWait();
    }
  }

  static AgentState saved(Path directory) {
    try {
      return new JsonMapper()
          .readValue(Files.readAllBytes(directory.resolve("agents.json")), AgentState.class);
    } catch (IOException torn) {
      return new AgentState(java.util.Map.of(), -1, false);
    }
  }
}

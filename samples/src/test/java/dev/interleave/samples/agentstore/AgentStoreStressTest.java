package dev.interleave.samples.agentstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.samples.Count;
import dev.interleave.samples.Crowd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixed store under load and under faults. */
final class AgentStoreStressTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path directory;

  @Test
  void theLastSavedStateIsTheLastState() throws Exception {
    Count count = AgentStoreStress.fixed(directory, 100);
    assertTrue(count.isWhole(), count::toString);
    assertNull(ManagementFactory.getThreadMXBean().findDeadlockedThreads());
  }

  @Test
  void numbersAreUniqueAndWithoutGaps() throws Exception {
    ConcurrentSkipListSet<Integer> given = new ConcurrentSkipListSet<>();
    try (AgentStoreFixed store = new AgentStoreFixed(directory, Duration.ofMillis(2))) {
      Crowd.run(
          8,
          index -> {
            for (int i = 0; i < 250; i++) {
              assertTrue(given.add(store.nextAgentNumber()));
            }
          });
      TreeSet<Integer> expected = new TreeSet<>();
      for (int i = 1; i <= 2_000; i++) {
        expected.add(i);
      }
      assertEquals(expected, given);
    }
  }

  @Test
  void onlyTheFirstRequestsTheShutdown() throws Exception {
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    try (AgentStoreFixed store = new AgentStoreFixed(directory, NEVER)) {
      Crowd.run(8, index -> answers.add(store.requestShutdown()));
    }
    assertEquals(1, answers.stream().filter(first -> first).count());
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    List<Agent> told = new CopyOnWriteArrayList<>();
    try (AgentStoreFixed store = new AgentStoreFixed(directory, NEVER)) {
      store.addListener(
          agent -> {
            throw new IllegalStateException("a listener of the test fails");
          });
      store.addListener(told::add);
      store.addListener(agent -> store.nextAgentNumber());
      store.register("ada", 1);
      assertEquals(1, store.failedListeners());
      assertEquals(1, told.size());
      assertEquals(2, store.state().lastNumber());
    }
  }

  @Test
  void anUnreadableFileIsKeptAside() throws Exception {
    Path file = directory.resolve("agents.json");
    Files.writeString(file, "{\"agents\":{\"ada\":{\"na");
    try (AgentStoreFixed store = new AgentStoreFixed(directory, NEVER)) {
      store.register("bob", 1);
      store.save();
    }
    Path aside = directory.resolve("agents.json.unreadable-1");
    assertEquals("{\"agents\":{\"ada\":{\"na", Files.readString(aside));
    assertNotNull(AgentStoreStress.saved(directory).agents().get("bob"));
  }

  @Test
  void aFailedSaveIsToldAndTheOldFileStays() throws Exception {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    try (AgentStoreFixed store = new AgentStoreFixed(inner, NEVER)) {
      store.register("ada", 1);
      store.save();
      Path moved = Files.move(inner, directory.resolve("gone"));
      store.register("bob", 2);
      assertThrows(IOException.class, store::save);
      AgentState old = AgentStoreStress.saved(moved);
      assertNotNull(old.agents().get("ada"));
      assertFalse(old.agents().containsKey("bob"));
    }
  }
}

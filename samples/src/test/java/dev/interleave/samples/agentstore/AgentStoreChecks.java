package dev.interleave.samples.agentstore;

import dev.interleave.replay.DirectorySetup;
import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Replays the timer's save against a writer, a second save, and a clean-up. */
public final class AgentStoreChecks {
  private static final String STORE = "agentstore";
  private static final String FILE = "agents.json";

  /** So long that the timer never comes in by itself. */
  private static final Duration NEVER = Duration.ofHours(1);

  private AgentStoreChecks() {}

  static AgentStore buggy(Path directory) {
    return new AgentStoreBuggy(directory, NEVER);
  }

  static AgentStore halfFixed(Path directory) {
    return new AgentStoreHalfFixed(directory, NEVER);
  }

  static AgentStore fixed(Path directory) throws Exception {
    return new AgentStoreFixed(directory, NEVER);
  }

  /** The timer's save meets a writer. */
  private static Replay<AgentStore> saveAndWriter(DirectorySetup<AgentStore> setup) {
    return Replay.inDirectory(setup)
        .threadAReturning(AgentStore::nextAgentNumber)
        .threadB(AgentStore::save)
        .observe("last number", store -> store.state().lastNumber());
  }

  /** A save meets a change that is saved at once: the file must end with the change. */
  private static Replay<AgentStore> twoSaves(DirectorySetup<AgentStore> setup) {
    return Replay.inDirectory(setup)
        .threadA(AgentStore::save)
        .threadB(
            store -> {
              store.nextAgentNumber();
              store.save();
            })
        .observeFile(FILE);
  }

  /** Two saves and nothing else: neither may be told that it failed. */
  private static Replay<AgentStore> sameTemporaryFile(DirectorySetup<AgentStore> setup) {
    return Replay.inDirectory(setup)
        .threadA(AgentStore::save)
        .threadB(AgentStore::save)
        .observeFile(FILE);
  }

  private static Replay<AgentStore> cleanup(DirectorySetup<AgentStore> setup) {
    return Replay.inDirectory(setup)
        .prepare(
            store -> {
              store.register("old", 1);
              store.register("new", 9);
            })
        .threadAReturning(store -> store.cleanupStale(5))
        .threadBReturning(AgentStore::nextAgentNumber)
        .observe("agents", store -> store.state().agents().keySet());
  }

  private static Replay<AgentStore> shutdown(DirectorySetup<AgentStore> setup) {
    return Replay.inDirectory(setup)
        .threadAReturning(AgentStore::requestShutdown)
        .threadBReturning(AgentStore::requestShutdown)
        .observe("requested", store -> store.state().shutdownRequested());
  }

  public static List<Check> all() {
    return List.of(
        Check.buggy(STORE, "save and writer", () -> saveAndWriter(AgentStoreChecks::buggy)),
        Check.buggy(STORE, "two saves", () -> twoSaves(AgentStoreChecks::buggy)),
        Check.buggy(STORE, "clean-up", () -> cleanup(AgentStoreChecks::buggy)),
        Check.fixed(
            STORE,
            "save and writer, half-fixed",
            () -> saveAndWriter(AgentStoreChecks::halfFixed).mustBeGuarded()),
        Check.buggy(STORE, "two saves, half-fixed", () -> twoSaves(AgentStoreChecks::halfFixed)),
        Check.buggy(
            STORE,
            "one temporary name, half-fixed",
            () -> sameTemporaryFile(AgentStoreChecks::halfFixed)),
        Check.fixed(
            STORE,
            "temporary names, fixed",
            () -> sameTemporaryFile(AgentStoreChecks::fixed).mustBeGuarded()),
        Check.fixed(
            STORE,
            "save and writer, fixed",
            () -> saveAndWriter(AgentStoreChecks::fixed).mustBeGuarded()),
        Check.fixed(
            STORE, "two saves, fixed", () -> twoSaves(AgentStoreChecks::fixed).mustBeGuarded()),
        Check.fixed(
            STORE, "clean-up, fixed", () -> cleanup(AgentStoreChecks::fixed).mustBeGuarded()),
        Check.fixed(
            STORE, "shutdown, fixed", () -> shutdown(AgentStoreChecks::fixed).mustBeGuarded()));
  }
}

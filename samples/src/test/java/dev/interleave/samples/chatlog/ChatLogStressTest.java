package dev.interleave.samples.chatlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.samples.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixed log under load, and when disks, files and processes fail. */
final class ChatLogStressTest {
  private static final Logger QUEUE_LOG = Logger.getLogger(ProfileQueue.class.getName());

  @TempDir Path directory;

  private final ExecutorService savers = Executors.newCachedThreadPool();
  private final Lines lines = new Lines();

  /** Keeps what is logged, and keeps it off the console. */
  private static final class Lines extends Handler {
    private final List<String> all = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord line) {
      all.add(line.getMessage());
    }

    synchronized long count(String text) {
      return all.stream().filter(line -> line.contains(text)).count();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private void listen() {
    QUEUE_LOG.setUseParentHandlers(false);
    QUEUE_LOG.addHandler(lines);
  }

  @AfterEach
  void end() throws InterruptedException {
    QUEUE_LOG.removeHandler(lines);
    QUEUE_LOG.setUseParentHandlers(true);
    savers.shutdownNow();
    assertTrue(savers.awaitTermination(10, TimeUnit.SECONDS));
  }

  @Test
  void everyAcknowledgedMessageIsKeptAndEveryFileParses() throws Exception {
    listen();
    ChatLogStress.Outcome outcome = ChatLogStress.fixed(directory, 8);
    assertTrue(outcome.count().isWhole(), outcome::toString);
    assertEquals(0, outcome.torn());
    assertTrue(outcome.collisionsPrevented() > 0);
    assertEquals(outcome.collisionsPrevented(), lines.count("collision prevented"));
  }

  @Test
  void aSlowProfileHoldsUpNobodyElse() throws Exception {
    CountDownLatch isSaving = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    listen();
    ProfileQueue slow =
        new ProfileQueue(
            "slow",
            List.of(),
            all -> {
              isSaving.countDown();
              await(mayGoOn);
            },
            savers);
    CompletableFuture<Void> first = slow.append(new Message("1", "held up"));
    assertTrue(isSaving.await(30, TimeUnit.SECONDS));
    CompletableFuture<Void> second = slow.append(new Message("2", "waits"));
    ChatLogFixed log = new ChatLogFixed(directory, savers);
    log.post("quick", new Message("3", "not held up"));
    assertFalse(first.isDone() || second.isDone());
    assertEquals(1, slow.collisionsPrevented());
    mayGoOn.countDown();
    CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
    assertEquals(Set.of("3"), ChatLogStress.allOnDisk(directory));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("nobody lets the slow profile go on");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aKillInMidSaveLeavesTheLastWholeVersion() throws Exception {
    Set<String> acknowledged = new java.util.HashSet<>();
    for (int round = 0; round < 3; round++) {
      Path home = Files.createDirectory(directory.resolve("round" + round));
      acknowledged.clear();
      try (Jvm writer = new Jvm(ChatLogWriter.class, home.toString())) {
        for (int i = 0; i < 15 + 7 * round; i++) {
          acknowledged.add(writer.hear());
        }
        writer.kill();
      }
      assertTrue(ChatLogStress.allOnDisk(home).containsAll(acknowledged));
      new ChatLogFixed(home, savers).post("ada", new Message("after", "the crash"));
      assertTrue(ChatLogStress.allOnDisk(home).containsAll(acknowledged));
      assertTrue(ChatLogStress.allOnDisk(home).contains("after"));
    }
  }

  @Test
  void aHalfWrittenFileIsKeptAsideAtStart() throws Exception {
    String half = "[{\"id\":\"1\",\"text\":\"hel";
    Files.writeString(directory.resolve("ada.json"), half);
    ChatLogFixed log = new ChatLogFixed(directory, savers);
    assertEquals(half, Files.readString(directory.resolve("ada.json.unreadable-1")));
    log.post("ada", new Message("2", "on"));
    assertEquals(Set.of("2"), ChatLogStress.allOnDisk(directory));
    assertEquals(half, Files.readString(directory.resolve("ada.json.unreadable-1")));
  }

  @Test
  void anUnwritableDirectoryIsToldAndTheOldFileStays() throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    ChatLogFixed log = new ChatLogFixed(home, savers);
    log.post("ada", new Message("1", "kept"));
    Path gone = Files.move(home, directory.resolve("gone"));
    assertThrows(IOException.class, () -> log.post("ada", new Message("2", "lost")));
    assertEquals(Set.of("1"), ChatLogStress.allOnDisk(gone));
    Files.move(gone, home);
    log.post("ada", new Message("3", "kept"));
    assertEquals(Set.of("1", "3"), ChatLogStress.allOnDisk(home));
  }

  @Test
  void aFullDiskIsTold() throws Exception {
    ProfileQueue full =
        new ProfileQueue(
            "full",
            List.of(),
            all -> {
              throw new IOException("no space left on device");
            },
            savers);
    CompletableFuture<Void> done = full.append(new Message("1", "x"));
    Exception told =
        assertThrows(
            java.util.concurrent.ExecutionException.class, () -> done.get(30, TimeUnit.SECONDS));
    assertEquals("no space left on device", told.getCause().getMessage());
  }
}

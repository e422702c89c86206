package dev.interleave.samples.chatlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages of one profile and the saves they wait for: one saver at a time, and what arrives
 * while it writes shares the next save.
 */
final class ProfileQueue {
  private static final System.Logger LOG = System.getLogger(ProfileQueue.class.getName());

  private final String profile;
  private final Saver saver;
  private final Executor savers;
  private final AtomicLong collisionsPrevented = new AtomicLong();
  private final Object lock = new Object();

  // Guarded by lock.
  private List<Message> saved;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean isSaving;

  ProfileQueue(String profile, List<Message> saved, Saver saver, Executor savers) {
    this.profile = profile;
    this.saved = List.copyOf(saved);
    this.saver = saver;
    this.savers = savers;
  }

  /** Puts all messages of the profile on the disk. */
  @FunctionalInterface
  interface Saver {
    void save(List<Message> messages) throws IOException;
  }

  /** A message and the request that waits for it. */
  private record Waiting(Message message, CompletableFuture<Void> done) {}

  /** Done when the message is on the disk, failed when it is not and will not be. */
  CompletableFuture<Void> append(Message message) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    boolean collides;
    synchronized (lock) {
      waiting.add(new Waiting(message, done));
      collides = isSaving;
      isSaving = true;
    }
    if (collides) {
      collisionsPrevented.incrementAndGet();
      LOG.log(
          System.Logger.Level.INFO,
          () -> "collision prevented: a save of " + profile + " is under way, the next one waits");
    } else {
      savers.execute(this::saveAll);
    }
    return done;
  }

  /** Saves until nobody waits; requests are answered when the queue knows whether it goes on. */
  private void saveAll() {
    List<Waiting> batch = nextBatch();
    while (!batch.isEmpty()) {
      List<Waiting> answered = batch;
      Exception failure = save(batch);
      batch = nextBatch();
      answered.forEach(entry -> answer(entry, failure));
    }
  }

  private static void answer(Waiting entry, Exception failure) {
    if (failure == null) {
      entry.done().complete(null);
    } else {
      entry.done().completeExceptionally(failure);
    }
  }

  private List<Waiting> nextBatch() {
    synchronized (lock) {
      List<Waiting> batch = waiting;
      waiting = new ArrayList<>();
      isSaving = !batch.isEmpty();
      return batch;
    }
  }

  /** Writes the saved messages and the new ones; null, or why the new ones are not kept. */
  private Exception save(List<Waiting> batch) {
    List<Message> all;
    synchronized (lock) {
      all = new ArrayList<>(saved);
    }
    batch.forEach(entry -> all.add(entry.message()));
    try {
      saver.save(all);
    } catch (IOException | RuntimeException failure) {
      return failure;
    }
    synchronized (lock) {
      saved = List.copyOf(all);
    }
    return null;
  }

  long collisionsPrevented() {
    return collisionsPrevented.get();
  }
}

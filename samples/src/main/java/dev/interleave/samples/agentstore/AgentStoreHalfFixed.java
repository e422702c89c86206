package dev.interleave.samples.agentstore;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * No longer stands still, and still loses states: the lock is released before the save is scheduled
 * and the file is moved into place as a whole, but an older save can land on a newer one, and two
 * saves share one temporary name.
 */
public final class AgentStoreHalfFixed implements AgentStore {
  private static final JsonMapper JSON = new JsonMapper();

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicBoolean isPending = new AtomicBoolean();
  private final Path file;
  private final Duration debounce;
  private final ScheduledExecutorService timer;
  private AgentState state = AgentState.EMPTY;

  public AgentStoreHalfFixed(Path directory, Duration debounce) {
    this.file = directory.resolve("agents.json");
    this.debounce = debounce;
    this.timer = Executors.newSingleThreadScheduledExecutor();
  }

  @Override
  public int nextAgentNumber() {
    int number;
    lock.writeLock().lock();
    try {
      number = state.lastNumber() + 1;
      state = state.withNumber(number);
    } finally {
      lock.writeLock().unlock();
    }
    scheduleSave();
    return number;
  }

  @Override
  public void register(String name, long now) {
    lock.writeLock().lock();
    try {
      Agent known = state.agents().get(name);
      int number = known == null ? state.lastNumber() + 1 : known.number();
      state = state.withNumber(Math.max(number, state.lastNumber()));
      state = state.with(new Agent(name, number, now));
    } finally {
      lock.writeLock().unlock();
    }
    scheduleSave();
  }

  @Override
  public boolean requestShutdown() {
    boolean isFirst;
    lock.writeLock().lock();
    try {
      isFirst = !state.shutdownRequested();
      state = state.withShutdown();
    } finally {
      lock.writeLock().unlock();
    }
    scheduleSave();
    return isFirst;
  }

  @Override
  public List<String> cleanupStale(long before) {
    List<String> removed = new ArrayList<>();
    lock.writeLock().lock();
    try {
      for (Agent agent : state.agents().values()) {
        if (agent.lastSeen() < before) {
          state = state.without(agent.name());
          removed.add(agent.name());
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
    scheduleSave();
    return removed;
  }

  @Override
  public AgentState state() {
    lock.readLock().lock();
    try {
      return state;
    } finally {
      lock.readLock().unlock();
    }
  }

  private void scheduleSave() {
    if (isPending.compareAndSet(false, true)) {
      timer.schedule(this::saveFromTimer, debounce.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void saveFromTimer() {
    isPending.set(false);
    try {
      save();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void save() throws IOException {
    AgentState snapshot;
    lock.readLock().lock();
    try {
      snapshot = state;
    } finally {
      lock.readLock().unlock();
    }
    Path temporary = file.resolveSibling("agents.json.tmp");
    Files.write(temporary, JSON.writeValueAsBytes(snapshot)); // BUG: torn-file-write
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE); // BUG: stale-save
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

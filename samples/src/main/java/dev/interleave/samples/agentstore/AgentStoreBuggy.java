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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Stands still and loses states: it schedules the save while it holds the write lock, turns a read
 * lock into a write lock, and lets two saves share one temporary name and land in any order.
 */
public final class AgentStoreBuggy implements AgentStore {
  private static final JsonMapper JSON = new JsonMapper();

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Object timerLock = new Object();
  private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
  private final Path file;
  private final Duration debounce;
  private final ScheduledExecutorService timer;
  private ScheduledFuture<?> pendingSave;
  private AgentState state = AgentState.EMPTY;

  public AgentStoreBuggy(Path directory, Duration debounce) {
    this.file = directory.resolve("agents.json");
    this.debounce = debounce;
    this.timer = Executors.newSingleThreadScheduledExecutor();
  }

  public void addListener(StateListener listener) {
    listeners.add(listener);
  }

  @Override
  public int nextAgentNumber() {
    lock.writeLock().lock();
    try {
      state = state.withNumber(state.lastNumber() + 1);
      scheduleSave(); // WITH: lock-order
      return state.lastNumber();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void register(String name, long now) {
    lock.writeLock().lock();
    try {
      Agent known = state.agents().get(name);
      int number = known == null ? state.lastNumber() + 1 : known.number();
      Agent agent = new Agent(name, number, now);
      state = state.withNumber(Math.max(number, state.lastNumber())).with(agent);
      for (StateListener listener : listeners) {
        listener.registered(agent); // BUG: callback-under-lock
      }
      scheduleSave(); // WITH: lock-order
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public boolean requestShutdown() {
    lock.writeLock().lock();
    try {
      boolean isFirst = !state.shutdownRequested();
      state = state.withShutdown();
      scheduleSave(); // WITH: lock-order
      return isFirst;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public List<String> cleanupStale(long before) {
    List<String> removed = new ArrayList<>();
    lock.readLock().lock();
    try {
      for (Agent agent : state.agents().values()) {
        if (agent.lastSeen() < before) {
          remove(agent.name());
          removed.add(agent.name());
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    return removed;
  }

  private void remove(String name) {
    lock.writeLock().lock(); // BUG: lock-upgrade
    try {
      state = state.without(name);
      scheduleSave(); // WITH: lock-order
    } finally {
      lock.writeLock().unlock();
    }
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
    synchronized (timerLock) {
      if (pendingSave != null) {
        pendingSave.cancel(false);
      }
      pendingSave = timer.schedule(this::saveFromTimer, debounce.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void saveFromTimer() {
    try {
      save();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void save() throws IOException {
    AgentState snapshot;
    synchronized (timerLock) {
      pendingSave = null;
      lock.readLock().lock(); // BUG: lock-order
      try {
        snapshot = state;
      } finally {
        lock.readLock().unlock();
      }
    }
    Path temporary = file.resolveSibling("agents.json.tmp");
    Files.write(temporary, JSON.writeValueAsBytes(snapshot)); // BUG: torn-file-write
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING); // BUG: stale-save
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

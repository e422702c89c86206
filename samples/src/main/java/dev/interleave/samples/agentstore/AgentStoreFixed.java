package dev.interleave.samples.agentstore;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interleave.samples.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps every state: nothing foreign runs under its lock, and saves are one at a time, each with a
 * snapshot taken inside and a temporary file of its own.
 */
public final class AgentStoreFixed implements AgentStore {
  private static final System.Logger LOG = System.getLogger(AgentStoreFixed.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Lock saveLock = new ReentrantLock();
  private final AtomicBoolean isPending = new AtomicBoolean();
  private final AtomicLong failedListeners = new AtomicLong();
  private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
  private final Path file;
  private final Duration debounce;
  private final ScheduledExecutorService timer;
  private AgentState state;

  public AgentStoreFixed(Path directory, Duration debounce) throws IOException {
    this.file = directory.resolve("agents.json");
    this.debounce = debounce;
    this.state = load(file);
    this.timer = Executors.newSingleThreadScheduledExecutor();
  }

  private static AgentState load(Path file) throws IOException {
    if (Files.notExists(file)) {
      return AgentState.EMPTY;
    }
    try {
      return JSON.readValue(Files.readAllBytes(file), AgentState.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      Path aside = AtomicFile.keepAside(file);
      LOG.log(System.Logger.Level.ERROR, file + " cannot be read and is kept as " + aside, e);
      return AgentState.EMPTY;
    }
  }

  public void addListener(StateListener listener) {
    listeners.add(listener);
  }

  /** How often a listener threw; the others were told all the same. */
  public long failedListeners() {
    return failedListeners.get();
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
    Agent agent;
    lock.writeLock().lock();
    try {
      Agent known = state.agents().get(name);
      int number = known == null ? state.lastNumber() + 1 : known.number();
      agent = new Agent(name, number, now);
      state = state.withNumber(Math.max(number, state.lastNumber())).with(agent);
    } finally {
      lock.writeLock().unlock();
    }
    tell(agent);
    scheduleSave();
  }

  private void tell(Agent agent) {
    for (StateListener listener : listeners) {
      try {
        listener.registered(agent);
      } catch (RuntimeException e) {
        failedListeners.incrementAndGet();
        LOG.log(System.Logger.Level.WARNING, "a listener failed on " + agent, e);
      }
    }
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
      try {
        timer.schedule(this::saveFromTimer, debounce.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        LOG.log(System.Logger.Level.DEBUG, "closed: the pending save is dropped");
      }
    }
  }

  private void saveFromTimer() {
    isPending.set(false);
    try {
      save();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the state could not be saved; the old file stays", e);
    }
  }

  @Override
  public void save() throws IOException {
    saveLock.lock();
    try {
      AtomicFile.replace(file, JSON.writeValueAsBytes(state()));
    } finally {
      saveLock.unlock();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

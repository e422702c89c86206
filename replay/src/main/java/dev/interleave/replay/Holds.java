package dev.interleave.replay;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * Who holds which lock, and since where: the ownership from which "blocked" is decided.
 *
 * <p>One table for the process. Locks are told apart by identity, so runs cannot meet in it.
 */
final class Holds {
  private static final IdentityHashMap<Object, List<Hold>> HELD = new IdentityHashMap<>();
  private static final Map<Object, WeakReference<Object>> VIEWS = new WeakHashMap<>();

  private Holds() {}

  /** One lock in the hands of one thread. */
  record Hold(Object lock, Thread thread, String kind, int place) {
    String text() {
      return kind + " held by " + thread.getName() + " since " + Places.get(place).at();
    }
  }

  /** Takes the monitor in this table unless another thread has it. */
  static synchronized boolean claims(Object monitor, int place) {
    Thread me = Thread.currentThread();
    if (of(monitor).stream().anyMatch(hold -> hold.thread() != me)) {
      return false;
    }
    add(monitor, nameOf(monitor), place);
    return true;
  }

  static synchronized void add(Object lock, String kind, int place) {
    Object identity = identityOf(lock);
    HELD.computeIfAbsent(identity, any -> new ArrayList<>(2))
        .add(new Hold(identity, Thread.currentThread(), kind, place));
  }

  static synchronized void remove(Object lock) {
    Object identity = identityOf(lock);
    List<Hold> holds = HELD.getOrDefault(identity, new ArrayList<>());
    for (int i = holds.size() - 1; i >= 0; i--) {
      if (holds.get(i).thread() == Thread.currentThread()) {
        holds.remove(i);
        break;
      }
    }
    if (holds.isEmpty()) {
      HELD.remove(identity);
    }
  }

  static synchronized List<Hold> of(Object lock) {
    return List.copyOf(HELD.getOrDefault(identityOf(lock), List.of()));
  }

  static synchronized List<Hold> by(Thread thread) {
    List<Hold> found = new ArrayList<>();
    HELD.values()
        .forEach(holds -> holds.stream().filter(h -> h.thread() == thread).forEach(found::add));
    return found;
  }

  /** Drops what a thread that is over never gave back. */
  static synchronized void forget(Thread thread) {
    HELD.values().forEach(holds -> holds.removeIf(hold -> hold.thread() == thread));
    HELD.values().removeIf(List::isEmpty);
  }

  /** Notes that both views of a read-write lock are one lock. */
  static synchronized void view(Object view, ReadWriteLock whole) {
    VIEWS.put(view, new WeakReference<>(whole));
  }

  /** A monitor can be any object, whose own {@code hashCode} must not be run here. */
  private static Object identityOf(Object lock) {
    WeakReference<Object> whole = lock instanceof Lock ? VIEWS.get(lock) : null;
    Object found = whole == null ? null : whole.get();
    return found == null ? lock : found;
  }

  static String nameOf(Object monitor) {
    return monitor instanceof Class<?> type
        ? "the monitor of class " + type.getSimpleName()
        : "the monitor of " + Rendering.simpleName(monitor.getClass());
  }
}

package dev.interleave.probes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** Guarded collections that are handed out live ({@code …Bad}), and twins. */
@SuppressWarnings("all")
public final class LeakedCollectionProbes {
  public static class FilledOnlyWhenItIsMadeOk {
    private final List<String> names = List.of("a", "b");
    private List<String> all;

    public synchronized List<String> all() {
      if (all == null) {
        all = new ArrayList<>();
        for (String name : names) {
          all.add(name.trim());
        }
      }
      return all;
    }
  }

  public static class MadeAndThenAddedToBad {
    private List<String> all;

    public synchronized List<String> all() {
      return all;
    }

    public synchronized void add(String name) {
      if (all == null) {
        all = new ArrayList<>();
      }
      all.add(name);
    }
  }

  public static class LiveBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return names;
    }
  }

  public static class CopyOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return new ArrayList<>(names);
    }
  }

  public static class BareGetterBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public List<String> names() {
      return names;
    }
  }

  public static class ImmutableCopyOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return List.copyOf(names);
    }
  }

  public static class UnmodifiableViewBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return Collections.unmodifiableList(names);
    }
  }

  public static class UnmodifiableViewOfCopyOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return Collections.unmodifiableList(new ArrayList<>(names));
    }
  }

  public static class KeySetBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String name) {
      names.put(key, name);
    }

    public synchronized Set<String> names() {
      return names.keySet();
    }
  }

  public static class KeySetCopyOk {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String name) {
      names.put(key, name);
    }

    public synchronized Set<String> names() {
      return new HashSet<>(names.keySet());
    }
  }

  public static class ValuesBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String name) {
      names.put(key, name);
    }

    public synchronized Collection<String> names() {
      return names.values();
    }
  }

  public static class ConcurrentMapOk {
    private final Map<String, String> names = new ConcurrentHashMap<>();

    public synchronized void put(String key, String name) {
      names.put(key, name);
    }

    public synchronized Set<String> names() {
      return names.keySet();
    }
  }

  public static class IteratorBad {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized Iterator<String> names() {
      return names.iterator();
    }
  }

  public static class CopyOnWriteOk {
    private final List<String> names = new CopyOnWriteArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized List<String> names() {
      return names;
    }
  }

  public static class LockBad {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> names = new HashSet<>();

    public void add(String name) {
      lock.lock();
      try {
        names.add(name);
      } finally {
        lock.unlock();
      }
    }

    public Set<String> names() {
      return names;
    }
  }

  public static class PrivateGetterOk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> names = new HashSet<>();

    public void add(String name) {
      lock.lock();
      try {
        names.add(name);
      } finally {
        lock.unlock();
      }
    }

    private Set<String> names() {
      return names;
    }
  }

  public static class OwnMonitorBad {
    private final List<String> names = new ArrayList<>();

    public void add(String name) {
      synchronized (names) {
        names.add(name);
      }
    }

    public List<String> names() {
      return names;
    }
  }

  public static class NoGuardOk {
    private final List<String> names = new ArrayList<>();

    public void add(String name) {
      names.add(name);
    }

    public List<String> names() {
      return names;
    }
  }

  public static class StaticBad {
    private static final List<String> names = new ArrayList<>();

    public static synchronized void add(String name) {
      names.add(name);
    }

    public static synchronized List<String> names() {
      return names;
    }
  }

  public static class ElementOk {
    private final List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      names.add(name);
    }

    public synchronized String names() {
      return names.get(0);
    }
  }

  public static class MapBad {
    private final Map<String, String> names = new HashMap<>();

    public synchronized void put(String key, String name) {
      names.put(key, name);
    }

    public synchronized Map<String, String> names() {
      return names;
    }
  }

  public static class FilledOnceOk {
    private final List<String> names = new ArrayList<>();

    public FilledOnceOk(List<String> all) {
      names.addAll(all);
    }

    public synchronized List<String> names() {
      return names;
    }
  }

  public static class ReplacedAsAWholeOk {
    private volatile List<String> names = new ArrayList<>();

    public synchronized void add(String name) {
      List<String> more = new ArrayList<>(names);
      more.add(name);
      names = more;
    }

    public List<String> names() {
      return names;
    }
  }

  public static class ToSubclassesBad {
    private final List<String> traces = new ArrayList<>();

    public synchronized void add(String trace) {
      traces.add(trace);
    }

    public synchronized void clear() {
      traces.clear();
    }

    protected List<String> traces() {
      return traces;
    }
  }

  public static class CopyToSubclassesOk {
    private final List<String> traces = new ArrayList<>();

    public synchronized void add(String trace) {
      traces.add(trace);
    }

    public synchronized void clear() {
      traces.clear();
    }

    protected synchronized List<String> traces() {
      return new ArrayList<>(traces);
    }
  }

  public static class TakenBySynchronizedMethodOk {
    private List<String> items = new ArrayList<>();

    public synchronized void add(String item) {
      items.add(item);
    }

    public synchronized List<String> take() {
      List<String> all = items;
      items = new ArrayList<>();
      return all;
    }
  }
}

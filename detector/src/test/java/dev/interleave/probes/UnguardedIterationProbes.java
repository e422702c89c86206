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

/** Walks over synchronized collections without their lock ({@code …Bad}), and twins. */
@SuppressWarnings("all")
public final class UnguardedIterationProbes {
  public static class ForEachBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class ForEachLockedOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      synchronized (names) {
        for (String name : names) {
          total += name.length();
        }
      }
      return total;
    }
  }

  public static class OtherMonitorBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      synchronized (this) {
        for (String name : names) {
          total += name.length();
        }
      }
      return total;
    }
  }

  public static class CommonLockOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public synchronized void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      synchronized (this) {
        for (String name : names) {
          total += name.length();
        }
      }
      return total;
    }
  }

  public static class ValuesBad {
    private final Map<String, String> names = Collections.synchronizedMap(new HashMap<>());

    public void put(String key, String name) {
      names.put(key, name);
    }

    public int total() {
      int total = 0;
      for (String name : names.values()) {
        total += name.length();
      }
      return total;
    }
  }

  public static class ValuesLockedOk {
    private final Map<String, String> names = Collections.synchronizedMap(new HashMap<>());

    public void put(String key, String name) {
      names.put(key, name);
    }

    public int total() {
      int total = 0;
      synchronized (names) {
        for (String name : names.values()) {
          total += name.length();
        }
      }
      return total;
    }
  }

  public static class LockOnViewBad {
    private final Map<String, String> names = Collections.synchronizedMap(new HashMap<>());

    public void put(String key, String name) {
      names.put(key, name);
    }

    public int total() {
      Set<String> keys = names.keySet();
      int total = 0;
      synchronized (this) {
        for (String key : keys) {
          total += key.length();
        }
      }
      return total;
    }
  }

  public static class ForEachMethodOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public void print() {
      names.forEach(System.out::println);
    }
  }

  public static class StreamBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public long total() {
      return names.stream().filter(name -> name.length() > 2).count();
    }
  }

  public static class StreamLockedOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public long total() {
      synchronized (names) {
        return names.stream().filter(name -> name.length() > 2).count();
      }
    }
  }

  public static class IteratorBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public String longest() {
      String longest = "";
      Iterator<String> each = names.iterator();
      while (each.hasNext()) {
        String name = each.next();
        longest = name.length() > longest.length() ? name : longest;
      }
      return longest;
    }
  }

  public static class CopyOnWriteOk {
    private final List<String> names = new CopyOnWriteArrayList<>();

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class RemoverBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void remove(String name) {
      names.remove(name);
    }

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class NeverChangedOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class SetBad {
    private final Set<String> names = Collections.synchronizedSet(new HashSet<>());

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class ConcurrentSetOk {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class StaticBad {
    private static final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public static void add(String name) {
      names.add(name);
    }

    public static int total() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }
  }

  public static class StaticLockedOk {
    private static final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public static void add(String name) {
      names.add(name);
    }

    public static int total() {
      int total = 0;
      synchronized (names) {
        for (String name : names) {
          total += name.length();
        }
      }
      return total;
    }
  }

  public static class HelperBad {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    private int sum() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }

    public int total() {
      return sum();
    }
  }

  public static class HelperUnderCallersLockOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    private int sum() {
      int total = 0;
      for (String name : names) {
        total += name.length();
      }
      return total;
    }

    public int total() {
      synchronized (names) {
        return sum();
      }
    }
  }

  public static class CopyOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public int total() {
      int total = 0;
      for (String name : names.toArray(new String[0])) {
        total += name.length();
      }
      return total;
    }
  }

  public static class LockOnTheViewBad {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void put(String name, int count) {
      counts.put(name, count);
    }

    public int total() {
      Collection<Integer> values = counts.values();
      int total = 0;
      synchronized (values) {
        for (int value : values) {
          total += value;
        }
      }
      return total;
    }
  }

  public static class LockOnTheMapOk {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void put(String name, int count) {
      counts.put(name, count);
    }

    public int total() {
      Collection<Integer> values = counts.values();
      int total = 0;
      synchronized (counts) {
        for (int value : values) {
          total += value;
        }
      }
      return total;
    }
  }

  public static class CopyOfMapBad {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void put(String name, int count) {
      counts.put(name, count);
    }

    public Map<String, Integer> copy() {
      return new HashMap<>(counts);
    }
  }

  public static class CopyOfMapUnderItsLockOk {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new HashMap<>());

    public void put(String name, int count) {
      counts.put(name, count);
    }

    public Map<String, Integer> copy() {
      synchronized (counts) {
        return new HashMap<>(counts);
      }
    }
  }

  public static class CopyOfListAtOnceOk {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public void add(String name) {
      names.add(name);
    }

    public List<String> copy() {
      return new ArrayList<>(names);
    }
  }
}

package dev.interleave.probes;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Entries read and put back in two steps ({@code …Bad}), and twins that do it in one. */
@SuppressWarnings({"all", "unchecked"})
public final class EntryReadModifyWriteProbes {
  public static class CountBad {
    private Cache<String, Integer> counts;

    public void count(String key) {
      Integer old = counts.getIfPresent(key);
      counts.put(key, old == null ? 1 : old + 1);
    }
  }

  public static class MergeOk {
    private Cache<String, Integer> counts;

    public void count(String key) {
      counts.asMap().merge(key, 1, Integer::sum);
    }
  }

  public static class CountUnderLockOk {
    private Cache<String, Integer> counts;

    public synchronized void count(String key) {
      Integer old = counts.getIfPresent(key);
      counts.put(key, old == null ? 1 : old + 1);
    }
  }

  public static class BasketBad {
    private Cache<String, List<String>> baskets;

    public void add(String user, String article) {
      List<String> basket = new ArrayList<>(baskets.getIfPresent(user));
      basket.add(article);
      baskets.put(user, basket);
    }
  }

  public static class OtherKeyOk {
    private Cache<String, Integer> counts;

    public void copy(String from, String to) {
      counts.put(to, counts.getIfPresent(from) + 1);
    }
  }

  public static class FilledWhenMissingOk {
    private Cache<String, String> names;

    public String name(String key) {
      String name = names.getIfPresent(key);
      if (name == null) {
        name = key.trim();
        names.put(key, name);
      }
      return name;
    }
  }

  public static class LoaderOk {
    private Cache<String, String> names;

    public String name(String key) {
      return names.get(key, String::trim);
    }
  }

  public static class SessionCounterBad {
    public void visit(HttpSession session) {
      Integer visits = (Integer) session.getAttribute("visits");
      session.setAttribute("visits", visits + 1);
    }
  }

  public static class SessionOtherAttributeOk {
    public void visit(HttpSession session) {
      Integer visits = (Integer) session.getAttribute("visits");
      session.setAttribute("greeting", "visit " + visits);
    }
  }

  public static class SessionWriteOk {
    public void login(HttpSession session, String user) {
      session.setAttribute("user", user);
    }
  }

  public static class SessionListBad {
    public void add(HttpSession session, String article) {
      List<String> basket = new ArrayList<>((List<String>) session.getAttribute("basket"));
      basket.add(article);
      session.setAttribute("basket", basket);
    }
  }

  public static class RedisBad {
    private Jedis redis;

    public void count() {
      long old = Long.parseLong(redis.get("hits"));
      redis.set("hits", Long.toString(old + 1));
    }
  }

  public static class RedisIncrementOk {
    private Jedis redis;

    public void count() {
      redis.incr("hits");
    }
  }

  public static class RedisKeyOfPartsBad {
    private Jedis redis;

    public void append(String user, String word) {
      String old = redis.get("user:" + user);
      redis.set("user:" + user, old + word);
    }
  }

  public static class RedisOtherPrefixOk {
    private Jedis redis;

    public void index(String user) {
      String name = redis.get("name:" + user);
      redis.set("index:" + user, name.toLowerCase());
    }
  }

  public static class HelpersBad {
    private Cache<String, String> texts;

    private String text(String key) {
      return texts.getIfPresent(key);
    }

    private void keep(String key, String text) {
      texts.put(key, text);
    }

    public void append(String key, String more) {
      keep(key, text(key) + more);
    }
  }

  public static class HelpersUnderLockOk {
    private Cache<String, String> texts;

    private String text(String key) {
      return texts.getIfPresent(key);
    }

    private void keep(String key, String text) {
      texts.put(key, text);
    }

    public synchronized void append(String key, String more) {
      keep(key, text(key) + more);
    }
  }

  public static class TwoCachesOk {
    private Cache<String, String> raw;
    private Cache<String, String> cooked;

    public void cook(String key) {
      cooked.put(key, raw.getIfPresent(key) + "!");
    }
  }

  public static class SplitLockBad {
    private Cache<String, Integer> counts;

    public void count(String key) {
      Integer old;
      synchronized (this) {
        old = counts.getIfPresent(key);
      }
      synchronized (this) {
        counts.put(key, old + 1);
      }
    }
  }

  public static class ReadOnlyLockedBad {
    private Cache<String, Integer> counts;

    public void count(String key) {
      Integer old;
      synchronized (this) {
        old = counts.getIfPresent(key);
      }
      counts.put(key, old + 1);
    }
  }
}

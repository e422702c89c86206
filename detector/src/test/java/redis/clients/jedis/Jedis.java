package redis.clients.jedis;

/** The part of Jedis that the probes call. */
public interface Jedis {
  String get(String key);

  String set(String key, String value);

  long incr(String key);
}

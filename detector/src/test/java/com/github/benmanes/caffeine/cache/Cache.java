package com.github.benmanes.caffeine.cache;

import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The part of Caffeine's cache that the probes call. */
public interface Cache<K, V> {
  V getIfPresent(K key);

  V get(K key, Function<? super K, ? extends V> loader);

  void put(K key, V value);

  ConcurrentMap<K, V> asMap();
}

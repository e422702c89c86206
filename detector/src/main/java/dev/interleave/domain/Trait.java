package dev.interleave.domain;

/** What a type is good for when several threads come. */
public enum Trait {
  /** Not to be used by several threads at once. */
  UNGUARDED,
  /** Each call is atomic, by fine-grained means. */
  CONCURRENT,
  /** Each call takes one monitor. */
  SYNCHRONIZED,
  /** The same, of a type from before there was a choice: no sign of several threads. */
  LEGACY,
  /** Readers see snapshots. */
  COPYONWRITE,
  /** One value with atomic updates. */
  ATOMIC,
  /** A lock. */
  LOCK,
  /** Never changes. */
  IMMUTABLE,
  /** Used by one at a time; its monitors are habit. */
  STREAM,
  /** One value a thread. */
  CONFINED,
  /** Runs code that its maker supplied. */
  FUNCTIONAL,
  /** Loads and saves rows as objects. */
  STORE
}

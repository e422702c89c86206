package dev.interleave.samples.rules;

import java.util.prefs.Preferences;

/** A counter in a store of keys and values, where two callers can take the same number. */
public final class EntryReadModifyWriteBuggy {
  private final Preferences store;

  public EntryReadModifyWriteBuggy(Preferences store) {
    this.store = store;
  }

  /** Takes the next number. */
  public int next(String name) {
    int number = store.getInt(name, 0) + 1; // WITH: entry-read-modify-write
    store.putInt(name, number); // BUG: entry-read-modify-write
    return number;
  }
}

package dev.interleave.samples.rules;

import java.util.prefs.Preferences;

/** A counter in a store of keys and values that this object alone writes, one caller at a time. */
public final class EntryReadModifyWriteFixed {
  private final Preferences store;

  public EntryReadModifyWriteFixed(Preferences store) {
    this.store = store;
  }

  /** Takes the next number. */
  public synchronized int next(String name) {
    int number = store.getInt(name, 0) + 1;
    store.putInt(name, number);
    return number;
  }
}

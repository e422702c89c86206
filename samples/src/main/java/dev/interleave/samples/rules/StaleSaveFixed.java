package dev.interleave.samples.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A total that is saved in the order of its changes. */
public final class StaleSaveFixed {
  private final Path file;
  private final Object saving = new Object();
  private int total;

  public StaleSaveFixed(Path file) {
    this.file = file;
  }

  /** Adds and saves. */
  public void add(int amount) throws IOException {
    synchronized (this) {
      total += amount;
    }
    synchronized (saving) {
      int snapshot;
      synchronized (this) {
        snapshot = total;
      }
      Files.writeString(file, String.valueOf(snapshot));
    }
  }
}

package dev.interleave.samples.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A total that is saved after its lock was given back, so that an older one can land last. */
public final class StaleSaveBuggy {
  private final Path file;
  private int total;

  public StaleSaveBuggy(Path file) {
    this.file = file;
  }

  /** Adds and saves. */
  public void add(int amount) throws IOException {
    int snapshot;
    synchronized (this) {
      total += amount;
      snapshot = total; // WITH: stale-save
    }
    Files.writeString(file, String.valueOf(snapshot)); // BUG: stale-save
  }
}

package dev.interleave.samples.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A total that is kept in a file, of which a reader or the next start can find a part. */
public final class TornFileWriteBuggy {
  private final Path file;

  public TornFileWriteBuggy(Path file) {
    this.file = file;
  }

  /** Saves. */
  public void save(String total) throws IOException {
    Files.writeString(file, total); // BUG: torn-file-write
  }

  /** Gives what was saved last. */
  public String load() throws IOException {
    return Files.readString(file);
  }
}

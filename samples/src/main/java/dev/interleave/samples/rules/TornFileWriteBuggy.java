package dev.interleave.samples.rules;

import java.io.IOException;
import java.io.Writer;
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
    try (Writer out = Files.newBufferedWriter(file)) { // BUG: torn-file-write
      out.write(total);
    }
  }

  /** Gives what was saved last. */
  public String load() throws IOException {
    return Files.readString(file);
  }
}

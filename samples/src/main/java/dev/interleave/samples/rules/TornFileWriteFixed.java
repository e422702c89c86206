package dev.interleave.samples.rules;

import dev.interleave.samples.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A total that is kept in a file, which is always whole. */
public final class TornFileWriteFixed {
  private final Path file;

  public TornFileWriteFixed(Path file) {
    this.file = file;
  }

  /** Saves. */
  public void save(String total) throws IOException {
    AtomicFile.replace(file, total.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives what was saved last. */
  public String load() throws IOException {
    return Files.readString(file);
  }
}

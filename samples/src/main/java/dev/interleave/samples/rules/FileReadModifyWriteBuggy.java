package dev.interleave.samples.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers taken from a file, where two callers can take the same one. */
public final class FileReadModifyWriteBuggy {
  private final Path file;

  public FileReadModifyWriteBuggy(Path file) {
    this.file = file;
  }

  /** Takes the next number. */
  public int next() throws IOException {
    String last = Files.readString(file).strip(); // WITH: file-read-modify-write
    int number = Integer.parseInt(last) + 1;
    Files.writeString(file, String.valueOf(number)); // BUG: file-read-modify-write
    return number;
  }
}

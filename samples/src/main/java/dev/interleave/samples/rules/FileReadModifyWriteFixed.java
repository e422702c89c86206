package dev.interleave.samples.rules;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers taken from a file, each by one caller, whatever the process. */
public final class FileReadModifyWriteFixed {
  private final Path file;
  private final Path lockFile;

  public FileReadModifyWriteFixed(Path file) {
    this.file = file;
    this.lockFile = file.resolveSibling(file.getFileName() + ".lock");
  }

  /** Takes the next number. */
  public synchronized int next() throws IOException {
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.lock();
      try {
        int number = Integer.parseInt(Files.readString(file).strip()) + 1;
        Files.writeString(file, String.valueOf(number));
        return number;
      } finally {
        lock.release();
      }
    }
  }
}

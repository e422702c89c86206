package dev.interleave.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file as a whole: readers and crashes see the old content or the new, never half of it.
 *
 * <p>It does not decide who may write: callers that read first need a lock around both.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes the bytes to a temporary file of this call alone, forces them out, and moves it over.
   */
  public static void replace(Path target, byte[] content) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, target.getFileName() + ".", ".tmp");
    try {
      writeAndForce(temporary, content);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void writeAndForce(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Keeps a file that cannot be read under a name of its own, and tells which. */
  public static Path keepAside(Path unreadable) throws IOException {
    for (int number = 1; ; number++) {
      Path aside = unreadable.resolveSibling(unreadable.getFileName() + ".unreadable-" + number);
      if (Files.notExists(aside)) {
        return Files.move(unreadable, aside);
      }
    }
  }
}

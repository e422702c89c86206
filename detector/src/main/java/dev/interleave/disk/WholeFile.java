package dev.interleave.disk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written all at once: whoever reads it, at any time and after any crash, sees the
 * old content or the new one, never a part.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What is written, as bytes. */
  @FunctionalInterface
  public interface Bytes {
    /** Writes all of it; need not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** What is written, as text. */
  @FunctionalInterface
  public interface Text {
    /** Writes all of it; need not close the writer. */
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a file in UTF-8.
   *
   * @throws IOException if it cannot be written; an old file is then as it was
   */
  public static void text(Path path, Text content) throws IOException {
    bytes(
        path,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          content.writeTo(writer);
          writer.flush();
        });
  }

  /**
   * Writes a file. Where a symbolic link leads to a file, that one is replaced.
   *
   * @throws IOException if it cannot be written; an old file is then as it was
   */
  public static void bytes(Path path, Bytes content) throws IOException {
    replace(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), content);
  }

  /** The part is named for its writer: another one's is not touched. */
  private static void replace(Path target, Bytes content) throws IOException {
    String writer = ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
    Path part = target.resolveSibling("." + target.getFileName() + "." + writer + ".tmp");
    Files.deleteIfExists(part);
    try {
      try (OutputStream out =
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException plain) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}

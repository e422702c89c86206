package dev.interleave.cli;

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

/** A file that a report is written to: all of it or nothing. */
final class OutputFile {
  private final String option;
  private final Path path;

  private OutputFile(String option, Path path) {
    this.option = option;
    this.path = path;
  }

  /** What is written. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * Returns the file that an option names, if it can be written.
   *
   * @throws UsageProblem if it cannot, told before any work is done
   */
  static OutputFile at(String option, Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path)) {
      throw new UsageProblem(option + ": " + path + " is a directory");
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw new UsageProblem(option + ": there is no directory " + parent);
    }
    if (Files.exists(path) ? !Files.isWritable(path) : !Files.isWritable(parent)) {
      throw new UsageProblem(option + ": " + path + " cannot be written");
    }
    return new OutputFile(option, path);
  }

  /**
   * Writes the file; readers see the old content or the new one, never a part.
   *
   * @throws UsageProblem if it cannot be written
   */
  void write(Content content) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        write(content, Files.newOutputStream(path));
      } else {
        replace(content, Files.exists(path) ? path.toRealPath() : path.toAbsolutePath());
      }
    } catch (IOException e) {
      throw new UsageProblem(option + ": " + path + " cannot be written: " + e.getMessage());
    }
  }

  private static void replace(Content content, Path target) throws IOException {
    Path parent = target.getParent();
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path part = parent == null ? Path.of(name) : parent.resolve(name);
    Files.deleteIfExists(part);
    try {
      write(
          content,
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Content content, OutputStream stream) throws IOException {
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8))) {
      content.writeTo(writer);
    }
  }
}

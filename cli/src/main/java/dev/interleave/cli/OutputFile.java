package dev.interleave.cli;

import dev.interleave.disk.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a report is written to: all of it or nothing. */
final class OutputFile {
  private final String option;
  private final Path path;

  private OutputFile(String option, Path path) {
    this.option = option;
    this.path = path;
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
  void write(WholeFile.Text content) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        try (Writer device = Files.newBufferedWriter(path)) {
          content.writeTo(device);
        }
      } else {
        WholeFile.text(path, content);
      }
    } catch (IOException e) {
      throw new UsageProblem(option + ": " + path + " cannot be written: " + e.getMessage());
    }
  }
}

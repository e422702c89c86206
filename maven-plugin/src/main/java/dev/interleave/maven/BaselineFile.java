package dev.interleave.maven;

import dev.interleave.disk.WholeFile;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.review.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The known findings and the file that they are kept in.
 *
 * @param path where they are kept
 * @param baseline the findings
 */
record BaselineFile(Path path, Baseline baseline) {
  /** Reads the file, if there is one; what is no entry may not pass for one that is stale. */
  static Optional<BaselineFile> read(Path path) throws MojoExecutionException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      Baseline baseline = Baseline.parse(Files.readString(path));
      if (!baseline.problems().isEmpty()) {
        throw new MojoExecutionException(path + ": " + baseline.problems().get(0));
      }
      return Optional.of(new BaselineFile(path, baseline));
    } catch (IOException e) {
      throw new MojoExecutionException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  static void write(Path path, List<Finding> known) throws MojoExecutionException {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      WholeFile.text(path, out -> out.write(Baseline.text(known)));
    } catch (IOException e) {
      throw new MojoExecutionException(path + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Returns the outcome without what is known. */
  Outcome newIn(Outcome outcome) {
    return outcome.with(outcome.findings().stream().filter(f -> !baseline.knows(f)).toList());
  }

  /** Returns what is known and no longer found, for people. */
  List<String> stale(Outcome outcome) {
    return baseline.stale(outcome.findings(), Set.of()).stream()
        .map(entry -> entry.rule() + " " + entry.text())
        .toList();
  }
}

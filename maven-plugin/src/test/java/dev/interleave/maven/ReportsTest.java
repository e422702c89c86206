package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.report.Format;
import dev.interleave.report.SourceLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a build leaves behind. */
class ReportsTest {
  private static final Outcome OUTCOME =
      Findings.outcome(
          Findings.in("com/acme/Chat", Confidence.HIGH),
          Findings.in("com/acme/Low", Confidence.LOW));

  @TempDir Path repository;

  private Reports reports(SourceLookup sources) {
    return new Reports(OUTCOME, Confidence.MEDIUM, List.of(), sources);
  }

  @Test
  void noFormatLeavesNoFile() throws IOException {
    Path target = repository.resolve("target");

    assertEquals(
        Optional.empty(), reports(SourceLookup.none()).write(List.of(), target, repository));
    assertFalse(Files.exists(target));
  }

  @Test
  void eachFormatIsAFileAndTheFirstIsNamed() throws IOException {
    Path target = repository.resolve("a/target");

    Optional<Path> first =
        reports(SourceLookup.none()).write(List.of(Format.TEXT, Format.SARIF), target, repository);

    assertEquals(Optional.of(target.resolve("interleave.txt")), first);
    assertTrue(Files.readString(target.resolve("interleave.txt")).contains("Chat.java:12"));
    assertFalse(Files.readString(target.resolve("interleave.txt")).contains("Low.java"));
    assertTrue(Files.readString(target.resolve("interleave.sarif")).contains("com/acme/Chat.java"));
  }

  @Test
  void pathsInSarifStartAtTheRepository() throws IOException {
    Path root = repository.resolve("module/src/main/java");
    Files.createDirectories(root.resolve("com/acme"));
    Files.createFile(root.resolve("com/acme/Chat.java"));
    Path target = repository.resolve("module/target");

    try (SourceLookup sources = SourceLookup.of(List.of(root))) {
      reports(sources).write(List.of(Format.SARIF), target, repository);
    }

    assertTrue(
        Files.readString(target.resolve("interleave.sarif"))
            .contains("module/src/main/java/com/acme/Chat.java"));
  }
}

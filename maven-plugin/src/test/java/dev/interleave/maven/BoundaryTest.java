package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugin is thin: of the engine it imports the root package, the findings, the reports. */
class BoundaryTest {
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.interleave\\.(?:[a-z]+\\.)*)", Pattern.MULTILINE);

  @Test
  void theEngineIsSeenThroughItsFrontDoor() throws IOException {
    List<String> imported = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
          imported.add(matcher.group(1));
        }
      }
    }

    assertFalse(imported.isEmpty());
    imported.removeIf(
        List.of("dev.interleave.", "dev.interleave.finding.", "dev.interleave.report.")::contains);
    assertEquals(List.of(), imported);
  }
}

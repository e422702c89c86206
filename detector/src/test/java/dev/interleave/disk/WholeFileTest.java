package dev.interleave.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void whileItIsWrittenTheOldContentIsThere() throws IOException {
    Path file = folder.resolve("report.txt");
    Files.writeString(file, "old");
    WholeFile.text(
        file,
        out -> {
          out.write("new ü");
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("new ü", Files.readString(file));
    assertEquals(List.of("report.txt"), names());
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("report.txt");
    Files.writeString(file, "old");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.bytes(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("the disk is full");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("report.txt"), names());
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("report.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("latest"), file);
    WholeFile.text(link, out -> out.write("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}

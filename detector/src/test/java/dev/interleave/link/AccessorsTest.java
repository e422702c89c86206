package dev.interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files of old compilers, whose nested classes call methods for private fields. */
final class AccessorsTest {
  private static final String COUNTER =
      """
      class Counter {
        private volatile int hits;
        class Page {
          void hit() {
            hits++;
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void whatAnAccessorDoesIsToldWhereItIsCalled() throws IOException {
    Path source = Files.writeString(folder.resolve("Counter.java"), COUNTER);
    String classes = Files.createDirectory(folder.resolve("classes")).toString();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-Xlint:-options", "-d", classes, source + "");
    assertEquals(0, result, "javac");
    Input input = new Input(List.of(Path.of(classes)), List.of(), Set.of(), List.of(), 1);
    List<Finding> findings = Analysis.run(input).findings();
    assertEquals(1, findings.size());
    assertEquals("hit", findings.get(0).primary().place().method().name());
    assertEquals(5, findings.get(0).primary().place().span().line());
  }
}

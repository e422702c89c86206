package dev.interleave.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fix mends what is broken: a lock given back and a lock of the wrong object are two things. */
final class UpdateFixTest {
  @TempDir private Path folder;

  @Test
  void aLockOfEachObjectIsReplacedByOneForAll() throws IOException {
    assertEquals(
        List.of(
            "hold one lock that is static, too: what is held here is another one in each object"),
        fixes(
            """
            public class Hits {
              private static int count;
              public synchronized void hit() { count++; }
            }
            """));
  }

  @Test
  void whatWasReadBeforeAWaitIsReadAgain() throws IOException {
    assertEquals(
        List.of(
            "read `count` again after the lock was given back,"
                + " or hold it from the first step to the last"),
        fixes(
            """
            public class Hits {
              private int count;
              private boolean open;
              public synchronized void open() { open = true; count++; notifyAll(); }
              public synchronized void hit() throws InterruptedException {
                int before = count;
                while (!open) { wait(); }
                count = before + 1;
              }
            }
            """));
  }

  private List<String> fixes(String text) throws IOException {
    Files.writeString(folder.resolve("Hits.java"), text);
    Input input = new Input(List.of(folder), List.of(), Set.of("read-modify-write"), List.of(), 1);
    return Analysis.run(input).atLeast(Confidence.MEDIUM).stream().map(it -> it.fix()).toList();
  }
}

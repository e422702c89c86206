package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told when a change takes a lock away, or a type that needs none. */
final class UnguardedTest {
  private static final String COUNTER =
      """
      package a;
      public class Counter {
        private int count;
        public void add() {
          count++;
        }
        public synchronized int count() {
          return count;
        }
      }
      """;

  private static final String NAMES =
      """
      package a;
      import java.util.*;
      public class Names {
        private final Map<String, String> names = new HashMap<>();
        public void put(String key, String name) {
          names.put(key, name);
        }
        public String get(String key) {
          return names.get(key);
        }
      }
      """;

  @TempDir Path folder;

  /** Returns the first lines of what is told at medium confidence. */
  private Set<Integer> told(String name, String text, String diff, boolean isNew)
      throws IOException {
    Path file = Files.createDirectories(folder.resolve("a")).resolve(name);
    Files.writeString(file, text);
    Outcome outcome = Analysis.run(new Input(List.of(folder), List.of(), Set.of(), List.of(), 1));
    List<String> lines = text.lines().toList();
    Review review =
        new Review(
            Diff.parse("--- a/a/%s\n+++ b/a/%s\n%s".formatted(name, name, diff)),
            (source, line) -> Optional.of(lines.get(line - 1)));
    Set<Integer> told = new TreeSet<>();
    List<Finding> concerned =
        new ArrayList<>(review.of(outcome.findings(), finding -> isNew).findings());
    concerned.removeIf(finding -> finding.confidence() == Confidence.LOW);
    concerned.forEach(finding -> told.add(finding.primary().place().span().line()));
    return told;
  }

  @Test
  void aLockThatIsGoneSpeaksForThreads() throws IOException {
    String gone = "@@ -4 +4 @@\n-  public synchronized void add() {\n+  public void add() {\n";
    assertEquals(Set.of(4), told("Counter.java", COUNTER, gone, true));
    assertEquals(Set.of(), told("Counter.java", COUNTER, gone, false), "it was there before");
  }

  @Test
  void anyOtherChangeDoesNot() throws IOException {
    String other = "@@ -4 +4 @@\n-  public final void add() {\n+  public void add() {\n";
    assertEquals(Set.of(), told("Counter.java", COUNTER, other, true));
    String moved =
        "@@ -4 +4 @@\n-  synchronized void add() {\n+  public void add() { // synchronized now\n";
    assertEquals(Set.of(), told("Counter.java", COUNTER, moved, true), "as many as before");
  }

  @Test
  void aTypeThatNeedsNoLockSpeaksForThreads() throws IOException {
    String weaker =
        "@@ -4 +4 @@\n"
            + "-  private final Map<String, String> names = new ConcurrentHashMap<>();\n"
            + "+  private final Map<String, String> names = new HashMap<>();\n";
    assertEquals(Set.of(4), told("Names.java", NAMES, weaker, true));
    String elsewhere = "@@ -2 +2 @@\n-  final AtomicInteger many;\n+  final int many = 1;\n";
    assertEquals(Set.of(), told("Names.java", NAMES, elsewhere, true));
  }

  @Test
  void whatTheSameLinesBringNeverHadTheGuard() throws IOException {
    String replaced =
        "@@ -3 +3,3 @@\n"
            + "-  private final ConcurrentHashMap<String, String> names = null;\n"
            + "+  private int count;\n"
            + "+  public void add() {\n"
            + "+    count++;\n";
    assertEquals(Set.of(), told("Counter.java", COUNTER, replaced, true));
  }

  @Test
  void importsAndCommentsAreNoGuards() throws IOException {
    String comment = "@@ -4 +4 @@\n-  // synchronized\n+  public void add() {\n";
    assertEquals(Set.of(), told("Counter.java", COUNTER, comment, true));
  }
}

package dev.interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.interleave.domain.Hierarchy;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Outcome;
import dev.interleave.frontend.source.SourceFile;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.knowledge.KnowledgeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a cache, a run parses the source files that changed and those that the change reaches. */
final class SourceCacheTest {
  private static final String STORE =
      """
      package app;
      class Store extends Base {
        private volatile int hits;
        void hit(Clock clock) {
          hits += clock.step(1);
          count++;%s
        }
        class Page { Page next; }
      }
      """;
  private static final String BASE = "package app; class Base { %s volatile int count; }";
  private static final String CLOCK = "package app; class Clock { int step(%s by) { return 1; } }";
  private static final String LONELY =
      """
      package app;
      class Lonely {
        private volatile int own;
        Object hit() { return new Object() { int more() { return own++; } }; }
      }
      """;

  @TempDir private Path home;

  @BeforeEach
  void write() throws IOException {
    write("Store.java", STORE.formatted(""));
    write("Base.java", BASE.formatted("protected"));
    write("Clock.java", CLOCK.formatted("int"));
    write("Lonely.java", LONELY);
  }

  @Test
  void nothingIsParsedWhenNothingChanged() throws IOException {
    Outcome first = Analysis.run(cached());
    assertFalse(first.findings().isEmpty(), "there is something to tell");
    assertEquals(Set.of(), parsed());
  }

  @Test
  void oneChangedBodyIsParsedAlone() throws IOException {
    Analysis.run(cached());
    write("Store.java", STORE.formatted(" hits--;"));
    assertEquals(Set.of("Store.java"), parsed());
    assertSameAsWithoutCache();
  }

  @Test
  void aChangedHeadReachesThoseWhoAskAboutIt() throws IOException {
    Analysis.run(cached());
    write("Clock.java", CLOCK.formatted("long"));
    assertEquals(Set.of("Clock.java", "Store.java"), parsed());
    assertSameAsWithoutCache();
  }

  @Test
  void aSupertypeReachesThoseBelow() throws IOException {
    Analysis.run(cached());
    write("Base.java", BASE.formatted("static"));
    assertEquals(Set.of("Base.java", "Store.java"), parsed());
    assertSameAsWithoutCache();
  }

  @Test
  void aClassThatWasMissingReachesThoseWhoAskedForIt() throws IOException {
    Files.delete(home.resolve("src/Clock.java"));
    Analysis.run(cached());
    write("Clock.java", CLOCK.formatted("int"));
    assertEquals(Set.of("Clock.java", "Store.java"), parsed());
    assertSameAsWithoutCache();
    Files.delete(home.resolve("src/Clock.java"));
    assertEquals(Set.of("Store.java"), parsed());
    assertSameAsWithoutCache();
  }

  @Test
  void aClassThatIsDeclaredTwiceIsNeverKept() throws IOException {
    Analysis.run(cached());
    write("Another.java", LONELY.replace("own++", "own--"));
    assertEquals(Set.of("Another.java", "Lonely.java"), parsed());
    assertSameAsWithoutCache();
    assertEquals(Set.of("Another.java", "Lonely.java"), parsed());
    Files.delete(home.resolve("src/Another.java"));
    assertEquals(Set.of("Lonely.java"), parsed());
    assertSameAsWithoutCache();
  }

  @Test
  void aFileOfWhichTheSummaryIsLostIsParsedAfterAll() throws IOException {
    Outcome first = Analysis.run(cached());
    try (var files = Files.list(home.resolve("cache"))) {
      for (Path file : files.filter(one -> !one.toString().endsWith(".sources")).toList()) {
        Files.delete(file);
      }
    }
    assertEquals(first, Analysis.run(cached()));
  }

  private void assertSameAsWithoutCache() {
    assertEquals(Analysis.run(input()), Analysis.run(cached()));
    assertEquals(Analysis.run(input()), Analysis.run(cached()), "from its results");
  }

  /** Runs the first half of an analysis and returns the names of the files that it parsed. */
  private Set<String> parsed() throws IOException {
    Set<String> parsed = new TreeSet<>();
    Memory memory = Memory.of(cached(), Targets.of(cached()));
    Knowledge knowledge = KnowledgeReader.load(List.of()).knowledge();
    ClassFiles files = ClassFiles.of(List.of(home.resolve("src")), Map.of());
    List<Diagnostic> troubles = new ArrayList<>();
    try (ClassPath path = ClassPath.of(files.found(), List.of(), knowledge, troubles)) {
      Workers workers = new Workers(1);
      Hierarchy hierarchy = new Hierarchy(path::supertypes);
      SourceUnits sources =
          new SourceUnits(
              path,
              workers,
              troubles,
              memory.sources(path.symbols()),
              (name, text) -> {
                parsed.add(Path.of(name).getFileName().toString());
                return SourceFile.parse(name, text);
              });
      List<Unit> units = sources.before(files);
      Summaries summaries = new Summaries(path, hierarchy, memory.facts(hierarchy, path.symbols()));
      new Lowering(summaries, hierarchy, workers, troubles).run(units);
    }
    return parsed;
  }

  private void write(String name, String text) throws IOException {
    Path file = home.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Input input() {
    return new Input(List.of(home.resolve("src")), List.of(), Set.of(), List.of(), 2);
  }

  private Input cached() {
    return input().cachedIn(home.resolve("cache"), line -> {});
  }
}

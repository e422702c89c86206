package dev.interleave.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source files that are broken cost only what is broken, and that is told with file and line. */
final class SourceInputTest {
  private static final String COUNTER =
      """
      package com.acme;
      class Counter {
        volatile int count;
        void hit() {
          count++;
        }
      %s
      }
      """;

  @TempDir private Path folder;

  @Test
  void aLoneFileIsAnalysedWithoutAnyClassFile() throws IOException {
    Outcome outcome = run(write("Counter.java", COUNTER.formatted("")));
    assertEquals(List.of(), outcome.diagnostics());
    Finding finding = outcome.findings().get(0);
    assertEquals("com/acme/Counter.java", finding.primary().place().sourceFile());
    assertEquals(5, finding.primary().place().span().line());
  }

  @Test
  void aBrokenMethodCostsOnlyItself() throws IOException {
    write("Counter.java", COUNTER.formatted("  void broken() { int x = ; }"));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.findings().size());
    Diagnostic told = outcome.diagnostics().get(0);
    assertEquals(Diagnostic.Kind.SOURCE_FILE, told.kind());
    assertTrue(told.subject().endsWith("Counter.java:7"), told.subject());
  }

  @Test
  void aFileThatIsNoJavaIsTold() throws IOException {
    write("Notes.java", "\u0000 this is : no Java %%% {{{");
    write("Counter.java", COUNTER.formatted(""));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.findings().size());
    assertTrue(outcome.diagnostics().get(0).subject().contains("Notes.java"));
  }

  @Test
  void anUnknownTypeCostsOnlyItsExpression() throws IOException {
    write("Counter.java", COUNTER.formatted("  Unheard of = new Unheard().of(count).more();"));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.findings().size());
    Diagnostic told = outcome.diagnostics().get(0);
    assertTrue(told.subject().endsWith("Counter.java:7"), told.subject());
    assertTrue(told.message().contains("cannot be resolved"), told.message());
  }

  @Test
  void anEncodingThatIsNotUtf8IsReadAllTheSame() throws IOException {
    String text = COUNTER.formatted("  // Zähler");
    Path file = folder.resolve("Counter.java");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(1, run(file).findings().size());
  }

  @Test
  void aClassDeclaredTwiceIsTold() throws IOException {
    write("Counter.java", COUNTER.formatted(""));
    write("Second.java", COUNTER.formatted(""));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.classes());
    assertTrue(outcome.diagnostics().get(0).subject().endsWith("Second.java:2"));
  }

  @Test
  void aFileOf20000LinesIsAnalysed() throws IOException {
    write("Counter.java", COUNTER.formatted("  int more() { return count; }\n".repeat(20_000)));
    assertEquals(1, run(folder).findings().size());
  }

  @Test
  void anArchiveOfSourcesIsATarget() throws IOException {
    Path jar = folder.resolve("counter-1.0-sources.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("com/acme/Counter.java"));
      zip.write(COUNTER.formatted("").getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("com/acme/package-info.java"));
    }
    Outcome outcome = run(jar);
    assertEquals(List.of(), outcome.diagnostics());
    assertEquals("com/acme/Counter.java", outcome.findings().get(0).primary().place().sourceFile());
  }

  @Test
  void aProjectIsItsMainSourcesAndItsTestsAreNot() throws IOException {
    Files.createDirectories(folder.resolve("src/main/java/com/acme"));
    Files.createDirectories(folder.resolve("src/test/java/com/acme"));
    write("pom.xml", "<project><artifactId>counter</artifactId></project>");
    write("src/main/java/com/acme/Counter.java", COUNTER.formatted(""));
    write("src/test/java/com/acme/Other.java", COUNTER.formatted("").replace("Counter", "Other"));
    Outcome outcome = run(folder);
    assertEquals(1, outcome.classes());
    assertEquals(1, outcome.findings().size());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Outcome run(Path target) {
    return Analysis.run(new Input(List.of(target), List.of(), Set.of(), List.of(), 2));
  }
}

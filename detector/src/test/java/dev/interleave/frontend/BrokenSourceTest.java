package dev.interleave.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with a source file is told with file and line, and the file beside it is
 * analysed all the same.
 */
final class BrokenSourceTest {
  private static final String GOOD =
      "package com.acme; class Good { volatile int count; void hit() { count++; } }";

  /** The third line is to be filled in. */
  private static final String BAD =
      """
      package com.acme;
      class Bad { volatile int count; void hit() { count++; }
      %s
      }
      """;

  private static final int BOTH = 2;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("Good.java"), GOOD);
  }

  @Test
  void syntaxThatIsNewerThanTheParserCostsOnlyItsMethod() throws IOException {
    Outcome outcome = withBad("  Bad next(Bad a) { return a with { count = 3; }; }");
    assertTold(outcome, "Bad.java:3", "syntax");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void aKindOfClassThatIsNewerThanTheParserCostsItsFile() throws IOException {
    write("Bad.java", "package com.acme;\n\nvalue class Bad { int count; }");
    Outcome outcome = run();
    assertTold(outcome, "Bad.java:3", "syntax");
    assertEquals(1, outcome.findings().size());
  }

  @Test
  void aTextWithoutItsEndCostsOnlyItsLine() throws IOException {
    Outcome outcome = withBad("  String name() { return \"Bad; }");
    assertTold(outcome, "Bad.java:3", "no part of the language");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void aStrayCharacterInAnOpenMethodCostsOnlyItsLine() throws IOException {
    Outcome outcome = withBad("  void more() { int a = 1 # 2;\n  }");
    assertTold(outcome, "Bad.java:3", "no part of the language");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void bytesThatAreNoUtf8AreToldWhereTheyBegin() throws IOException {
    byte[] bytes = BAD.formatted("  // Zähler").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("Bad.java"), bytes);
    Outcome outcome = run();
    assertTold(outcome, "Bad.java:3", "not UTF-8");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void utf16IsToldAndCostsItsFile() throws IOException {
    Files.write(folder.resolve("Bad.java"), BAD.formatted("").getBytes(StandardCharsets.UTF_16));
    Outcome outcome = run();
    assertTold(outcome, "Bad.java:1", "not UTF-8");
    assertEquals(1, outcome.findings().size());
  }

  @Test
  void aFileOf20000LinesIsAnalysedUpToItsBrokenLast() throws IOException {
    String methods = "  int more() { return count; }\n".repeat(20_000);
    Outcome outcome = withBad(methods + "  void broken() { int x = ; }");
    assertTold(outcome, "Bad.java:20003", "syntax");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void aClassThatIsDeclaredTwiceIsToldAtTheSecond() throws IOException {
    write("Other.java", "package com.acme;\n\nclass Good { volatile int other; }");
    Outcome outcome = run();
    assertTold(outcome, "Other.java:3", "declared elsewhere");
    assertEquals(1, outcome.findings().size());
  }

  @Test
  void whatAMissingImportNamesCostsOnlyItsExpressions() throws IOException {
    write(
        "Bad.java",
        """
        import org.missing.Thing;
        class Bad extends org.missing.Base {
          Thing thing = Thing.of(this).with(name);
          volatile int count;
          void hit() { count++; }
        }
        """);
    Outcome outcome = run();
    assertTold(outcome, "Bad.java:2", "cannot be resolved");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void oneDamagedMethodCostsOnlyItself() throws IOException {
    Outcome outcome = withBad("  void broken() { if (count == ) { } }\n  void last() {}");
    assertTold(outcome, "Bad.java:3", "syntax");
    assertEquals(BOTH, outcome.findings().size());
  }

  @Test
  void anExpressionThatIsTooDeepForTheParserCostsItsFile() throws IOException {
    Outcome outcome = withBad("  int deep() { return " + "(".repeat(9_000) + "1;}");
    assertTold(outcome, "Bad.java", "cannot be parsed");
    assertEquals(1, outcome.findings().size());
  }

  @Test
  void aSumOfManyTextsIsNotTooDeep() throws IOException {
    String sum = "\"a\" + count".concat(" + \"b\" + count".repeat(9_000));
    Outcome outcome =
        withBad(
            "  static final String ALL = \"a\""
                + " + \"b\"".repeat(9_000)
                + ";"
                + "  String sum() { return "
                + sum
                + "; }");
    assertEquals(List.of(), outcome.diagnostics());
    assertEquals(BOTH, outcome.findings().size());
  }

  private Outcome withBad(String line) throws IOException {
    write("Bad.java", BAD.formatted(line));
    return run();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static void assertTold(Outcome outcome, String subject, String message) {
    List<Diagnostic> told = outcome.diagnostics();
    assertTrue(
        told.stream()
            .anyMatch(
                one ->
                    one.kind() == Diagnostic.Kind.SOURCE_FILE
                        && one.subject().endsWith(subject)
                        && one.message().contains(message)),
        told.toString());
  }

  private Outcome run() {
    return Analysis.run(new Input(List.of(folder), List.of(), Set.of(), List.of(), 2));
  }
}

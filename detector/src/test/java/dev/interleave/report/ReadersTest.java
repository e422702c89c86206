package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.model.SEVERITY;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** What build servers read, read by a library that they use for it. */
class ReadersTest {
  private static final Map<Format, Parser> READERS =
      Map.of(
          Format.CHECKSTYLE, Parser.CHECKSTYLE,
          Format.GITLAB, Parser.CODECLIMATE,
          Format.SARIF, Parser.SARIF);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CHECKSTYLE", "GITLAB", "SARIF"})
  void bothFindingsAreReadWhereTheyAre(Format format) throws IOException {
    List<Violation> read = read(format, Chat.outcome());
    assertEquals(2, read.size(), read::toString);
    assertViolation(read.get(0), 31, "read-modify-write", "`history` can change between");
    assertViolation(read.get(1), 71, "callback-under-lock", "a listener is called while");
  }

  private static void assertViolation(Violation one, int line, String rule, String message) {
    assertEquals("com/acme/ChatStore.java", one.getFile());
    assertEquals(line, one.getStartLine());
    assertTrue(one.getRule().endsWith(rule), one.getRule());
    assertTrue(one.getMessage().contains(message), one.getMessage());
  }

  @Test
  void theSurestIsTheMostSevere() throws IOException {
    for (Format format : List.of(Format.CHECKSTYLE, Format.GITLAB)) {
      List<Violation> read = read(format, Chat.outcome());
      assertEquals(SEVERITY.ERROR, read.get(0).getSeverity(), format.label());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECKSTYLE", "GITLAB", "SARIF"})
  void hostileNamesAreReadAndNothingIsNothing(Format format) throws IOException {
    Outcome hostile = new Outcome(List.of(Chat.hostile()), List.of(), 1, 1, 0);
    assertEquals(1, read(format, hostile).size());
    assertEquals(List.of(), read(format, Chat.none()));
  }

  private List<Violation> read(Format format, Outcome outcome) throws IOException {
    Path file = folder.resolve(format.fileName());
    Setting setting = new Setting("1.2.3", Chat.RULES, SourceLookup.none(), name -> name);
    try (Writer out = Files.newBufferedWriter(file)) {
      format.write(outcome, Confidence.LOW, setting, out);
    }
    return ViolationsApi.violationsApi()
        .withPattern(".*" + format.fileName())
        .inFolder(folder.toString())
        .findAll(READERS.get(format))
        .violations()
        .stream()
        .sorted(Comparator.comparing(Violation::getStartLine))
        .toList();
  }
}

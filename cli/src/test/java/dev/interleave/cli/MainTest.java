package dev.interleave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Outcome;
import dev.interleave.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path dir;

  @Test
  void nothingFoundExitsWithZero() {
    Session session = Session.of(Example.outcome());
    assertEquals(0, session.run("check", "a.jar"));
    assertEquals("", session.out());
    assertTrue(
        session.err().matches("3 classes analysed in \\d+\\.\\d s; no findings\n"), session.err());
  }

  @Test
  void findingsExitWithOne() {
    Session session = Session.of(Example.outcome(Confidence.HIGH, Confidence.LOW));
    assertEquals(1, session.run("check", "a.jar"));
    assertTrue(session.out().startsWith("Chat.java:31: [read-modify-write] `n` "), session.out());
    assertEquals(1, session.out().split("interleave explain", -1).length - 1);
    assertTrue(
        session
            .err()
            .endsWith("; 1 finding (1 read-modify-write); 1 more below medium confidence\n"),
        session.err());
  }

  @Test
  void theThresholdDecides() {
    Outcome outcome = Example.outcome(Confidence.LOW, Confidence.MEDIUM);
    assertEquals(0, Session.of(outcome).run("check", "--min-confidence", "high", "a.jar"));
    assertEquals(1, Session.of(outcome).run("check", "--min-confidence", "medium", "a.jar"));
    Session session = Session.of(outcome);
    assertEquals(1, session.run("check", "--min-confidence=LOW", "a.jar"));
    assertTrue(session.err().contains("2 findings"), session.err());
  }

  @Test
  void nothingAnalysedExitsWithTwo() {
    Diagnostic missing =
        new Diagnostic(Diagnostic.Kind.TARGET, "a.jar", "a.jar does not exist", "");
    Session session = Session.of(new Outcome(List.of(), List.of(missing), 0, 0, 1));
    assertEquals(2, session.run("check", "a.jar"));
    assertTrue(
        session.err().startsWith("warning: a.jar does not exist\n0 classes analysed"),
        session.err());
    assertTrue(session.err().endsWith("interleave: nothing could be analysed\n"), session.err());
  }

  @Test
  void wrongUsageExitsWithTwoAndOneReason() {
    for (String[] line :
        new String[][] {
          {"check"},
          {"chek", "a.jar"},
          {"check", "--formt", "text", "a.jar"},
          {"check", "--format", "xml", "a.jar"},
          {"check", "--min-confidence", "none", "a.jar"},
          {"check", "--threads", "0", "a.jar"},
          {"check", "--threads", "many", "a.jar"},
          {"check", "--rules", "read-modify-wirte", "a.jar"},
          {"check", "--rules", "", "a.jar"},
          {"check", "--knowledge", "missing.txt", "a.jar"},
          {"check", "--classpath", "missing/*", "a.jar"},
          {"check", "a\0b"},
          {"explain"},
          {"explain", "nonsense"},
        }) {
      Session session = Session.of(Example.outcome());
      assertEquals(2, session.run(line), String.join(" ", line));
      assertEquals("", session.out());
      assertTrue(session.err().startsWith("interleave: "), session.err());
      assertFalse(session.err().contains("\tat "), session.err());
    }
  }

  @Test
  void namesWhatIsWrong() {
    assertEquals(
        "interleave: --format: 'xml' is none of " + String.join(", ", Format.labels()) + "\n",
        complaint("--format", "xml"));
    assertEquals(
        "interleave: --min-confidence: 'none' is none of low, medium, high\n",
        complaint("--min-confidence", "none"));
    assertEquals(
        "interleave: --rules: there is no rule 'read-modify-wirte'. Did you mean"
            + " read-modify-write?\n",
        complaint("--rules", "read-modify-wirte"));
    assertEquals(
        "interleave: --threads: 'many' is no number from 1 to 1024\n",
        complaint("--threads", "many"));
  }

  private static String complaint(String... option) {
    Session session = Session.of(Example.outcome());
    List<String> line = new ArrayList<>(List.of("check"));
    line.addAll(List.of(option));
    line.add("a.jar");
    session.run(line.toArray(String[]::new));
    return session.err();
  }

  @Test
  void writesMoreReportsInOneRun() throws IOException {
    Path page = dir.resolve("report.html");
    Path lines = dir.resolve("all.jsonl");
    Session session = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(
        1, session.run("check", "--report", "html=" + page, "--report=jsonl=" + lines, "a.jar"));
    assertEquals(1, session.analyses());
    assertTrue(session.out().startsWith("Chat.java:31"), "the main report as ever");
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertTrue(Files.readString(lines).startsWith("{\"rule\":\"read-modify-write\""));
    assertEquals(
        "interleave: --report: 'html' names no file, as html=report.html does\n",
        complaint("--report", "html"));
  }

  @Test
  void passesTheOptionsOn() throws IOException {
    Path lib = Files.createDirectories(dir.resolve("lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("a.jar"));
    Path table = Files.createFile(dir.resolve("table.txt"));
    Session session = Session.of(Example.outcome());
    session.run(
        "check",
        "--classpath",
        "x.jar" + java.io.File.pathSeparator + lib + "/*",
        "--rules",
        "read-modify-write,callback-under-lock",
        "--threads",
        "3",
        "--knowledge",
        table.toString(),
        "one.jar",
        "two");
    assertEquals(List.of(Path.of("one.jar"), Path.of("two")), session.input().targets());
    assertEquals(
        List.of(Path.of("x.jar"), lib.resolve("a.jar"), lib.resolve("b.jar")),
        session.input().classpath());
    assertEquals(2, session.input().rules().size());
    assertEquals(3, session.input().threads());
    assertEquals(List.of(table), session.input().knowledge());
  }

  @Test
  void writesSarifToAFile() throws IOException {
    Path file = dir.resolve("out.sarif");
    Files.writeString(file, "older");
    Session session = Session.of(Example.outcome(Confidence.HIGH, Confidence.LOW));
    assertEquals(
        1, session.run("check", "--format", "sarif", "--output", file.toString(), "a.jar"));
    assertEquals("", session.out());
    String text = Files.readString(file);
    assertEquals(1, text.split("\"ruleId\"", -1).length - 1, "only those at the threshold");
    try (Stream<Path> all = Files.list(dir)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void refusesAnOutputThatCannotBeBeforeAnyWork() {
    Session session = Session.of(Example.outcome());
    Path file = dir.resolve("missing/out.sarif");
    assertEquals(2, session.run("check", "--output", file.toString(), "a.jar"));
    assertEquals(
        "interleave: --output: there is no directory " + file.getParent() + "\n", session.err());
    assertEquals(2, session.run("check", "--output", dir.toString(), "a.jar"));
    assertTrue(session.err().endsWith("--output: " + dir + " is a directory\n"), session.err());
    assertEquals(0, session.analyses());
  }

  @Test
  void aBugInTheEngineIsOneLine() {
    Session session =
        Session.of(
            input -> {
              throw new IllegalStateException("no such block");
            });
    assertEquals(2, session.run("check", "a.jar"));
    assertEquals(
        "interleave: internal error, please report it with this command line:"
            + " java.lang.IllegalStateException: no such block\n"
            + "--debug shows where it happened\n",
        session.err());
    assertEquals(2, session.run("check", "--debug", "a.jar"));
    assertTrue(session.err().contains("\tat dev.interleave.cli.MainTest"), session.err());
  }

  @Test
  void anEngineOutOfMemorySaysHowToGiveMore() {
    Session session =
        Session.of(
            input -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertEquals(2, session.run("check", "a.jar"));
    assertEquals(
        "interleave: out of memory; allow more with INTERLEAVE_JAVA_OPTS=-Xmx2g\n", session.err());
  }

  @Test
  void groupsWhatCouldNotBeRead() {
    List<Diagnostic> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(new Diagnostic(Diagnostic.Kind.CLASS_FILE, "C" + i, "cut short", "a trace"));
    }
    for (int i = 0; i < 12; i++) {
      all.add(new Diagnostic(Diagnostic.Kind.METHOD, "m" + i, "reason " + i, ""));
    }
    Session session = Session.of(new Outcome(List.of(), all, 3, 9, 0));
    assertEquals(0, session.run("check", "a.jar"));
    List<String> lines = session.err().lines().toList();
    assertEquals("warning: cut short: C0, C1, C2 and 2 more", lines.get(0));
    assertEquals("warning: m0: reason 0", lines.get(1));
    assertEquals("warning: and 3 more (all of them are in the SARIF report)", lines.get(10));
    assertEquals(12, lines.size());
    assertFalse(session.err().contains("a trace"));
    assertEquals(0, session.run("check", "--debug", "a.jar"));
    assertTrue(session.err().contains("C4: a trace"), session.err());
  }

  @Test
  void usesTheSourcesBesideAJar() throws IOException {
    Path jar = Files.createFile(dir.resolve("chat-1.0.jar"));
    try (var zip =
        new java.util.zip.ZipOutputStream(
            Files.newOutputStream(dir.resolve("chat-1.0-sources.jar")))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("com/acme/Chat.java"));
      zip.write(
          ("\n".repeat(30) + "  n = n + 1;").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Session session = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(1, session.run("check", jar.toString()));
    assertTrue(session.out().contains("  31 |  n = n + 1;    read here"), session.out());
  }

  @Test
  void usesTheSourcesOfAMavenProject() throws IOException {
    Path classes = Files.createDirectories(dir.resolve("target/classes"));
    Path source = dir.resolve("src/main/java/com/acme/Chat.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "\n".repeat(30) + "  n = n + 1;");
    Session session = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(1, session.run("check", classes.toString()));
    assertTrue(session.out().contains("  31 |  n = n + 1;    read here"), session.out());
  }

  @Test
  void saysWhichSourcesCannotBeOpened() {
    Session session = Session.of(Example.outcome());
    Path missing = dir.resolve("missing");
    assertEquals(0, session.run("check", "--sources", missing.toString(), "a.jar"));
    assertTrue(
        session
            .err()
            .startsWith("warning: " + missing + ": no such source directory, file or archive\n"),
        session.err());
  }

  @Test
  void coloursAndProgressAreForPeople() {
    Session session = Session.of(Example.outcome(Confidence.HIGH));
    session.attended().run("check", "a.jar");
    assertTrue(session.out().contains("\u001b["), session.out());
    assertTrue(session.err().startsWith("analysing …\r\u001b[K"), session.err());
    Session file = Session.of(Example.outcome(Confidence.HIGH));
    Path path = dir.resolve("out.txt");
    file.attended().run("check", "--output", path.toString(), "a.jar");
    assertFalse(read(path).contains("\u001b["));
  }

  @Test
  void explainsARule() {
    Session session = Session.of(Example.outcome());
    assertEquals(0, session.run("explain", "read-modify-write"));
    assertEquals("# The page\n", session.out());
    assertEquals(0, session.run("explain", "callback-under-lock"));
    assertTrue(session.out().endsWith("# callback-under-lock\n\nCallbacks\n\nA callback.\n"));
  }

  @Test
  void namesTheRulesWhenThereIsNoSuchRule() {
    Session session = Session.of(Example.outcome());
    assertEquals(2, session.run("explain", "read-modify"));
    assertEquals(
        """
        interleave: there is no rule 'read-modify'. Did you mean read-modify-write? The rules are:
          read-modify-write    Torn updates
          callback-under-lock  Callbacks
        """,
        session.err());
  }

  @Test
  void listsTheRules() {
    Session session = Session.of(Example.outcome());
    assertEquals(0, session.run("rules"));
    assertEquals(
        "read-modify-write    Torn updates\ncallback-under-lock  Callbacks\n", session.out());
  }

  @Test
  void helpsAndTellsItsVersion() {
    Session session = Session.of(Example.outcome());
    assertEquals(0, session.run("--version"));
    assertTrue(session.out().startsWith("interleave "), session.out());
    assertEquals(0, session.run("--help"));
    assertTrue(session.out().contains("Usage: interleave"), session.out());
    assertEquals(0, session.run("check", "--help"));
    assertTrue(session.out().contains("--min-confidence"), session.out());
    assertEquals("", session.err());
    assertEquals(2, session.run());
    assertTrue(session.err().startsWith("Usage: interleave"), session.err());
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

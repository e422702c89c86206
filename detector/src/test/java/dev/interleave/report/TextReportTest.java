package dev.interleave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {
  private static final String LOST_MESSAGE =
      """
      ChatStore.java:31: [read-modify-write] `history` can change between the read and the write
        31 |  List<Message> old = history.get(id);      read here, holding no lock
        33 |  history.put(id, append(old, message));    written here, holding no lock

        what happens  two messages for one chat both read the same history; the second put erases the first
        how           thread A: post                    thread B: post
                      1 history.get("c1") → [m1]
                                                        2 history.get("c1") → [m1]
                                                        3 history.put("c1", [m1, m2])
                      4 history.put("c1", [m1, m3])                        ← m2 is lost
        parallel      post is run by executor.submit at ChatServer.java:52, in a loop
        fix           history.merge(id, List.of(message), ChatStore::concat) does both steps as one
        more          interleave explain read-modify-write
      """;

  @Test
  void showsTheMessageOfTheDesign(@TempDir Path root) throws IOException {
    Path file = Files.createDirectories(root.resolve("com/acme")).resolve("ChatStore.java");
    Files.writeString(
        file,
        "\n".repeat(30)
            + "    List<Message> old = history.get(id);\n\n"
            + "\thistory.put(id, append(old, message));\r\n");
    try (SourceLookup sources = SourceLookup.of(List.of(root))) {
      assertEquals(LOST_MESSAGE, report(false, sources).render(Chat.lostMessage()));
    }
  }

  @Test
  void namesMethodsWhereThereIsNoSource() {
    String expected =
        """
        ChatStore.java:71: [callback-under-lock] a listener is called while `lock` is held
                          71 |  ChatStore.notifyAll     calls a listener here, holding `this` and `lock`
                             |  through ChatServer.run at ChatServer.java:40, then new ChatStore at ChatStore.java:66
          ChatServer.java:12 |  ChatServer.onMessage    takes `lock` here, holding no lock

          what happens  the listener takes a second lock. Each thread then waits for the other.
          how           thread A: notifyAll                        thread B: onMessage
                        1 lock `lock`
                                                                   2 lock `other`
                        3 listener.onMessage(…) waits for `other`       ← nobody goes on
          confidence    medium, assuming `addListener` is called by code of other projects
                        assuming listeners take locks
          fix           copy the listeners under the lock, call them after it
          more          interleave explain callback-under-lock
        """;
    assertEquals(expected, report(false, SourceLookup.none()).render(Chat.callback()));
  }

  @Test
  void colourAddsNothingButColour() {
    String plain = report(false, SourceLookup.none()).render(Chat.outcome(), Confidence.LOW);
    String colored = report(true, SourceLookup.none()).render(Chat.outcome(), Confidence.LOW);
    assertFalse(plain.contains("\u001b"));
    assertTrue(colored.contains("\u001b[1;31m← m2 is lost\u001b[0m"));
    assertEquals(plain, colored.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void leavesOutWhatIsBelowTheThreshold() {
    TextReport report = report(false, SourceLookup.none());
    assertEquals(report.render(Chat.lostMessage()), report.render(Chat.outcome(), Confidence.HIGH));
    assertEquals(
        "",
        report.render(new Outcome(List.of(Chat.hostile()), List.of(), 1, 1, 0), Confidence.HIGH));
  }

  @Test
  void escapesWhatATerminalWouldActOn() {
    String text = report(false, SourceLookup.none()).render(Chat.hostile());
    assertEquals(-1, text.chars().filter(c -> c < ' ' && c != '\n').findFirst().orElse(-1), text);
    assertFalse(text.contains("\u202e"));
    assertTrue(text.contains("\\u001b]0;owned\\u0007"), text);
    assertTrue(text.length() < 2_000, "very long names are cut: " + text.length());
  }

  @Test
  void saysNothingWhereNothingIsKnown() {
    String text = report(false, SourceLookup.none()).render(Chat.hostile());
    for (String label : List.of("what happens", "how", "parallel", "fix")) {
      assertFalse(text.contains("  " + label + " "), label);
    }
    assertTrue(text.contains("  confidence    low\n"), text);
  }

  @Test
  void keepsTheColumnsReadable() {
    String step =
        "registry.computeIfAbsent(sessionKeyOf(request), key -> new Session(key, clock)) ";
    Interleaving how =
        new Interleaving(
            "handle".repeat(20),
            "handle",
            List.of(
                Turn.of(0, step.repeat(2)),
                Turn.of(1, step.repeat(9)),
                Turn.of(1, "w".repeat(300)),
                new Turn(1, step, "the session of the first request, " + step)));
    String text = report(false, SourceLookup.none()).render(with(how));
    text.lines().forEach(line -> assertTrue(line.length() <= 120, line));
    assertTrue(text.contains("…"), text);
    assertTrue(text.contains("← the session of the first"), text);
    assertTrue(text.contains("thread A: handlehandle"), text);
    assertTrue(text.contains("thread B: handle\n"), text);
  }

  @Test
  void joinsTwoThingsThatHappenOnOneLine() {
    Finding f = Chat.lostMessage();
    Finding counter =
        new Finding(
            f.rule(),
            f.confidence(),
            f.title(),
            f.subject(),
            List.of(
                Chat.site(Chat.place(Chat.STORE, "count", 9), "read here"),
                Chat.site(Chat.place(Chat.STORE, "count", 9), "written here", "`lock`")),
            f.happens(),
            f.interleaving(),
            f.evidence(),
            f.assumptions(),
            f.fix(),
            f.fingerprint());
    String text = report(false, SourceLookup.none()).render(counter);
    assertTrue(
        text.contains(
            "\n  9 |  ChatStore.count    read here, holding no lock"
                + "\n    |                     written here, holding `lock`\n"),
        text);
  }

  @Test
  void saysHowManyPlacesItLeavesOut() {
    List<Site> places =
        IntStream.rangeClosed(1, 15)
            .mapToObj(line -> Chat.site(Chat.place(Chat.STORE, "post", line), "read here"))
            .toList();
    String text = report(false, SourceLookup.none()).render(Chat.lostMessage().with(places));
    assertTrue(text.contains("\n  12 |  ChatStore.post"), text);
    assertFalse(text.contains("\n  13 |"), text);
    assertTrue(text.contains("\n   … |  3 more, in the other formats\n"), text);
  }

  @Test
  void sumsUp() {
    TextReport report = report(false, SourceLookup.none());
    assertEquals(
        "12 classes analysed in 0.8 s; 1 finding (1 read-modify-write); 1 more below high"
            + " confidence; 1 class file not readable; 1 class referred to and not found",
        report.closing(Chat.outcome(), Confidence.HIGH, Duration.ofMillis(760)));
    assertEquals(
        "1 class analysed; no findings",
        report.closing(new Outcome(List.of(), List.of(), 1, 3, 0), Confidence.LOW, null));
  }

  private static Finding with(Interleaving how) {
    Finding f = Chat.lostMessage();
    return new Finding(
        f.rule(),
        f.confidence(),
        f.title(),
        f.subject(),
        f.sites(),
        f.happens(),
        how,
        f.evidence(),
        f.assumptions(),
        f.fix(),
        f.fingerprint());
  }

  private static TextReport report(boolean color, SourceLookup sources) {
    return new TextReport(new TextReport.Options(color, sources, Chat.RULES));
  }
}

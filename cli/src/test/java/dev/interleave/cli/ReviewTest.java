package dev.interleave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known and what a change touches. */
class ReviewTest {
  @TempDir Path dir;

  @Test
  void aBaselineSilencesWhatItKnowsAndNothingElse() throws IOException {
    Path known = dir.resolve("known.txt");
    Session write = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(0, write.run("check", "--write-baseline", known.toString(), "a.jar"));
    assertTrue(write.err().startsWith("1 finding is known from now on\n"), write.err());
    Session again = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(0, again.run("check", "--baseline", known.toString(), "a.jar"));
    assertEquals("", again.out());
    assertTrue(again.err().startsWith("1 known from " + known + " is left out\n"), again.err());
    Files.writeString(known, "ffffffffffffffff  read-modify-write  gone: it was here\n");
    Session other = Session.of(Example.outcome(Confidence.HIGH));
    assertEquals(1, other.run("check", "--baseline", known.toString(), "a.jar"));
    assertTrue(other.err().contains(known + ":1: stale, nothing is found there"), other.err());
  }

  @Test
  void aMissingBaselineIsAWrongUsage() {
    Session session = Session.of(Example.outcome());
    assertEquals(2, session.run("check", "--baseline", dir.resolve("x").toString(), "a.jar"));
    assertTrue(session.err().contains("cannot be read; --write-baseline"), session.err());
    assertEquals(0, session.analyses());
  }

  @Test
  void reviewTellsWhatTheDiffTouches() throws IOException {
    assertEquals(1, review("@@ -31 +31 @@\n-old\n+new\n"));
    assertEquals(0, review("@@ -90 +90 @@\n-old\n+new\n"));
  }

  private int review(String hunk) throws IOException {
    Path diff = dir.resolve("change.diff");
    Files.writeString(diff, "--- a/src/com/acme/Chat.java\n+++ b/src/com/acme/Chat.java\n" + hunk);
    return Session.of(Example.outcome(Confidence.HIGH))
        .run("review", "--diff", diff.toString(), "a.jar");
  }

  @Test
  void reviewLooksAtTheWorkingDirectoryUnlessToldOtherwise() throws IOException {
    Path diff = Files.writeString(dir.resolve("none.diff"), "");
    Session session = Session.of(Example.outcome());
    session.run("review", "--diff", diff.toString());
    assertEquals(List.of(Path.of(".")), session.input().targets());
  }

  @Test
  void reviewTakesOneChange() {
    Session session = Session.of(Example.outcome());
    assertEquals(2, session.run("review", "--base", "main", "--diff", "x", "a.jar"));
    assertEquals("interleave: review takes either --base REF or --diff FILE\n", session.err());
  }
}

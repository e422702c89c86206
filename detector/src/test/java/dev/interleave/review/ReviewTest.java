package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReviewTest {
  private static final Finding FINDING = Told.finding("aaaaaaaa00000001", "a/One.java", 10, 12);

  private static Optional<Finding> concerned(String diff) {
    return new Review(Diff.parse(diff), (file, line) -> Optional.empty()).concerned(FINDING);
  }

  private static String change(String path, String hunk) {
    return "diff --git a/"
        + path
        + " b/"
        + path
        + "\n--- a/"
        + path
        + "\n+++ b/"
        + path
        + "\n"
        + hunk;
  }

  @Test
  void aChangeAtTheSecondPlaceMakesItTheFirst() {
    Finding told = concerned(change("core/src/a/One.java", "@@ -12 +12 @@\n-old\n+new\n")).get();
    assertEquals("written here", told.primary().role());
    assertEquals("read here", told.others().get(0).role());
    assertEquals(
        List.of(1, 1, 0, 0),
        List.of(told.siteOf(0), told.siteOf(1), told.siteOf(2), told.siteOf(3)));
    assertEquals(FINDING.fingerprint(), told.fingerprint());
  }

  @Test
  void aChangeElsewhereConcernsNothing() {
    assertTrue(concerned(change("src/a/One.java", "@@ -100 +100 @@\n-old\n+new\n")).isEmpty());
    assertTrue(concerned(change("src/b/One.java", "@@ -12 +12 @@\n-old\n+new\n")).isEmpty());
    assertTrue(concerned(change("src/xa/One.java", "@@ -12 +12 @@\n-old\n+new\n")).isEmpty());
  }

  @Test
  void contextLinesAreNoChange() {
    String hunk = "@@ -9,5 +9,6 @@\n a\n b\n c\n d\n+new at 13\n e\n";
    assertTrue(concerned(change("a/One.java", hunk)).isEmpty());
  }

  @Test
  void aLineThatIsGoneTouchesItsNeighbours() {
    assertTrue(concerned(change("a/One.java", "@@ -12 +11,0 @@\n-lock();\n")).isPresent());
  }

  @Test
  void aChangeBetweenTheHeadOfTheMethodAndAPlaceConcernsIt() {
    Review review =
        new Review(
            Diff.parse(
                change(
                    "a/One.java", "@@ -7 +7 @@\n-  synchronized void add() {\n+  void add() {\n")),
            (file, line) -> Optional.of(line == 7 ? "  void add() {" : "    x.add(1);"));
    assertTrue(review.concerned(FINDING).isPresent());
  }

  @Test
  void linesThatLookLikeHeadersAreContent() {
    String hunk = "@@ -1,2 +1,2 @@\n--- a/b\n-x\n+++ b/c\n+y\n@@ -12 +12 @@\n-old\n+new\n";
    assertTrue(concerned(change("a/One.java", hunk)).isPresent());
  }

  @Test
  void renamesDeletionsAndWhatIsNoDiffAreTold() {
    Diff diff =
        Diff.parse(
            "diff --git a/A.java b/B.java\nsimilarity index 100%\nrename from A.java\nrename to B.java\n"
                + "diff --git a/C.java b/C.java\ndeleted file mode 100644\n--- a/C.java\n+++ /dev/null\n"
                + "@@ -1 +0,0 @@\n-x\n");
    assertEquals(List.of("A.java is now B.java", "C.java is deleted"), diff.notes());
    assertEquals(
        List.of("no changed file can be read from the diff; a unified diff is needed"),
        Diff.parse("nonsense\n").notes());
  }

  @Test
  void aQuotedPathIsRead() {
    Diff diff = Diff.parse("--- /dev/null\n+++ \"b/\\303\\244/One.java\"\n@@ -0,0 +1 @@\n+x\n");
    assertTrue(diff.touches("ä/One.java", 1, 1));
  }

  @Test
  void aTraceThatTheChangeTouchesConcernsIt() {
    Site site = FINDING.primary();
    Site deep =
        new Site(
            site.place(),
            site.role(),
            site.guards(),
            List.of(Told.site(site.place().method().owner(), "a/Caller.java", "", 3).place()));
    Finding finding =
        new Finding(
            FINDING.rule(),
            FINDING.confidence(),
            FINDING.title(),
            FINDING.subject(),
            List.of(deep),
            "",
            FINDING.interleaving(),
            List.of(),
            List.of(),
            "",
            "aaaaaaaa00000001");
    Diff diff = Diff.parse(change("a/Caller.java", "@@ -3 +3 @@\n-old\n+new\n"));
    assertTrue(new Review(diff, (f, l) -> Optional.empty()).concerned(finding).isPresent());
  }

  @Test
  void gitTellsWhatABranchAndTheWorkingTreeChange(@TempDir Path dir) throws Exception {
    assumeTrue(hasGit(), "git is missing");
    git(dir, "init", "-q", "-b", "main");
    Path file = Files.createDirectories(dir.resolve("src/a")).resolve("One.java");
    Files.writeString(file, "1\n2\n3\n4\n5\n");
    commit(dir);
    git(dir, "checkout", "-q", "-b", "topic");
    Files.writeString(file, "1\n2\n3\nchanged\n5\n");
    commit(dir);
    git(dir, "checkout", "-q", "main");
    Files.writeString(file, "other on main\n2\n3\n4\n5\n");
    commit(dir);
    git(dir, "checkout", "-q", "topic");
    Files.writeString(dir.resolve("src/a/New.java"), "unfollowed\n");
    Diff diff = new Git(dir).since("main");
    assertTrue(diff.touches("a/One.java", 4, 4), "the branch's own change");
    assertFalse(diff.touches("a/One.java", 1, 1), "what main did since is not this branch's");
    assertTrue(diff.touches("a/New.java", 1, 1), "a file that git does not follow yet");
  }

  @Test
  void gitsTroublesAreToldWithTheNextStep(@TempDir Path dir) throws Exception {
    assumeTrue(hasGit(), "git is missing");
    Path origin = Files.createDirectory(dir.resolve("origin"));
    assertTrouble(origin, "main", "in no git repository");
    git(origin, "init", "-q", "-b", "main");
    for (String text : List.of("1", "2", "3")) {
      Files.writeString(origin.resolve("A.java"), text);
      commit(origin);
    }
    git(origin, "branch", "old", "HEAD~2");
    assertTrouble(origin, "nowhere", "git knows no commit 'nowhere' here");
    assertTrouble(origin, "--output=x", "is no branch or commit");
    Path shallow = dir.resolve("shallow");
    git(dir, "clone", "-q", "--depth", "1", "file://" + origin, shallow.toString());
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "old:old");
    assertTrouble(shallow, "old", "git fetch --unshallow");
  }

  private static void assertTrouble(Path dir, String ref, String part) {
    Git.Trouble trouble = assertThrows(Git.Trouble.class, () -> new Git(dir).since(ref));
    assertTrue(trouble.getMessage().contains(part), trouble.getMessage());
  }

  private static void commit(Path dir) throws IOException, InterruptedException {
    git(dir, "add", "-A");
    git(dir, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "x");
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void git(Path dir, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes());
    assertTrue(git.waitFor(60, TimeUnit.SECONDS), "git ends");
    assertEquals(0, git.exitValue(), String.join(" ", command) + ": " + out);
  }
}

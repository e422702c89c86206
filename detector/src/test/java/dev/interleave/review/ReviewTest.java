package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    assumeTrue(ScratchRepository.hasGit(), "git is missing");
    new ScratchRepository(dir).git("init", "-q", "-b", "main");
    Path file = Files.createDirectories(dir.resolve("src/a")).resolve("One.java");
    Files.writeString(file, "1\n2\n3\n4\n5\n");
    new ScratchRepository(dir).commit();
    new ScratchRepository(dir).git("checkout", "-q", "-b", "topic");
    Files.writeString(file, "1\n2\n3\nchanged\n5\n");
    new ScratchRepository(dir).commit();
    new ScratchRepository(dir).git("checkout", "-q", "main");
    Files.writeString(file, "other on main\n2\n3\n4\n5\n");
    new ScratchRepository(dir).commit();
    new ScratchRepository(dir).git("checkout", "-q", "topic");
    Files.writeString(dir.resolve("src/a/New.java"), "unfollowed\n");
    Diff diff = new Git(dir).since("main");
    assertEquals("main", new Git(dir).usualBase());
    assertTrue(diff.touches("a/One.java", 4, 4), "the branch's own change");
    assertFalse(diff.touches("a/One.java", 1, 1), "what main did since is not this branch's");
    assertTrue(diff.touches("a/New.java", 1, 1), "a file that git does not follow yet");
  }

  @Test
  void gitsTroublesAreToldWithTheNextStep(@TempDir Path dir) throws Exception {
    assumeTrue(ScratchRepository.hasGit(), "git is missing");
    Path origin = Files.createDirectory(dir.resolve("origin"));
    assertTrouble(origin, "main", "in no git repository");
    new ScratchRepository(origin).git("init", "-q", "-b", "main");
    for (String text : List.of("1", "2", "3")) {
      Files.writeString(origin.resolve("A.java"), text);
      new ScratchRepository(origin).commit();
    }
    new ScratchRepository(origin).git("branch", "old", "HEAD~2");
    assertEquals("main", new Git(origin).usualBase());
    assertTrouble(origin, "nowhere", "git knows no commit 'nowhere' here");
    assertTrouble(origin, "--output=x", "is no branch or commit");
    Path shallow = dir.resolve("shallow");
    new ScratchRepository(dir)
        .git("clone", "-q", "--depth", "1", "file://" + origin, shallow.toString());
    new ScratchRepository(shallow).git("fetch", "-q", "--depth", "1", "origin", "old:old");
    assertEquals("origin/HEAD", new Git(shallow).usualBase());
    assertTrouble(shallow, "old", "git fetch --unshallow");
  }

  @Test
  void gitTellsTheTextsOfBothSides(@TempDir Path dir) throws Exception {
    assumeTrue(ScratchRepository.hasGit(), "git is missing");
    ScratchRepository library = new ScratchRepository(Files.createDirectory(dir.resolve("lib")));
    library.git("init", "-q", "-b", "main");
    library.write("a/Library.java", "package a; class Library {}");
    library.commit();
    Path root = Files.createDirectory(dir.resolve("root")).toRealPath();
    ScratchRepository repository = new ScratchRepository(root);
    repository.git("init", "-q", "-b", "main");
    repository.write("src/a/Kept.java", "package a; class Kept {}");
    repository.write("src/a/Gone.java", "package a; class Gone {}");
    repository.write("src/a/Tür.java", "package a; class Tür {}");
    repository.write("src/a/Old.java", "package a;\n\nclass Old {\n  int x;\n  int y;\n}\n");
    repository.git("submodule", "add", "-q", dir.resolve("lib").toString(), "lib");
    repository.commit();
    library.commit();
    repository.git("-C", "lib", "pull", "-q");
    Files.delete(root.resolve("src/a/Gone.java"));
    Files.delete(root.resolve("src/a/Old.java"));
    repository.write("src/a/New.java", "package a;\n\nclass New {\n  int x;\n  int y;\n}\n");
    repository.write("src/a/Tür.java", "package a; class Tür { int z; }");
    repository.write("notes.txt", "no source");
    repository.git("add", "src/a/New.java");
    repository.write("src/b/Unfollowed.java", "package b; class Unfollowed {}");

    List<String> told =
        new Git(root.resolve("src"))
            .changedFiles("HEAD").stream()
                .map(file -> side(root, file.before()) + " -> " + side(root, file.now()))
                .sorted()
                .toList();

    assertEquals(
        List.of(
            "none -> src/b/Unfollowed.java (b/Unfollowed.java)",
            "src/a/Gone.java (a/Gone.java) -> none",
            "src/a/Old.java (a/Old.java) -> src/a/New.java (a/New.java)",
            "src/a/Tür.java (a/Tür.java) -> src/a/Tür.java (a/Tür.java)"),
        told);
    assertTrue(new Git(root).since("HEAD").notes().toString().contains("a submodule moved"));
  }

  private static String side(Path root, Optional<ChangedFile.Text> side) {
    return side.map(text -> root.relativize(text.path()) + " (" + text.sourceFile() + ")")
        .orElse("none");
  }

  private static void assertTrouble(Path dir, String ref, String part) {
    Git.Trouble trouble = assertThrows(Git.Trouble.class, () -> new Git(dir).since(ref));
    assertTrue(trouble.getMessage().contains(part), trouble.getMessage());
  }
}

package dev.interleave.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way to break the table fails. */
class VerdictTest {
  private static final PackageTable TABLE =
      PackageTable.parse(
          """
          | package | one line | may import | libraries |
          |---|---|---|---|
          | `model` | names | – | – |
          | `front` | class files | `model` | ASM |
          | `report` | text | `model` | Gson |
          | `fix` (planned) | edits | `model` | – |
          | `root` | the pipeline | all above | – |
          """);
  private static final Set<String> PACKAGES =
      Set.of(
          "dev.interleave",
          "dev.interleave.model",
          "dev.interleave.front",
          "dev.interleave.report");

  private static List<String> verdictOn(String from, String to) {
    return Verdict.of(TABLE, PACKAGES, List.of(Use.of(from, to)));
  }

  @Test
  void namedPackagesLibrariesAndThePlatformAreFine() {
    assertEquals(List.of(), verdictOn("dev.interleave.front.A", "dev.interleave.model.B"));
    assertEquals(List.of(), verdictOn("dev.interleave.front.A", "dev.interleave.front.C"));
    assertEquals(
        List.of(), verdictOn("dev.interleave.front.A", "org.objectweb.asm.tree.ClassNode"));
    assertEquals(List.of(), verdictOn("dev.interleave.front.A", "java.util.List"));
    assertEquals(
        List.of(), verdictOn("dev.interleave.model.A", "org.jspecify.annotations.Nullable"));
    assertEquals(List.of(), verdictOn("dev.interleave.Analysis", "dev.interleave.report.Text"));
  }

  @Test
  void anImportThatTheRowDoesNotNameFails() {
    assertEquals(
        List.of(
            "dev.interleave.report.A uses dev.interleave.front.B,"
                + " which the row `report` does not name"),
        verdictOn("dev.interleave.report.A", "dev.interleave.front.B"));
  }

  @Test
  void anImportOfALowerRowFails() {
    assertEquals(
        List.of(
            "dev.interleave.model.A uses dev.interleave.Analysis,"
                + " which the row `model` does not name"),
        verdictOn("dev.interleave.model.A", "dev.interleave.Analysis"));
  }

  @Test
  void aLibraryThatTheRowDoesNotNameFails() {
    for (String type :
        List.of(
            "org.objectweb.asm.ClassReader",
            "com.github.javaparser.JavaParser",
            "edu.umd.cs.findbugs.Detector2",
            "picocli.CommandLine",
            "com.acme.Unheard")) {
      assertEquals(
          List.of(
              "dev.interleave.report.A uses " + type + ", which the row `report` does not name"),
          verdictOn("dev.interleave.report.A", type));
    }
  }

  @Test
  void theRootGetsNoLibraryFromTheRowsAboveIt() {
    assertEquals(
        List.of(
            "dev.interleave.Analysis uses org.objectweb.asm.ClassReader,"
                + " which the row `root` does not name"),
        verdictOn("dev.interleave.Analysis", "org.objectweb.asm.ClassReader"));
  }

  @Test
  void aPackageWithoutARowFails() {
    assertEquals(
        List.of("dev.interleave.model.deep has no row in the table"),
        Verdict.of(
            TABLE,
            Set.of(
                "dev.interleave",
                "dev.interleave.model",
                "dev.interleave.model.deep",
                "dev.interleave.front",
                "dev.interleave.report"),
            List.of()));
  }

  @Test
  void aRowMustBePlannedExactlyWhileItsPackageIsMissing() {
    assertEquals(
        List.of(
            "dev.interleave.fix exists: take the mark \"(planned)\" from its row",
            "row `report` names a package that does not exist"),
        Verdict.of(
            TABLE,
            Set.of(
                "dev.interleave",
                "dev.interleave.model",
                "dev.interleave.front",
                "dev.interleave.fix"),
            List.of()));
  }
}

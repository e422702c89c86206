package dev.interleave.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's code is as ARCHITECTURE.md draws it. */
class ArchitectureTest {
  private static PackageTable table;
  private static CodeBase engine;

  @BeforeAll
  static void read() throws IOException {
    table = PackageTable.parse(Files.readString(Path.of("..", "ARCHITECTURE.md")));
    engine = CodeBase.read("dev.interleave", new ImportOption.DoNotIncludeTests());
  }

  @Test
  void theTableIsSound() {
    assertEquals(List.of(), table.faults());
  }

  @Test
  void theEngineWasRead() {
    assertTrue(engine.packages().contains("dev.interleave.model"), engine.packages()::toString);
    assertTrue(
        engine.uses().stream().anyMatch(use -> use.toPackage().equals("dev.interleave.model")));
  }

  @Test
  void everyUseIsNamedInTheTable() {
    assertEquals("", String.join("\n", Verdict.of(table, engine.packages(), engine.uses())));
  }

  @Test
  void theRootPackageKnowsNoParser() {
    Set<String> libraries = table.find(PackageTable.ROOT).orElseThrow().libraries();
    assertFalse(libraries.contains("ASM"));
    assertFalse(libraries.contains("JavaParser"));
  }

  @Test
  void rulesDoNotSeeTheStepsOfABody() {
    assertFalse(table.allows(table.find("rules").orElseThrow(), "ir"));
  }

  @Test
  void realClassesThatBreakTheTableAreCaught() {
    CodeBase tests =
        CodeBase.read("dev.interleave.architecture", new ImportOption.OnlyIncludeTests());
    List<String> breaches = Verdict.of(table, tests.packages(), tests.uses());
    assertTrue(
        breaches.contains("dev.interleave.architecture has no row in the table"),
        breaches::toString);
  }
}

package dev.interleave.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules beside the engine see of it what the map allows. */
class AdaptersTest {
  @TempDir Path house;

  @Test
  void theEngineIsSeenThroughItsFrontDoor() throws IOException {
    assertEquals(List.of(), new Adapters(Path.of("..")).breaches());
  }

  @Test
  void everyWayToWriteAnImportIsRead() {
    assertEquals(
        Set.of("root", "finding", "frontend.bytecode", "report"),
        Adapters.imports(
            """
            package dev.interleave.cli;

            import static dev.interleave.report.TextReport.of;

            import dev.interleave.Analysis;
            import dev.interleave.finding.Evidence.Kind;
            import dev.interleave.frontend.bytecode.Reader;
            import java.util.List;
            """));
  }

  @Test
  void anImportThatTheMapDoesNotNameFails() throws IOException {
    Files.writeString(
        house.resolve("ARCHITECTURE.md"),
        """
        | module | what it is | knows of the engine |
        |---|---|---|
        | `cli` | the command | root |
        | `replay` | a library | nothing |
        """);
    write("cli", "import dev.interleave.Analysis;\nimport dev.interleave.link.Program;\n");
    write("replay", "import dev.interleave.Analysis;\nimport dev.interleave.replay.Other;\n");

    assertEquals(
        List.of("cli: Main.java imports from `link`", "replay: Main.java imports from `root`"),
        new Adapters(house).breaches());
  }

  private void write(String module, String imports) throws IOException {
    Path source = house.resolve(module + "/src/main/java/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package dev.interleave." + module + ";\n\n" + imports);
  }
}

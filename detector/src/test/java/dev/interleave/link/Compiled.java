package dev.interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;

/** Programs of one source file, for tests that want them as class files. */
final class Compiled {
  private Compiled() {}

  /** Compiles a source file into a folder and returns what there is to say of its classes. */
  static List<Finding> findings(Path folder, String file, String text) throws IOException {
    Path source = Files.writeString(folder.resolve(file), text);
    String classes = folder.toString();
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes, source + "");
    assertEquals(0, result, "javac");
    Files.delete(source);
    Input input = new Input(List.of(folder), List.of(), Set.of(), List.of(), 1);
    return Analysis.run(input).findings();
  }
}

package dev.interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The locks of the callers at hand protect a hidden class, unless users reach it by a type. */
final class HiddenClassTest {
  private static final String PROGRAM =
      """
      import java.util.HashMap;
      import java.util.Map;
      public class Registry {
        public interface Lookup {
          Integer find(String key);
        }
        static class Lengths %s {
          private final Map<String, Integer> found = new HashMap<>();
          public Integer find(String key) {
            return found.computeIfAbsent(key, String::length);
          }
        }
        private final Lengths lengths = new Lengths();
        public Lengths lengths() {
          return lengths;
        }
        public synchronized Integer ask(String key) {
          return lengths.find(key);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void itsCallersGuardWhatOnlyTheyCanCall() throws IOException {
    assertEquals(0, findings(""));
  }

  @Test
  void othersMayCallWhatAPublicTypeDeclares() throws IOException {
    assertEquals(1, findings("implements Lookup"));
  }

  private long findings(String types) throws IOException {
    Path source = Files.writeString(folder.resolve("Registry.java"), PROGRAM.formatted(types));
    String classes = folder.toString();
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes, source + "");
    assertEquals(0, result, "javac");
    Files.delete(source);
    Input input = new Input(List.of(Path.of(classes)), List.of(), Set.of(), List.of(), 1);
    return Analysis.run(input).findings().stream()
        .filter(finding -> finding.rule().equals("unguarded-collection"))
        .count();
  }
}

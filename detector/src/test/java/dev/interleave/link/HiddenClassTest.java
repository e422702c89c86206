package dev.interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
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
    return Compiled.findings(folder, "Registry.java", PROGRAM.formatted(types)).stream()
        .filter(finding -> finding.rule().equals("unguarded-collection"))
        .count();
  }
}

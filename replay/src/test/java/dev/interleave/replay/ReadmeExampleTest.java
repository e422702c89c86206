package dev.interleave.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The example of README.md, compiled and run; the page shows the lines between the marks. */
final class ReadmeExampleTest {
  // example
  static final class Votes {
    private final Map<String, Integer> votes = new ConcurrentHashMap<>();

    void voteLosing(String name) {
      votes.put(name, votes.getOrDefault(name, 0) + 1);
    }

    void vote(String name) {
      votes.merge(name, 1, Integer::sum);
    }

    int of(String name) {
      return votes.getOrDefault(name, 0);
    }
  }

  @Test
  void noVoteIsLost() {
    Replay.of(Votes::new)
        .threadA(votes -> votes.vote("ada"))
        .threadB(votes -> votes.vote("ada"))
        .observe("votes for ada", votes -> votes.of("ada"))
        .check();
  }

  // end of example

  @Test
  void theLosingOneIsFound() {
    InterleavingFound found =
        assertThrows(
            InterleavingFound.class,
            () ->
                Replay.of(Votes::new)
                    .threadA(votes -> votes.voteLosing("ada"))
                    .threadB(votes -> votes.voteLosing("ada"))
                    .observe("votes for ada", votes -> votes.of("ada"))
                    .check());
    assertEquals("votes for ada", found.violation().observer());
    assertEquals("1", found.violation().got());
  }

  @Test
  void thePageShowsThisExample() throws IOException {
    Path module = Path.of("").toAbsolutePath();
    String here = "src/test/java/dev/interleave/replay/ReadmeExampleTest.java";
    String source = Files.readString(module.resolve(here));
    int from = source.indexOf("  // example\n") + "  // example\n".length();
    String example = source.substring(from, source.indexOf("\n  // end of example"));
    String page = Files.readString(module.resolve("README.md"));
    assertTrue(
        page.contains(example.stripTrailing().stripIndent()), "README.md shows another example");
  }
}

package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.NewFindings;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A history in which races come and go: of each commit exactly what it brings is told. There are
 * fewer commits than {@code -Dhistory.commits=200} makes, for the sake of time.
 */
final class HistoryTest {
  private static final int COMMITS = Integer.getInteger("history.commits", 40);
  private static final int CLASSES = 6;

  private final boolean[] guarded = new boolean[CLASSES];
  private final boolean[] single = new boolean[CLASSES];
  private final int[] names = new int[CLASSES];
  private final int[] notes = new int[CLASSES];

  @Test
  @Timeout(600)
  void ofEachCommitExactlyWhatItBringsIsTold(@TempDir Path dir) throws Exception {
    assumeTrue(ScratchRepository.hasGit(), "git is missing");
    Path root = dir.toRealPath();
    ScratchRepository repository = new ScratchRepository(root);
    repository.git("init", "-q", "-b", "main");
    writeAll(repository);
    repository.commit();
    Random random = new Random(42);
    int bringing = 0;
    for (int i = 1; i <= COMMITS; i++) {
      Set<String> expected = change(random, root);
      writeAll(repository);
      repository.commit();
      assertEquals(expected, told(root), "commit " + i);
      bringing += expected.isEmpty() ? 0 : 1;
    }
    System.out.printf("history: %d commits, %d of them bring a race%n", COMMITS, bringing);
    assertTrue(bringing > COMMITS / 10 && bringing < COMMITS / 2, bringing + " bring a race");
  }

  /** Makes one change, and returns the classes where what it makes racy is told. */
  private Set<String> change(Random random, Path root) throws Exception {
    int k = random.nextInt(CLASSES);
    switch (random.nextInt(5)) {
      case 0 -> {
        guarded[k] = !guarded[k];
        return guarded[k] ? Set.of() : Set.of(counter(k));
      }
      case 1 -> {
        single[k] = !single[k];
        return single[k] ? Set.of() : Set.of("Starter" + k);
      }
      case 2 -> {
        Files.delete(root.resolve(path(counter(k))));
        names[k]++;
      }
      case 3 -> notes[k]++;
      default -> {} // a commit that touches no source
    }
    return Set.of();
  }

  private String counter(int k) {
    return "Counter" + k + "Of" + names[k];
  }

  private static String path(String type) {
    return "src/acme/" + type + ".java";
  }

  private void writeAll(ScratchRepository repository) throws Exception {
    for (int k = 0; k < CLASSES; k++) {
      repository.write(path(counter(k)), counterText(k));
      repository.write(path("Worker" + k), WORKER.formatted(k));
      repository.write(path("Starter" + k), starterText(k));
    }
  }

  private static final String WORKER =
      """
      package acme;

      import java.util.HashMap;
      import java.util.Map;

      final class Worker%d implements Runnable {
        private final Map<String, Integer> counts = new HashMap<>();

        @Override
        public void run() {
          counts.put("a", counts.getOrDefault("a", 0) + 1);
        }
      }
      """;

  private String counterText(int k) {
    return """
        package acme;

        public final class %s {
          private volatile int count;

          public int count() {
            return count;
          }

          public%s void hit() {
            count++;
          }

          // edited %d times
        }
        """
        .formatted(counter(k), guarded[k] ? " synchronized" : "", notes[k]);
  }

  private String starterText(int k) {
    String start = "new Thread(worker).start();";
    return """
        package acme;

        final class Starter%d {
          void go() {
            Worker%d worker = new Worker%d();
            %s
          }
        }
        """
        .formatted(k, k, k, single[k] ? start : "for (int i = 0; i < 4; i++) " + start);
  }

  private static Set<String> told(Path root) throws Exception {
    Input input = new Input(List.of(root.resolve("src")), List.of(), Set.of(), List.of(), 1);
    Outcome outcome = Analysis.run(input);
    Git git = new Git(root);
    try (SourceLookup sources = SourceLookup.of(List.of(root.resolve("src")))) {
      NewFindings brought =
          new NewFindings(input, outcome, Confidence.MEDIUM, sources, git.changedFiles("HEAD~1"));
      Review review = new Review(git.since("HEAD~1"), sources::line);
      return review.of(outcome.atLeast(Confidence.MEDIUM), brought).findings().stream()
          .map(finding -> finding.primary().place().method().owner().simpleName())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}

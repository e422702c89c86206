package dev.interleave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.finding.Confidence;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only an assertion looks at does no harm. */
final class AssertionsTest {
  private static final String ROUTES =
      """
      public class Routes {
        Routes next;
        int[] hops = {1};
        private Routes head;
        public synchronized void push(Routes route) {
          route.next = head;
          head = route;
        }
        public synchronized Routes pop() {
          Routes first = head;
          head = first.next;
          return first;
        }
        public int firstHop() {
          %s head.hops[0] > 0;
          return 1;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aReadForAnAssertionIsNotTold() throws IOException {
    assertEquals(0, findings("assert"));
  }

  @Test
  void theSameReadForAResultIsTold() throws IOException {
    assertEquals(1, findings("boolean found ="));
  }

  private long findings(String use) throws IOException {
    return Compiled.findings(folder, "Routes.java", ROUTES.formatted(use)).stream()
        .filter(finding -> finding.confidence().compareTo(Confidence.LOW) > 0)
        .count();
  }
}

package dev.interleave.samples;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.replay.InterleavingFound;
import dev.interleave.replay.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every store's losing interleaving is replayed: buggy ones fail, fixed ones pass, each time. */
final class ReplayChecksTest {
  private static final int TIMES = Integer.getInteger("replay.times", 1);

  @TestFactory
  Stream<DynamicTest> theBuggyOnesLoseAndTheFixedOnesHold() {
    return Checks.all().stream()
        .map(check -> DynamicTest.dynamicTest(check.toString(), () -> run(check)));
  }

  private static void run(Check check) {
    for (int i = 0; i < TIMES; i++) {
      if (check.mustFail()) {
        assertThrows(InterleavingFound.class, () -> check.replay().get().check());
      } else {
        Verdict verdict = check.replay().get().check();
        assertTrue(verdict.points() > 0, verdict::summary);
      }
    }
  }
}

package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

/** When findings end a build, and what the person in front of it is told. */
class ThresholdTest {
  private static final Threshold DEFAULT = new Threshold(Confidence.MEDIUM, 0, true);

  private static final Advice ADVICE =
      new Advice(goal -> "mvn interleave:" + goal, Optional.empty());

  private static final Outcome LOW = Findings.outcome(Findings.in("a/Low", Confidence.LOW));
  private static final Outcome ONE = Findings.outcome(Findings.in("a/One", Confidence.MEDIUM));
  private static final Outcome TWO =
      Findings.outcome(
          Findings.in("a/One", Confidence.HIGH), Findings.in("a/Two", Confidence.MEDIUM));

  @Test
  void noFindingPasses() {
    assertEquals(Optional.empty(), DEFAULT.verdict(Findings.outcome(), ADVICE));
  }

  @Test
  void findingsBelowTheConfidencePass() {
    assertEquals(Optional.empty(), DEFAULT.verdict(LOW, ADVICE));
    assertTrue(new Threshold(Confidence.LOW, 0, true).fails(LOW));
  }

  @Test
  void asManyAsAllowedPassAndOneMoreFails() {
    assertFalse(new Threshold(Confidence.MEDIUM, 2, true).fails(TWO));
    assertTrue(new Threshold(Confidence.MEDIUM, 1, true).fails(TWO));
  }

  @Test
  void nothingFailsWhenToldSo() {
    assertEquals(Optional.empty(), new Threshold(Confidence.LOW, 0, false).verdict(TWO, ADVICE));
  }

  @Test
  void theMessageSaysWhatToDoNext() {
    Advice advice = new Advice(ADVICE.call(), Optional.of(Path.of("report.txt")));

    assertEquals(
        """
        Interleave found 1 problem: \
        One.java:12: [read-modify-write] `count` can change between the read and the write.
        `mvn interleave:explain -Dinterleave.rule=read-modify-write` tells more; \
        all of it is in report.txt.
        `mvn interleave:baseline` notes what is known, and only new findings end the build from \
        then on.
        To build all the same: -Dinterleave.failOnViolation=false""",
        DEFAULT.verdict(ONE, advice).orElseThrow());
  }

  @Test
  void theMessageCountsAndNamesTheSurest() {
    String message = new Threshold(Confidence.LOW, 1, true).verdict(TWO, ADVICE).orElseThrow();

    assertTrue(
        message.startsWith("Interleave found 2 problems (1 allowed), the surest: One.java:12: "),
        message);
  }

  @Test
  void confidenceIsReadInAnyCase() throws MojoExecutionException {
    assertEquals(Confidence.HIGH, Threshold.confidence(" High "));
    assertEquals(
        "interleave.minConfidence: `sure` is none of low, medium, high",
        assertThrows(MojoExecutionException.class, () -> Threshold.confidence("sure"))
            .getMessage());
  }
}

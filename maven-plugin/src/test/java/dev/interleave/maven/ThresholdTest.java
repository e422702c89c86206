package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** When findings end a build, and what the person in front of it is told. */
class ThresholdTest {
  private static final Threshold DEFAULT = new Threshold(Confidence.MEDIUM, 0, true);

  private static final Outcome LOW = Findings.outcome(Findings.in("a/Low", Confidence.LOW));
  private static final Outcome ONE = Findings.outcome(Findings.in("a/One", Confidence.MEDIUM));
  private static final Outcome TWO =
      Findings.outcome(
          Findings.in("a/One", Confidence.HIGH), Findings.in("a/Two", Confidence.MEDIUM));

  @Test
  void noFindingPasses() {
    assertDoesNotThrow(() -> DEFAULT.enforce(Findings.outcome(), ""));
  }

  @Test
  void findingsBelowTheConfidencePass() {
    assertDoesNotThrow(() -> DEFAULT.enforce(LOW, ""));
    assertTrue(new Threshold(Confidence.LOW, 0, true).fails(LOW));
  }

  @Test
  void asManyAsAllowedPassAndOneMoreFails() {
    assertFalse(new Threshold(Confidence.MEDIUM, 2, true).fails(TWO));
    assertTrue(new Threshold(Confidence.MEDIUM, 1, true).fails(TWO));
  }

  @Test
  void nothingFailsWhenToldSo() {
    assertDoesNotThrow(() -> new Threshold(Confidence.LOW, 0, false).enforce(TWO, ""));
  }

  @Test
  void theMessageSaysWhatToDoNext() {
    MojoFailureException failure =
        assertThrows(
            MojoFailureException.class, () -> DEFAULT.enforce(ONE, "all of it is in report.txt"));

    assertEquals(
        """
        Interleave found 1 place where data can be lost: \
        One.java:12: [read-modify-write] `count` can change between the read and the write.
        `interleave explain read-modify-write` tells more; all of it is in report.txt.
        To build without mending it: -Dinterleave.failOnViolation=false""",
        failure.getMessage());
  }

  @Test
  void theMessageCountsAndNamesTheFirst() {
    MojoFailureException failure =
        assertThrows(
            MojoFailureException.class,
            () -> new Threshold(Confidence.LOW, 1, true).enforce(TWO, ""));

    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "Interleave found 2 places where data can be lost (1 allowed), the first:"
                    + " One.java:12: "),
        failure.getMessage());
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

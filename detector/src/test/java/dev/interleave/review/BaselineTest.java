package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final Finding ONE = Told.finding("aaaaaaaa00000001", "a/One.java", 10, 12);
  private static final Finding TWO = Told.finding("aaaaaaaa00000002", "a/Two.java", 20, 22);

  @Test
  void whatWasWrittenIsKnown() {
    Baseline baseline = Baseline.parse(Baseline.text(List.of(TWO, ONE)));
    assertTrue(baseline.knows(ONE));
    assertTrue(baseline.knows(TWO));
    assertEquals(List.of(), baseline.problems());
    assertFalse(baseline.knows(Told.finding("aaaaaaaa00000003", "a/One.java", 10, 12)));
  }

  @Test
  void aMovedFindingStaysKnown() {
    Baseline baseline = Baseline.parse(Baseline.text(List.of(ONE)));
    assertTrue(baseline.knows(Told.finding("aaaaaaaa00000001", "a/One.java", 510, 512)));
  }

  @Test
  void theOrderOfTheFindingsDoesNotShow() {
    assertEquals(Baseline.text(List.of(ONE, TWO)), Baseline.text(List.of(TWO, ONE)));
  }

  @Test
  void anEntryThatNothingHasAnyMoreIsStale() {
    Baseline baseline = Baseline.parse(Baseline.text(List.of(ONE, TWO)));
    List<Baseline.Entry> stale = baseline.stale(List.of(ONE), Set.of());
    assertEquals(1, stale.size());
    assertEquals("aaaaaaaa00000002", stale.get(0).fingerprint());
    assertEquals(3, stale.get(0).line());
    assertEquals(
        List.of(), baseline.stale(List.of(ONE), Set.of("another-rule")), "it was not asked");
  }

  @Test
  void whatIsNoEntryIsTold() {
    Baseline baseline = Baseline.parse("# head\n\n<<<<<<< ours\naaaaaaaa00000001\n");
    assertEquals(
        List.of(
            "line 3 does not begin with a fingerprint and a rule",
            "line 4 does not begin with a fingerprint and a rule"),
        baseline.problems());
  }

  @Test
  void aNameCannotStartALineOfItsOwn() {
    Finding evil = Told.finding("aaaaaaaa00000004", "a/\nbbbbbbbb00000000  x", 1, 2);
    assertEquals(2, Baseline.text(List.of(evil)).lines().count());
  }
}

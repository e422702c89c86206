package dev.interleave.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.model.AccessPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Joins commute and are idempotent, for many sets drawn with a fixed seed. */
final class LatticeLawsTest {
  private static final int DRAWS = 2000;

  @Test
  void joinOfGuardsIsIdempotent() {
    Random random = new Random(1);
    for (int i = 0; i < DRAWS; i++) {
      GuardSet some = guards(random);
      assertEquals(some, some.join(some, 99));
    }
  }

  @Test
  void joinOfGuardsCommutes() {
    Random random = new Random(2);
    for (int i = 0; i < DRAWS; i++) {
      GuardSet left = guards(random);
      GuardSet right = guards(random);
      assertEquals(locks(left.join(right, 99)), locks(right.join(left, 99)));
    }
  }

  @Test
  void joinHoldsNothingThatEitherSideLacks() {
    Random random = new Random(3);
    for (int i = 0; i < DRAWS; i++) {
      GuardSet left = guards(random);
      GuardSet right = guards(random);
      for (Guard guard : left.join(right, 99).guards()) {
        assertTrue(left.guards().stream().anyMatch(guard::sameLock));
        assertTrue(right.guards().stream().anyMatch(guard::sameLock));
      }
    }
  }

  @Test
  void takenAgainIsAnotherEpoch() {
    Guard first = new Guard(AccessPath.param(0), Guard.Mode.EXCLUSIVE, 1);
    GuardSet one = GuardSet.NONE.plus(first);
    GuardSet other = GuardSet.NONE.plus(first.at(7));
    assertEquals(List.of(first.at(99)), one.join(other, 99).guards());
    assertEquals(GuardSet.NONE, one.minus(first.at(7)));
  }

  @Test
  void unionOfSourcesCommutesAndIsIdempotent() {
    Random random = new Random(4);
    for (int i = 0; i < DRAWS; i++) {
      Sources left = sources(random);
      Sources right = sources(random);
      assertEquals(left.union(right), right.union(left));
      assertEquals(left, left.union(left));
      assertEquals(left.union(right), left.union(right).union(right));
    }
  }

  private static List<String> locks(GuardSet set) {
    return set.guards().stream().map(g -> g.lock() + " " + g.mode()).sorted().toList();
  }

  private static GuardSet guards(Random random) {
    List<Guard> guards = new ArrayList<>();
    for (int lock = 0; lock < 4; lock++) {
      if (random.nextBoolean()) {
        Guard.Mode mode = random.nextBoolean() ? Guard.Mode.EXCLUSIVE : Guard.Mode.SHARED;
        guards.add(new Guard(AccessPath.param(lock), mode, random.nextInt(3)));
      }
    }
    return GuardSet.of(guards);
  }

  private static Sources sources(Random random) {
    Sources all = Sources.NONE;
    for (int i = random.nextInt(10); i > 0; i--) {
      all = all.union(Sources.of(random.nextInt(40)));
    }
    return all;
  }
}

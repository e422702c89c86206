package dev.interleave.samples.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shows that the next thread waits for ever for a lock that was not released, and only then. */
@Timeout(60)
final class UnreleasedLockTest {
  @Test
  void afterAnEarlyReturnTheNextThreadWaits() throws InterruptedException {
    UnreleasedLockBuggy stock = new UnreleasedLockBuggy();
    assertFalse(stock.take("coffee"));
    assertEquals(Thread.State.WAITING, stateOf(() -> stock.take("tea")));
  }

  @Test
  void afterAnExceptionTheNextThreadWaits() throws InterruptedException {
    UnreleasedLockBuggy stock = new UnreleasedLockBuggy();
    assertThrows(IllegalArgumentException.class, () -> stock.add("tea", -1));
    assertEquals(Thread.State.WAITING, stateOf(() -> stock.take("tea")));
  }

  @Test
  void afterAReleaseInFinallyTheNextThreadGoesOn() throws InterruptedException {
    UnreleasedLockFixed stock = new UnreleasedLockFixed();
    assertFalse(stock.take("coffee"));
    assertThrows(IllegalArgumentException.class, () -> stock.add("tea", -1));
    assertEquals(Thread.State.TERMINATED, stateOf(() -> stock.take("tea")));
  }

  private static Thread.State stateOf(Runnable next) throws InterruptedException {
    Thread thread = new Thread(next);
    thread.setDaemon(true);
    thread.start();
    while (!EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(thread.getState())) {
      thread.join(1);
    }
    return thread.getState();
  }
}

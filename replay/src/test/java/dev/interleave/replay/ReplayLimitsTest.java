package dev.interleave.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.replay.Subjects.Counter;
import dev.interleave.replay.Subjects.FileCounter;
import dev.interleave.replay.Subjects.SynchronizedCounter;
import dev.interleave.replay.Subjects.Transfers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check refuses to say, what it says about itself, and what it leaves behind. */
final class ReplayLimitsTest {
  private final String mine = "of the test";

  /** Starts a thread and never ends it by itself. */
  static final class Pool implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private int value;

    int ask() throws Exception {
      return threads.submit(this::next).get();
    }

    private synchronized int next() {
      return ++value;
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  /** Holds on to its lock for good. */
  static final class Keeper {
    private final java.util.concurrent.locks.Lock lock =
        new java.util.concurrent.locks.ReentrantLock();

    void take() {
      lock.lock();
    }
  }

  @AfterEach
  void nothingIsLeft() {
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getThreadGroup() != null)
            .filter(t -> t.getThreadGroup().getName().equals("interleave"))
            .map(Thread::getName)
            .toList();
    assertEquals(List.of(), left);
    assertEquals(0, ProcessHandle.current().children().filter(p -> isSecondProcess(p)).count());
  }

  private static boolean isSecondProcess(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("SecondProcess");
  }

  @Test
  void aCheckThatStopsNowhereProvesNothing() {
    Replay<StringBuilder> outside =
        Replay.of(StringBuilder::new)
            .threadA(StringBuilder::reverse)
            .threadB(StringBuilder::reverse);
    assertTrue(assertThrows(Inconclusive.class, outside::check).getMessage().contains("nowhere"));
  }

  @Test
  void aLockThatIsNeverMetProvesNothing() {
    Replay<SynchronizedCounter> unmet =
        Replay.of(SynchronizedCounter::new)
            .threadA(SynchronizedCounter::increment)
            .threadB(counter -> {})
            .mustBeGuarded();
    assertTrue(assertThrows(Inconclusive.class, unmet::check).getMessage().contains("guarded"));
  }

  @Test
  void whatDiffersAlwaysCannotBeCompared() {
    Replay<Counter> blind =
        Replay.of(Counter::new)
            .threadA(Counter::increment)
            .threadB(Counter::increment)
            .observe("noise", c -> "x".repeat((int) (System.nanoTime() % 97)).replace("x", "x "));
    assertTrue(assertThrows(Inconclusive.class, blind::check).getMessage().contains("compare"));
  }

  @Test
  void aFailingSetupIsAnErrorNotAVerdict() {
    Replay<Counter> broken =
        Replay.<Counter>of(
                () -> {
                  throw new IllegalStateException("no database");
                })
            .threadA(Counter::increment)
            .threadB(Counter::increment);
    assertTrue(
        assertThrows(Inconclusive.class, broken::check).getMessage().contains("no database"));
  }

  @Test
  void capturingTheTestIsRefusedWithAWord() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Replay.of(Counter::new).observe("mine", c -> mine.length() + c.value()));
    assertTrue(refused.getMessage().contains("local variable"), refused::getMessage);
  }

  @Test
  void aStepThatRunsOnAndOnEndsWithAnError() {
    Replay<Counter> endless =
        Replay.of(Counter::new)
            .threadA(
                c -> {
                  while (c.value() >= 0) {
                    c.increment();
                  }
                })
            .threadB(Counter::increment)
            .within(Duration.ofSeconds(1));
    assertThrows(RuntimeException.class, () -> fail(endless));
  }

  private static void fail(Replay<?> check) {
    Verdict verdict = check.run();
    if (verdict.violation().isPresent()) {
      throw new IllegalStateException(verdict.violation().get().text());
    }
  }

  @Test
  void manyPointsAreAnErrorNotAPass() {
    Replay<SynchronizedCounter> many =
        Replay.of(SynchronizedCounter::new)
            .threadA(SynchronizedCounter::increment)
            .threadB(SynchronizedCounter::increment)
            .atMost(2);
    assertTrue(assertThrows(Inconclusive.class, many::check).getMessage().contains("points"));
  }

  @Test
  void threadsOfTheSubjectAreEnded() {
    Verdict verdict =
        Replay.of(Pool::new)
            .threadA(Pool::ask)
            .threadB(Pool::ask)
            .observe("next", Pool::ask)
            .check();
    assertTrue(verdict.points() > 0);
  }

  @Test
  void aLockNeverGivenBackIsTold() {
    Violation found =
        Replay.of(Keeper::new).threadA(Keeper::take).threadB(Keeper::take).run().violation().get();
    assertEquals(Violation.Kind.DEADLOCK, found.kind());
    assertTrue(found.text().contains("has ended"), found::text);
  }

  @Test
  void aDeadlockIsToldWithItsCycle() {
    Violation found =
        Replay.of(Transfers::new)
            .threadA(Transfers::leftFirst)
            .threadB(Transfers::rightFirst)
            .run()
            .violation()
            .get();
    assertEquals(Violation.Kind.DEADLOCK, found.kind());
    String cycle = found.got();
    assertTrue(
        cycle.matches(
            "(?s)thread A at Subjects.java:\\d+ waits for a ReentrantLock.*held by thread B since"
                + " Subjects.java:\\d+.*thread B at Subjects.java:\\d+ waits for the monitor of"
                + " Object.*held by thread A since Subjects.java:\\d+.*"),
        cycle);
  }

  @Test
  void theReportHasTwoColumnsAndBothAllowedValues() {
    String text =
        Replay.of(Counter::new)
            .threadA(Counter::increment)
            .threadB(Counter::increment)
            .observe("value", Counter::value)
            .run()
            .violation()
            .get()
            .text();
    assertTrue(text.contains("thread A   ") && text.contains("thread B\n"), text);
    assertTrue(text.contains("reads value") && text.contains("writes value"), text);
    assertTrue(text.contains("got      1\n"), text);
    assertTrue(text.contains("allowed  2  (A, then B)"), text);
  }

  @Test
  void aSecondProcessThatDiesEndsWithAnError() {
    Replay<FileCounter> dying =
        Replay.inDirectory(FileCounter::new)
            .threadA(FileCounter::increment)
            .threadB(counter -> Runtime.getRuntime().halt(3))
            .inSecondProcess()
            .observeFile("count");
    assertTrue(assertThrows(Inconclusive.class, dying::check).getMessage().contains("process"));
  }

  @Test
  void aVerdictSaysWhatItDoesNotCover() {
    Verdict verdict =
        Replay.inDirectory(FileCounter::new)
            .threadA(FileCounter::incrementLocked)
            .threadB(FileCounter::incrementLocked)
            .inSecondProcess()
            .observeFile("count")
            .mustBeGuarded()
            .check();
    assertTrue(verdict.notes().toString().contains("one preemption"), verdict::toString);
    assertFalse(verdict.summary().contains("masked"), verdict::summary);
    assertTrue(verdict.guarded() > 0 && verdict.points() > verdict.guarded(), verdict::summary);
  }
}

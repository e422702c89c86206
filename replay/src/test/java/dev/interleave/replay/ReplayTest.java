package dev.interleave.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.replay.Subjects.AtomicCounter;
import dev.interleave.replay.Subjects.Clock;
import dev.interleave.replay.Subjects.Collections;
import dev.interleave.replay.Subjects.Counter;
import dev.interleave.replay.Subjects.FileCounter;
import dev.interleave.replay.Subjects.Guards;
import dev.interleave.replay.Subjects.Handover;
import dev.interleave.replay.Subjects.HashlessMonitor;
import dev.interleave.replay.Subjects.LockedCounter;
import dev.interleave.replay.Subjects.SplitCounter;
import dev.interleave.replay.Subjects.Stack;
import dev.interleave.replay.Subjects.SynchronizedCounter;
import dev.interleave.replay.Subjects.Transfers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bugs that must be found and correct twins that must pass, each as often as asked. */
final class ReplayTest {
  private static final int TIMES = Integer.getInteger("replay.times", 5);

  /** The checks that must fail, with the kind of harm. */
  static Map<String, Supplier<Replay<?>>> wrong() {
    Map<String, Supplier<Replay<?>>> all = new LinkedHashMap<>();
    all.put(
        "NOT_SERIALIZABLE counter",
        () ->
            Replay.of(Counter::new)
                .threadA(Counter::increment)
                .threadB(Counter::increment)
                .observe("value", Counter::value));
    all.put(
        "NOT_SERIALIZABLE counter, by what it returns",
        () ->
            Replay.of(Counter::new)
                .threadAReturning(Counter::increment)
                .threadBReturning(Counter::increment));
    all.put(
        "NOT_SERIALIZABLE split critical section",
        () ->
            Replay.of(SplitCounter::new)
                .threadA(SplitCounter::increment)
                .threadB(SplitCounter::increment)
                .observe("value", SplitCounter::value));
    all.put(
        "NOT_SERIALIZABLE write under a read lock",
        () ->
            Replay.of(Guards::new)
                .threadA(Guards::readLock)
                .threadB(Guards::readLock)
                .observe("value", Guards::value));
    all.put(
        "DEADLOCK upgrade",
        () -> Replay.of(Guards::new).threadA(Guards::upgrade).threadB(Guards::readLock));
    all.put(
        "DEADLOCK two orders",
        () ->
            Replay.of(Transfers::new).threadA(Transfers::leftFirst).threadB(Transfers::rightFirst));
    all.put(
        "NOT_SERIALIZABLE map",
        () ->
            Replay.of(Collections::new)
                .threadA(c -> c.put("a"))
                .threadB(c -> c.put("b"))
                .observe("size", c -> c.map().size())
                .observe("map", Collections::map));
    all.put(
        "list",
        () ->
            Replay.of(Collections::new)
                .threadA(c -> c.add("a"))
                .threadB(c -> c.add("b"))
                .observe("list", Collections::list));
    all.put(
        "EXCEPTION check then act",
        () -> Replay.of(Stack::new).threadAReturning(Stack::pop).threadBReturning(Stack::pop));
    all.put(
        "DEADLOCK lost wake-up",
        () ->
            Replay.of(Handover::new)
                .threadAReturning(Handover::awaitSetWithoutLoop)
                .threadB(Handover::set));
    all.put(
        "NOT_SERIALIZABLE file",
        () ->
            Replay.inDirectory(FileCounter::new)
                .threadA(FileCounter::increment)
                .threadB(FileCounter::increment)
                .observeFile("count"));
    all.put(
        "NOT_SERIALIZABLE file, two processes",
        () ->
            Replay.inDirectory(FileCounter::new)
                .threadA(FileCounter::increment)
                .threadB(FileCounter::increment)
                .inSecondProcess()
                .observeFile("count"));
    all.put(
        "EXCEPTION file lock within one process",
        () ->
            Replay.inDirectory(FileCounter::new)
                .threadA(FileCounter::incrementLocked)
                .threadB(FileCounter::incrementLocked)
                .observeFile("count"));
    return all;
  }

  /** The checks that must pass; true when a lock must have been met. */
  static Map<String, Supplier<Replay<?>>> right() {
    Map<String, Supplier<Replay<?>>> all = new LinkedHashMap<>();
    all.put(
        "synchronized counter",
        () ->
            Replay.of(SynchronizedCounter::new)
                .threadAReturning(SynchronizedCounter::increment)
                .threadBReturning(SynchronizedCounter::increment)
                .observe("value", SynchronizedCounter::value)
                .mustBeGuarded());
    all.put(
        "monitor of an object without a hash code",
        () ->
            Replay.of(HashlessMonitor::new)
                .threadAReturning(HashlessMonitor::increment)
                .threadBReturning(HashlessMonitor::increment)
                .mustBeGuarded());
    all.put(
        "atomic counter",
        () ->
            Replay.of(AtomicCounter::new)
                .threadAReturning(AtomicCounter::increment)
                .threadBReturning(AtomicCounter::increment)
                .observe("value", AtomicCounter::value));
    all.put(
        "locked counter",
        () ->
            Replay.of(LockedCounter::new)
                .threadA(LockedCounter::increment)
                .threadB(LockedCounter::increment)
                .observe("value", LockedCounter::value)
                .mustBeGuarded());
    all.put(
        "write lock",
        () ->
            Replay.of(Guards::new)
                .threadA(Guards::writeLock)
                .threadBReturning(Guards::impatient)
                .observe("value", Guards::value)
                .mustBeGuarded());
    all.put(
        "semaphore",
        () ->
            Replay.of(Guards::new)
                .threadA(Guards::semaphore)
                .threadB(Guards::semaphore)
                .observe("value", Guards::value)
                .mustBeGuarded());
    all.put(
        "stamped lock",
        () ->
            Replay.of(Guards::new)
                .threadA(Guards::stamped)
                .threadB(Guards::stamped)
                .observe("value", Guards::value)
                .mustBeGuarded());
    all.put(
        "one order",
        () ->
            Replay.of(Transfers::new)
                .threadA(Transfers::leftFirst)
                .threadB(Transfers::leftFirst)
                .observe("moved", Transfers::moved)
                .mustBeGuarded());
    all.put(
        "guarded map",
        () ->
            Replay.of(Collections::new)
                .threadA(c -> c.putGuarded("a"))
                .threadB(c -> c.putGuarded("b"))
                .observe("size", c -> c.map().size())
                .observe("map", Collections::map)
                .mustBeGuarded());
    all.put(
        "guarded list",
        () ->
            Replay.of(Collections::new)
                .threadA(c -> c.addGuarded("a"))
                .threadB(c -> c.addGuarded("b"))
                .observe("list", Collections::list)
                .mustBeGuarded());
    all.put(
        "guarded check then act",
        () ->
            Replay.of(Stack::new)
                .threadAReturning(Stack::popGuarded)
                .threadBReturning(Stack::popGuarded)
                .mustBeGuarded());
    all.put(
        "latch",
        () -> Replay.of(Handover::new).threadAReturning(Handover::take).threadB(h -> h.give("x")));
    all.put(
        "condition loop",
        () -> Replay.of(Handover::new).threadAReturning(Handover::awaitSet).threadB(Handover::set));
    all.put(
        "file lock, two processes",
        () ->
            Replay.inDirectory(FileCounter::new)
                .threadA(FileCounter::incrementLocked)
                .threadB(FileCounter::incrementLocked)
                .inSecondProcess()
                .observeFile("count")
                .mustBeGuarded());
    all.put(
        "clock",
        () ->
            Replay.of(Clock::new)
                .threadAReturning(Clock::stamp)
                .threadBReturning(Clock::stamp)
                .observe("calls", Clock::calls)
                .mustBeGuarded());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> findsEveryBugEveryTime() {
    return wrong().entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> {
                      for (int i = 0; i < TIMES; i++) {
                        InterleavingFound found =
                            assertThrows(InterleavingFound.class, () -> e.getValue().get().check());
                        String kind = found.violation().kind().name();
                        assertTrue(
                            !e.getKey().contains("_")
                                    && !e.getKey().contains("DEAD")
                                    && !e.getKey().contains("EXC")
                                || e.getKey().startsWith(kind),
                            found::getMessage);
                        assertTrue(
                            found.violation().stoppedAt().contains(".java:"), found::getMessage);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> passesEveryTwinEveryTime() {
    return right().entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> {
                      Set<String> figures = new TreeSet<>();
                      for (int i = 0; i < TIMES; i++) {
                        Verdict verdict = e.getValue().get().check();
                        assertTrue(verdict.points() > 0);
                        figures.add(verdict.points() + " points, " + verdict.guarded());
                      }
                      assertEquals(1, figures.size(), figures::toString);
                    }));
  }
}

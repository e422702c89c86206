package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.link.Linked;
import dev.interleave.link.LockName;
import dev.interleave.link.LockUse;
import dev.interleave.link.Ownership;
import dev.interleave.link.Program;
import dev.interleave.link.Reached;
import dev.interleave.link.Wait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every wait under a lock, the most telling one of each body and lock. */
final class HeldWaits {
  private final Linked linked;
  private final Map<String, HeldWait> best = new LinkedHashMap<>();
  private final Map<LockName, Set<MethodRef>> waiting = new LinkedHashMap<>();

  HeldWaits(Linked linked) {
    this.linked = linked;
    for (MethodSummary body : linked.graph().holding()) {
      if (!Ownership.isMaking(body) && !linked.accesses().isOutOfQuestion(body)) {
        body.events().forEach(event -> collect(body, event));
      }
    }
  }

  /** Returns them, in the order of the program. */
  List<HeldWait> all() {
    return List.copyOf(best.values());
  }

  /** Returns the methods that wait while they hold a lock. */
  Set<MethodRef> waiting(LockName lock) {
    return waiting.getOrDefault(lock, Set.of());
  }

  private void collect(MethodSummary body, Event event) {
    if (!linked.locks().mayHold(body, event)) {
      return;
    }
    for (Reached<Wait> wait : linked.locks().waits(body, event)) {
      GuardSet guards = LockUse.around(event, wait);
      if (wait.deed().kind() == Wait.Kind.SIGNAL) {
        AccessPath last = wait.lastWithin();
        guards = last == null ? withoutLast(guards) : withoutSame(guards, last);
      }
      linked
          .locks()
          .held(body, guards)
          .forEach((lock, guard) -> keep(new HeldWait(body, event, lock, guard, wait)));
    }
  }

  /** A wait for a signal gives back the lock that was taken last. */
  private static GuardSet withoutLast(GuardSet guards) {
    List<Guard> fewer = new ArrayList<>(guards.guards());
    if (!fewer.isEmpty()) {
      Guard last = fewer.get(fewer.size() - 1);
      fewer.removeIf(guard -> guard.lock().equals(last.lock()));
    }
    return GuardSet.of(fewer);
  }

  /**
   * It gives it back as often as it was taken (Condition.await, Object.wait): the one that the
   * nearest of the callers holds, where whoever waits holds none itself.
   */
  private GuardSet withoutSame(GuardSet guards, AccessPath last) {
    Program program = linked.program();
    AccessPath given = program.resolve(last);
    return GuardSet.of(
        guards.guards().stream()
            .filter(guard -> !program.resolve(guard.lock()).equals(given))
            .toList());
  }

  private void keep(HeldWait held) {
    waiting.computeIfAbsent(held.lock(), l -> new LinkedHashSet<>()).add(held.body().ref());
    best.merge(
        held.body().ref() + " " + held.lock().text(),
        held,
        (a, b) -> HeldWait.compare(b, a) < 0 ? b : a);
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where signals are given, and the locks that are held there. */
final class Signals {
  private final LockUse locks;
  private final Map<LockName, List<Set<LockName>>> given = new HashMap<>();

  Signals(CallGraph graph, LockUse locks) {
    this.locks = locks;
    for (MethodSummary body : graph.holding()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke && invoke.has(Flag.SIGNALS)) {
          collect(body, event);
        }
      }
    }
  }

  private void collect(MethodSummary body, Event event) {
    LockName own = lock(body, event);
    if (own != null) {
      Set<LockName> held = new HashSet<>(locks.held(body, event.held()).keySet());
      held.addAll(locks.around(body));
      held.addAll(locks.hoped(body));
      given.computeIfAbsent(own, l -> new ArrayList<>(2)).add(held);
    }
  }

  /** The lock that a signal belongs to: the object itself, or else the one taken last. */
  private @Nullable LockName lock(MethodSummary body, Event event) {
    List<Guard> held = event.held().guards();
    if (!(event.action() instanceof Invoke invoke)
        || invoke.operands().isEmpty()
        || held.isEmpty()) {
      return null;
    }
    AccessPath object = invoke.operands().get(0).path();
    Guard own =
        held.stream()
            .filter(guard -> guard.lock().equals(object))
            .findFirst()
            .orElse(held.get(held.size() - 1));
    return locks.name(body, own);
  }

  /** Returns whether a signal that is awaited comes from somewhere without a lock, too. */
  boolean comeWithout(Reached<Wait> wait, LockName lock) {
    LockName own = lock(wait.origin(), wait.event());
    return own != null
        && given.getOrDefault(own, List.of()).stream().anyMatch(held -> !held.contains(lock));
  }
}

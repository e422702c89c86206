package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every lock that is taken while another one is held. */
final class Nestings {
  private static final int MOST = 6;

  private final Linked linked;
  private final LockUse locks;
  private final MapLocks maps;
  private final Elders elders;
  private final Map<LockName, Map<LockName, List<Nesting>>> order = new TreeMap<>();
  private final List<Nesting> twins = new ArrayList<>();

  Nestings(Linked linked, Elders elders) {
    this.linked = linked;
    this.elders = elders;
    this.locks = linked.locks();
    this.maps = new MapLocks(linked);
    for (MethodSummary body : linked.graph().holding()) {
      if (runs(body)) {
        body.events().forEach(event -> collect(body, event));
      }
    }
  }

  /** Returns them by the outer and the inner lock, the nearest first. */
  Map<LockName, Map<LockName, List<Nesting>>> order() {
    return order;
  }

  /** Returns those where two locks have one name, as two objects of one class have. */
  List<Nesting> twins() {
    return twins;
  }

  private boolean runs(MethodSummary body) {
    return !Ownership.isMaking(body)
        && !linked.accesses().isOutOfQuestion(body)
        && linked.threads().isRun(body.ref());
  }

  private void collect(MethodSummary body, Event event) {
    if (!locks.mayHold(body, event)) {
      return;
    }
    for (Reached<LockUse.Taking> taking : locks.takings(body, event)) {
      if (!taking.deed().tried()) {
        collect(body, event, taking);
      }
    }
    maps.changes(body, event).forEach(change -> collect(body, event, change));
  }

  private void collect(MethodSummary body, Event event, Reached<LockUse.Taking> inner) {
    LockName name = narrowed(inner);
    Guard map = inner.calls().isEmpty() ? null : maps.held(event);
    GuardSet guards = LockUse.around(event, inner);
    Map<LockName, Guard> held = locks.held(body, map == null ? guards : guards.plus(map));
    AccessPath path = path(inner);
    Set<LockName> within = new HashSet<>();
    inner.within().forEach(h -> addName(within, h));
    boolean again =
        within.contains(inner.deed().name())
            || locks.around(body).contains(inner.deed().name())
            || held.values().stream().anyMatch(guard -> guard.lock().equals(path));
    if (held.isEmpty() || again) {
      return;
    }
    Set<LockName> around = new HashSet<>(within);
    around.addAll(held.keySet());
    around.addAll(locks.around(body));
    Set<LockName> all = Set.copyOf(around);
    held.forEach(
        (outer, guard) -> {
          boolean other = !held.containsKey(name) && !locks.mayBeOne(outer, name);
          if (outer.equals(name) || other) {
            add(new Nesting(body, event, outer, guard, name, inner, path, all));
          }
        });
  }

  /** The last call says better than a superclass whose monitor is taken. */
  private static LockName narrowed(Reached<LockUse.Taking> inner) {
    LockName name = inner.deed().name();
    if (name.type() != null
        && !inner.calls().isEmpty()
        && inner.event().action() instanceof Acquire taken
        && taken.guard().lock().isParam(0)
        && inner.calls().get(inner.calls().size() - 1).event().action() instanceof Invoke call
        && call.dispatch() == Dispatch.VIRTUAL
        && !call.operands().get(0).type().isEmpty()) {
      return name.of(new ClassRef(call.operands().get(0).type()));
    }
    return name;
  }

  private void addName(Set<LockName> names, Reached.Held held) {
    LockName name = locks.name(held.body(), held.guard());
    if (name != null) {
      names.add(name);
    }
  }

  private static AccessPath path(Reached<LockUse.Taking> inner) {
    if (inner.event().action() instanceof Touch touch) {
      return inner.outside(touch.location().path());
    }
    return inner.event().action() instanceof Acquire taken
        ? inner.outside(taken.guard().lock())
        : Frames.NOWHERE;
  }

  private void add(Nesting nesting) {
    LockName inner = nesting.second();
    if (nesting.outer().equals(inner)) {
      if (nesting.path().root() == Root.PARAM && nesting.guard().lock().root() == Root.PARAM) {
        twins.add(nesting);
      }
      return;
    }
    List<Nesting> same =
        order
            .computeIfAbsent(nesting.outer(), o -> new TreeMap<>())
            .computeIfAbsent(inner, i -> new ArrayList<>(2));
    same.add(nesting);
    same.sort(
        Comparator.comparing(elders::lead)
            .thenComparing(one -> !one.isSure())
            .thenComparing(one -> one.inner().calls().size()));
    if (same.size() > MOST) {
      same.remove(MOST);
    }
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Concurrent maps as locks: a map keeps part of itself locked while the function of an atomic
 * update runs, and whoever changes it may have to wait for that.
 */
final class MapLocks {
  private final Accesses accesses;
  private final Contents contents;
  private final LockUse locks;
  private final Reaching<LockUse.Taking> changes;

  /** The maps whose functions take locks; all others are nobody's concern. */
  private final Set<LockName> holding = new HashSet<>();

  MapLocks(Linked linked) {
    this.accesses = linked.accesses();
    this.contents = linked.contents();
    this.locks = linked.locks();
    this.changes = new Reaching<>(linked.program(), linked.graph(), this::change);
    for (MethodSummary body : linked.graph().holding()) {
      for (Event event : body.events()) {
        Guard map = held(event);
        if (map != null && !locks.takings(body, event).isEmpty()) {
          LockName name = locks.name(body, map);
          if (name != null) {
            holding.add(name);
          }
        }
      }
    }
  }

  /** Returns the map that is held while an event runs the function handed to it; else null. */
  @Nullable Guard held(Event event) {
    if (!(event.action() instanceof Invoke invoke)
        || invoke.effect() == null
        || !invoke.effect().has(Flag.INSIDE)) {
      return null;
    }
    AccessPath map = invoke.operands().get(0).path();
    return isConcurrent(map) ? new Guard(map, Guard.Mode.EXCLUSIVE, event.step()) : null;
  }

  /** Returns the changes of such maps in an event, nearest first. */
  List<Reached<LockUse.Taking>> changes(MethodSummary body, Event event) {
    return holding.isEmpty() ? List.of() : changes.of(body, event);
  }

  private LockUse.@Nullable Taking change(MethodSummary body, Event event) {
    if (!(event.action() instanceof Touch touch)
        || !touch.kind().writes()
        || touch.location().kind() != Location.Kind.CONTENT
        || !isConcurrent(touch.location().path())) {
      return null;
    }
    Guard map = new Guard(touch.location().path(), Guard.Mode.EXCLUSIVE, event.step());
    LockName name = locks.name(body, map);
    return name != null && holding.contains(name)
        ? new LockUse.Taking(name, Guard.Mode.EXCLUSIVE, false)
        : null;
  }

  private boolean isConcurrent(AccessPath map) {
    Slot slot = accesses.slot(new Location(Location.Kind.CONTENT, map, null));
    return slot != null && contents.of(slot) == Trait.CONCURRENT;
  }
}

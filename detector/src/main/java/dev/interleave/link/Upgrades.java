package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every lock that a thread takes again and so waits for itself. */
public final class Upgrades {
  private static final String STAMPED = "java/util/concurrent/locks/StampedLock";

  private final Linked linked;
  private final List<Upgrade> all = new ArrayList<>();

  /** Finds those of a program. */
  public Upgrades(Linked linked) {
    this.linked = linked;
    for (MethodSummary body : linked.graph().holding()) {
      if (!linked.program().isTestOnly(body)) {
        for (Event event : body.events()) {
          collect(body, event);
        }
      }
    }
  }

  /** Returns them, in the order of the program. */
  public List<Upgrade> all() {
    return all;
  }

  private void collect(MethodSummary body, Event event) {
    if (!linked.locks().mayHold(body, event)) {
      return;
    }
    for (Reached<LockUse.Taking> taking : linked.locks().takings(body, event)) {
      if (!taking.deed().tried() && taking.event().action() instanceof Acquire taken) {
        AccessPath path = taking.outside(taken.guard().lock());
        Guard again = linked.locks().canonical(taken.guard().on(path));
        for (Guard guard : LockUse.around(event, taking).guards()) {
          Guard held = linked.locks().canonical(guard);
          Upgrade.Kind kind = held.lock().equals(again.lock()) ? kind(held, again, taken) : null;
          if (kind != null && held.lock().root() != Root.UNKNOWN) {
            all.add(new Upgrade(body, event, held.lock(), kind, taking));
            return;
          }
        }
      }
    }
    if (event.action() instanceof Invoke invoke) {
      mapping(body, event, invoke);
    }
  }

  private static Upgrade.@Nullable Kind kind(Guard held, Guard again, Acquire taken) {
    if (taken.type().equals(STAMPED)) {
      return Upgrade.Kind.NOT_REENTRANT;
    }
    return !held.isExclusive() && again.isExclusive() && !taken.monitor()
        ? Upgrade.Kind.READ_TO_WRITE
        : null;
  }

  private void mapping(MethodSummary body, Event event, Invoke invoke) {
    if (invoke.effect() == null || !invoke.effect().has(Flag.INSIDE)) {
      return;
    }
    AccessPath map = invoke.operands().get(0).path();
    Slot slot = linked.accesses().slot(new Location(Location.Kind.CONTENT, map, null));
    if (slot == null || linked.contents().of(slot) != Trait.CONCURRENT) {
      return;
    }
    for (Reached<Location> change : linked.locks().changes(body, event)) {
      if (!change.calls().isEmpty() && change.outside(change.deed().path()).equals(map)) {
        all.add(new Upgrade(body, event, map, Upgrade.Kind.MAPPING, change));
        return;
      }
    }
  }
}

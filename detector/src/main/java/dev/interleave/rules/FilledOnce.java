package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collections that are filled behind a flag which the filler raises when it is done: who has seen
 * the flag, or has called the filler, reads what nobody changes any more.
 */
final class FilledOnce {
  private final Linked linked;

  FilledOnce(Linked linked) {
    this.linked = linked;
  }

  /** Returns whether a reader comes only after a guarded filler is done. */
  boolean isAfter(Access reader, Access filler) {
    if (reader.touch().kind().writes() || filler.isBare()) {
      return false;
    }
    Set<Slot> flags = flags(filler);
    if (flags.isEmpty()) {
      return false;
    }
    for (Event event : reader.body().events()) {
      if (event.step() < reader.event().step()
          && (flags.contains(readOf(event)) || isCallOf(reader.body(), event, filler))) {
        return true;
      }
    }
    return false;
  }

  private boolean isCallOf(MethodSummary body, Event event, Access filler) {
    for (CallSite site : linked.graph().sites(body, event)) {
      if (site.target().equals(filler.body().ref())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the volatile fields that decide whether the filler works, and that it then writes. */
  private Set<Slot> flags(Access filler) {
    Set<Slot> asked = new HashSet<>();
    for (Event event : filler.body().events()) {
      Slot slot = readOf(event);
      if (slot != null && filler.event().control().contains(event.step()) && isVolatile(slot)) {
        asked.add(slot);
      }
    }
    Set<Slot> raised = new HashSet<>();
    for (Event event : asked.isEmpty() ? List.<Event>of() : filler.body().events()) {
      if (event.action() instanceof Touch touch && touch.kind().writes()) {
        raised.add(linked.accesses().slot(touch.location()));
      }
    }
    asked.retainAll(raised);
    return asked;
  }

  private boolean isVolatile(Slot slot) {
    int access = linked.program().access(slot.field());
    return access >= 0 && Flags.has(access, Flags.VOLATILE);
  }

  private @Nullable Slot readOf(Event event) {
    return event.action() instanceof Touch touch
            && touch.kind().reads()
            && touch.location().kind() == Location.Kind.FIELD
        ? linked.accesses().slot(touch.location())
        : null;
  }
}

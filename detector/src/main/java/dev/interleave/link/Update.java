package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;

/**
 * A read and a write of one location where the write depends on the read, as one body brings them
 * together.
 *
 * @param body the body
 * @param read the earlier end
 * @param write the later end
 * @param slot the location
 * @param data whether the value written depends on the read
 * @param absence whether the write hangs only on something not being there
 */
public record Update(
    MethodSummary body, Effect read, Effect write, Slot slot, boolean data, boolean absence) {
  /** Returns whether the write is an attempt that fails when another thread was faster, unseen. */
  public boolean isGivenUp() {
    return write.touch().verified();
  }

  /** Returns whether a field gets the result of an atomic step on something else. */
  public boolean isCopy() {
    return read.location().kind() != write.location().kind();
  }

  /**
   * Returns whether the write comes after a compare-and-set on something else that has succeeded:
   * who won it may have the location to himself.
   */
  public boolean isClaimed() {
    MethodSummary here = body;
    for (CallSite call : write.calls()) {
      if (here == null || isClaimed(here, call.event())) {
        return here != null;
      }
      here = call.callee();
    }
    return here != null && isClaimed(here, write.event());
  }

  private boolean isClaimed(MethodSummary here, Event last) {
    return here.events().stream()
        .anyMatch(
            event ->
                event.step() < last.step()
                    && last.control().contains(event.step())
                    && isClaim(event));
  }

  private boolean isClaim(Event event) {
    if (event.action() instanceof Touch touch) {
      return touch.verified() && !touch.location().overlaps(write.location());
    }
    return event.action() instanceof Invoke call
        && call.effect() != null
        && call.effect().has(Flag.VERIFY)
        && call.effect().access() == null;
  }
}

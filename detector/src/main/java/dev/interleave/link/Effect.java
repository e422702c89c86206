package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import java.util.List;

/**
 * An access as seen from a body that may be several calls away from it.
 *
 * @param location in the paths of that body
 * @param touch what is done
 * @param origin the method that does it
 * @param event where in it
 * @param guards held there, in the paths of the body that sees it; guards taken in a callee carry
 *     the step of the call as their epoch
 * @param parameters the parameters of the body on which the access depends
 * @param through the parameters of the first callee on which it depends; empty without calls
 * @param calls the calls that lead there, outermost first
 */
public record Effect(
    Location location,
    Touch touch,
    MethodRef origin,
    Event event,
    GuardSet guards,
    Sources parameters,
    Sources through,
    List<CallSite> calls) {
  /** Returns the step, in the body that sees the effect, at which it happens. */
  public int step() {
    return calls.isEmpty() ? event.step() : calls.get(0).event().step();
  }
}

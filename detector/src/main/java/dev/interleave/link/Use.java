package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A use of something outside memory, as seen from a body that may be several calls away from it.
 *
 * @param call what is done
 * @param name how that body spells the thing
 * @param second the target of a move or the key of an entry; null for others
 * @param value what the written content depends on, in that body
 * @param reaches whether what is read gets into the result of the call by which the body sees it
 * @param origin the method that does it
 * @param event where in it
 * @param guards held there, in the paths of the body that sees it
 * @param calls the calls that lead there, outermost first
 */
public record Use(
    OutsideCall call,
    Term name,
    @Nullable Term second,
    Sources value,
    boolean reaches,
    MethodRef origin,
    Event event,
    GuardSet guards,
    List<CallSite> calls) {
  /** Returns the step, in the body that sees the use, at which it happens. */
  public int step() {
    return calls.isEmpty() ? event.step() : calls.get(0).event().step();
  }

  /** Returns what is done. */
  public OutsideCall.Verb verb() {
    return call.verb();
  }

  /** Returns whether two uses are of one thing, as far as the spelling tells. */
  public boolean isSame(Use other) {
    boolean alike = call.medium() == other.call.medium() && name.equals(other.name);
    boolean keyed = call.medium() != OutsideCall.Medium.ENTRY || sameKey(other);
    return alike && keyed && name.isKnown();
  }

  private boolean sameKey(Use other) {
    return second == null ? other.second == null : second.equals(other.second) && second.isKnown();
  }
}

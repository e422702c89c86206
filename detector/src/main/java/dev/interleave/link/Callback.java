package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * A call into code that the program does not know, as seen from a body that may be several calls
 * away from it.
 *
 * @param origin the body that makes the call
 * @param event where in it
 * @param target the method called
 * @param receiver the static type that it is called on
 * @param kind why the code is unknown
 * @param calls the calls that lead there, outermost first
 */
public record Callback(
    MethodSummary origin,
    Event event,
    MethodRef target,
    ClassRef receiver,
    Kind kind,
    List<CallSite> calls) {
  /** Why code is unknown, the most telling reason first. */
  public enum Kind {
    /** Registered by others: a listener, an observer, an element of a list that is walked. */
    LISTENER,
    /** Implemented at hand by what tells listeners in turn. */
    RELAY,
    /** An action handed in by a caller, with no result. */
    ACTION,
    /** Whatever hangs on a future or is subscribed to a bus. */
    DEPENDENTS,
    /** A container, which makes what is asked for, or tells whoever registered there. */
    CONTAINER,
    /** Implemented by users alone and handed to the object when it was made. */
    COLLABORATOR,
    /** Handed in to compute a value. */
    FUNCTION
  }

  /** Returns the same call as whoever makes another call to get there sees it. */
  Callback through(CallSite call) {
    List<CallSite> all = new ArrayList<>(calls.size() + 1);
    all.add(call);
    all.addAll(calls);
    return new Callback(origin, event, target, receiver, kind, all);
  }
}

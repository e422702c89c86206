package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;

/**
 * One way by which one body runs another.
 *
 * @param caller the body that runs it
 * @param event where
 * @param target what is run
 * @param arguments the target's parameters as the caller reaches them
 * @param held the guards held around it, in the caller's paths
 * @param kind on which thread
 */
public record CallSite(
    MethodSummary caller,
    Event event,
    MethodRef target,
    List<AccessPath> arguments,
    GuardSet held,
    Kind kind) {
  /** On which thread the target runs. */
  public enum Kind {
    /** On the caller's, by a call. */
    CALL,
    /** On the caller's, as code handed to a library or helper that runs it. */
    RUN,
    /** At some other time, on a thread that nobody knows. */
    LATER,
    /** On another one. */
    SPAWN,
    /** On another one, and possibly several times at once. */
    SPAWN_MANY;

    /** Returns whether the target runs outside what the caller does and holds. */
    public boolean isElsewhere() {
      return this == LATER || isSpawn();
    }

    /** Returns whether the target runs on another thread. */
    public boolean isSpawn() {
      return this == SPAWN || this == SPAWN_MANY;
    }
  }
}

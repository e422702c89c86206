package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way by which one body runs another.
 *
 * @param caller the body that runs it
 * @param event where
 * @param target what is run
 * @param callee its body; null when it has none here
 * @param captured of the target's parameters, those that a lambda or task brings along, as the
 *     caller reaches them; null where a call hands over its operands
 * @param held the guards held around it, in the caller's paths; by the caller alone where other
 *     threads run it
 * @param kind on which thread
 * @param alone where the executor with one thread is kept that runs it; null for others
 */
public record CallSite(
    MethodSummary caller,
    Event event,
    MethodRef target,
    @Nullable MethodSummary callee,
    @Nullable List<AccessPath> captured,
    GuardSet held,
    Kind kind,
    @Nullable FieldRef alone) {
  /** Returns the target's parameters as the caller reaches them. */
  public List<AccessPath> arguments() {
    if (captured != null) {
      return captured;
    }
    return event.action() instanceof Invoke invoke ? invoke.paths() : List.of();
  }

  /** Returns whether it calls a method of the object that is a parameter of the caller. */
  public boolean isOn(int parameter) {
    return isOn(AccessPath.param(parameter));
  }

  /** Returns whether it calls a method of the object that the caller reaches by a path. */
  boolean isOn(AccessPath path) {
    return kind == Kind.CALL
        && !arguments().isEmpty()
        && arguments().get(0).equals(path)
        && event.action() instanceof Invoke invoke
        && invoke.dispatch() != Dispatch.STATIC;
  }

  private boolean isForEach() {
    return event.action() instanceof Invoke invoke && invoke.has(Flag.EACH);
  }

  /** Returns whether the caller waits while the target runs once for each of several elements. */
  boolean isOfEach() {
    return kind == Kind.RUN && isForEach();
  }

  /** Returns whether one run of the caller has the target run several times at once. */
  public boolean isSeveralInOne() {
    return kind == Kind.CROWD || (kind == Kind.SPAWN_MANY && (event.repeated() || isForEach()));
  }

  /** Returns the guards that the thread which runs the target holds from there. */
  GuardSet carried() {
    return kind.isElsewhere() ? GuardSet.NONE : held;
  }

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
    SPAWN_MANY,
    /** On several at once, and the caller waits for them. */
    CROWD;

    /** Returns whether the target runs outside what the caller does and holds. */
    public boolean isElsewhere() {
      return this == LATER || isSpawn();
    }

    /** Returns whether the caller goes on only when the target is done. */
    public boolean isWaitedFor() {
      return !isElsewhere() || this == CROWD;
    }

    /** Returns whether the target runs on another thread. */
    public boolean isSpawn() {
      return this == SPAWN || areMany();
    }

    /** Returns whether the target may run several times at once. */
    public boolean areMany() {
      return this == SPAWN_MANY || this == CROWD;
    }
  }
}

package dev.interleave.summary;

import dev.interleave.domain.Condition;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Sources;
import dev.interleave.model.Span;
import java.util.List;

/**
 * One thing that a body does to the rest of the world.
 *
 * @param step the number by which {@link Sources} speak of it; a call that touches content and runs
 *     code makes two events of one number
 * @param span where
 * @param action what
 * @param held the guards that the body itself holds
 * @param decision what decides whether it happens
 */
public record Event(int step, Span span, Action action, GuardSet held, Decision decision) {
  /** Returns this event with something else done. */
  public Event with(Action other) {
    return new Event(step, span, other, held, decision);
  }

  /** Returns this event under other guards. */
  public Event under(GuardSet others) {
    return new Event(step, span, action, others, decision);
  }

  /** Returns the events that decide whether it happens. */
  public Sources control() {
    return decision.control();
  }

  /** Returns the part of {@link #control} that asks only whether something is there. */
  public Sources absence() {
    return decision.absence();
  }

  /** Returns what must be true of the arguments for it to happen, as far as that is simple. */
  public List<Condition> only() {
    return decision.only();
  }

  /** Returns whether it hangs on what another step gives, whether it happens or what it does. */
  boolean dependsOn(int other) {
    if (control().contains(other)) {
      return true;
    }
    if (action instanceof Action.Touch touch) {
      return touch.value() != null && touch.value().sources().contains(other);
    }
    return action instanceof Action.Invoke call
        && call.operands().stream().anyMatch(operand -> operand.sources().contains(other));
  }

  /** Returns whether it happens only when something has been thrown. */
  public boolean caught() {
    return decision.caught();
  }

  /** Returns whether it stands in a loop. */
  public boolean repeated() {
    return decision.repeated();
  }
}

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
 * @param control the events that decide whether it happens
 * @param absence the part of {@code control} that asks only whether something is there
 * @param only what must be true of the arguments for it to happen, as far as that is simple
 * @param repeated whether it stands in a loop
 */
public record Event(
    int step,
    Span span,
    Action action,
    GuardSet held,
    Sources control,
    Sources absence,
    List<Condition> only,
    boolean repeated) {
  /** Returns this event with something else done. */
  public Event with(Action other) {
    return new Event(step, span, other, held, control, absence, only, repeated);
  }
}

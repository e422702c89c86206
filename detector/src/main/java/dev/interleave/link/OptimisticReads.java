package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;

/** Reads that count only if nothing has changed meanwhile ({@code StampedLock}). */
public final class OptimisticReads {
  private OptimisticReads() {}

  /** Returns whether a body reads what others may be changing, knows it, and does not ask after. */
  public static boolean isUnchecked(MethodSummary body, Event read) {
    return body.events().stream()
            .anyMatch(event -> event.step() < read.step() && has(event, Flag.OPTIMISTIC))
        && body.events().stream()
            .noneMatch(event -> event.step() > read.step() && has(event, Flag.VALIDATES));
  }

  private static boolean has(Event event, Flag flag) {
    return event.action() instanceof Invoke invoke && invoke.has(flag);
  }
}

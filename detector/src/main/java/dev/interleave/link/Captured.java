package dev.interleave.link;

import dev.interleave.summary.MethodSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local object of a body that is not thread-safe and that other threads got hold of.
 *
 * @param body the body that made it
 * @param step the step that made it
 * @param name its name in the code that captured it; empty when unknown
 * @param uses what is done to it, by tasks and by the body itself while they may run
 */
public record Captured(MethodSummary body, int step, String name, List<Use> uses) {
  /** Returns whether it is an array, of which each element is by itself. */
  public boolean isArray() {
    return body.created().getOrDefault(step, "").startsWith("[");
  }

  /**
   * One use.
   *
   * @param effect what is done, in the paths of the body that made the object
   * @param task where the task that does it was handed over; null when the body does it itself
   * @param many whether several tasks that do it get the one object
   */
  public record Use(Effect effect, @Nullable CallSite task, boolean many) {
    /** Returns whether it changes the object. */
    public boolean writes() {
      return effect.touch().kind().writes();
    }

    /** Returns whether another use comes before or after this one, and never meanwhile. */
    public boolean isInTurnWith(Use other) {
      return task != null
          && other.task != null
          && !many
          && !other.many
          && Stages.areInTurn(task, other.task);
    }
  }
}

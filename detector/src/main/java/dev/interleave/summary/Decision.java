package dev.interleave.summary;

import dev.interleave.domain.Condition;
import dev.interleave.domain.Sources;
import java.util.List;

/**
 * What decides whether the events of a block happen, and how often; they share it.
 *
 * @param control the events that decide
 * @param absence the part of {@code control} that asks only whether something is there
 * @param only what must be true of the arguments, as far as that is simple
 * @param repeated whether the block stands in a loop
 * @param caught whether the block runs only when something has been thrown
 */
public record Decision(
    Sources control, Sources absence, List<Condition> only, boolean repeated, boolean caught) {
  /** Always, and once. */
  static final Decision NONE = new Decision(Sources.NONE, Sources.NONE, List.of(), false, false);
}

package dev.interleave.link;

import dev.interleave.summary.MethodSummary;

/**
 * A read and a write of one location where the write depends on the read, as one body brings them
 * together.
 *
 * @param body the body
 * @param read the earlier end
 * @param write the later end
 * @param slot the location
 * @param data whether the value written depends on the read
 * @param absence whether the write hangs only on something not being there
 */
public record Update(
    MethodSummary body, Effect read, Effect write, Slot slot, boolean data, boolean absence) {
  /** Returns whether a field gets the result of an atomic step on something else. */
  public boolean isCopy() {
    return read.location().kind() != write.location().kind();
  }
}

package dev.interleave.samples;

import dev.interleave.replay.Replay;
import java.util.function.Supplier;

/**
 * One replay check of a store.
 *
 * @param store the package of the store
 * @param name what is replayed
 * @param mustFail whether the class under test is a buggy one
 * @param replay builds the check
 */
public record Check(String store, String name, boolean mustFail, Supplier<Replay<?>> replay) {
  public static Check buggy(String store, String name, Supplier<Replay<?>> replay) {
    return new Check(store, name, true, replay);
  }

  public static Check fixed(String store, String name, Supplier<Replay<?>> replay) {
    return new Check(store, name, false, replay);
  }

  @Override
  public String toString() {
    return store + ": " + name + (mustFail ? " loses" : " holds");
  }
}

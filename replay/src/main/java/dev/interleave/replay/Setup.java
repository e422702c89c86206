package dev.interleave.replay;

import java.io.Serializable;

/**
 * Builds the object under test; run afresh before every schedule.
 *
 * @param <S> the type of the object under test
 */
@FunctionalInterface
public interface Setup<S> extends Serializable {
  /**
   * Builds the object.
   *
   * @return a new object that no other run has touched
   * @throws Exception when it cannot be built, which ends the check with an error
   */
  S build() throws Exception;
}

package dev.interleave.replay;

import java.io.Serializable;

/**
 * What one of the two threads does with the object under test.
 *
 * @param <S> the type of the object under test
 */
@FunctionalInterface
public interface Step<S> extends Serializable {
  /**
   * Does it.
   *
   * @param subject the object that both threads share
   * @throws Exception an exception is part of the outcome and compared with the serial orders
   */
  void run(S subject) throws Exception;
}

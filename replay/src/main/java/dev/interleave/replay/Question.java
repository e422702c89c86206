package dev.interleave.replay;

import java.io.Serializable;

/**
 * A value asked of the object under test: what a thread gets back, or what is observed at the end.
 *
 * @param <S> the type of the object under test
 */
@FunctionalInterface
public interface Question<S> extends Serializable {
  /**
   * Asks.
   *
   * @param subject the object that both threads share
   * @return the value, compared by its text; collections, maps, arrays and optionals by their
   *     content
   * @throws Exception an exception is part of the outcome and compared with the serial orders
   */
  Object ask(S subject) throws Exception;
}

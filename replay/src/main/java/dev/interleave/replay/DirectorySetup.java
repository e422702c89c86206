package dev.interleave.replay;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Builds the object under test on a directory of its own; run afresh before every schedule, and
 * once in each process when the second thread lives in a second one.
 *
 * @param <S> the type of the object under test
 */
@FunctionalInterface
public interface DirectorySetup<S> extends Serializable {
  /**
   * Builds the object.
   *
   * @param directory an empty directory that only this run uses
   * @return a new object that keeps its files in the directory
   * @throws Exception when it cannot be built, which ends the check with an error
   */
  S build(Path directory) throws Exception;
}

package dev.interleave.replay;

import java.io.Serializable;

/**
 * What a thread is allowed to do when it gets the turn.
 *
 * @param stopAt the number of the event before which it stops, 0 for none
 * @param stopsAfterRelease whether it stops at the first event after it released a lock
 * @param isAlone whether the other thread has ended, so that waiting for it is pointless
 * @param expires whether a timed wait that it is in is to end without success
 */
record Turn(int stopAt, boolean stopsAfterRelease, boolean isAlone, boolean expires)
    implements Serializable {
  static Turn free() {
    return new Turn(0, false, false, false);
  }

  static Turn until(int event) {
    return new Turn(event, false, false, false);
  }

  static Turn untilRelease() {
    return new Turn(0, true, false, false);
  }

  static Turn alone() {
    return new Turn(0, false, true, false);
  }

  static Turn expired() {
    return new Turn(0, false, false, true);
  }
}

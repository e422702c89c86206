package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.link.LockName;
import dev.interleave.link.Reached;
import dev.interleave.link.Wait;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;

/**
 * A wait that happens while a body holds a lock.
 *
 * @param body the body that holds it
 * @param event where it waits, or calls what does
 * @param lock which lock
 * @param guard the lock as the body reaches it
 * @param reached what is waited for
 */
record HeldWait(
    MethodSummary body, Event event, LockName lock, Guard guard, Reached<Wait> reached) {
  Wait.Kind kind() {
    return reached.deed().kind();
  }

  /** Of two waits under one lock, the one that tells more comes first. */
  static int compare(HeldWait first, HeldWait second) {
    int byKind = first.kind().compareTo(second.kind());
    return byKind != 0
        ? byKind
        : Integer.compare(first.reached.calls().size(), second.reached.calls().size());
  }
}

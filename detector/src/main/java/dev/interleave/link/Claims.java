package dev.interleave.link;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Flags that one thread at a time sets by an atomic step: whoever finds that it was the one goes on
 * alone, until it clears the flag.
 */
final class Claims {
  private static final String FLAG = "java/util/concurrent/atomic/AtomicBoolean";

  private Claims() {}

  /** Returns the flags that a body has won when it comes to an event, as if they were locks. */
  static GuardSet around(MethodSummary body, Event event) {
    List<Guard> won = new ArrayList<>(1);
    for (int i = 0; i < event.control().size(); i++) {
      for (Event asked : body.at(event.control().get(i))) {
        if (asked.step() < event.step()
            && asked.action() instanceof Touch flag
            && flag.kind() == AccessKind.UPDATE
            && flag.receiverType().equals(FLAG)
            && !isCleared(body, flag.location().path(), asked, event)) {
          won.add(new Guard(flag.location().path(), Guard.Mode.EXCLUSIVE, asked.step()));
        }
      }
    }
    return won.isEmpty() ? GuardSet.NONE : GuardSet.of(won);
  }

  /** Returns whether the flag is cleared on the way: what is done after that is done by anybody. */
  private static boolean isCleared(MethodSummary body, AccessPath path, Event asked, Event event) {
    return body.events().stream()
        .anyMatch(
            between ->
                between.step() > asked.step()
                    && between.step() < event.step()
                    && between.action() instanceof Touch touch
                    && touch.kind() == AccessKind.WRITE
                    && touch.location().path().equals(path));
  }
}

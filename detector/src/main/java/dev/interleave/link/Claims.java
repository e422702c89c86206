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
import org.jspecify.annotations.Nullable;

/**
 * Flags that one thread at a time sets by an atomic step: whoever finds that it was the one goes on
 * alone, until it clears the flag.
 */
final class Claims {
  private static final String FLAG = "java/util/concurrent/atomic/AtomicBoolean";

  private Claims() {}

  /**
   * Returns the flags that a body has won when it comes to an event and clears later on, as if they
   * were locks.
   */
  static GuardSet around(MethodSummary body, Event event) {
    List<Guard> won = new ArrayList<>(1);
    for (int i = 0; i < event.control().size(); i++) {
      for (Event asked : body.at(event.control().get(i))) {
        AccessPath flag = asked.step() < event.step() ? won(asked) : null;
        if (flag != null && isHeld(body, flag, asked, event)) {
          won.add(new Guard(flag, Guard.Mode.EXCLUSIVE, asked.step()));
        }
      }
    }
    return won.isEmpty() ? GuardSet.NONE : GuardSet.of(won);
  }

  /** Returns the flag of this object or of all that an event sets if it is not set yet, or null. */
  private static @Nullable AccessPath won(Event asked) {
    return asked.action() instanceof Touch flag
            && flag.kind() == AccessKind.UPDATE
            && flag.receiverType().equals(FLAG)
            && isOfAll(flag.location().path())
        ? flag.location().path()
        : null;
  }

  private static boolean isOfAll(AccessPath flag) {
    boolean own = flag.root() == AccessPath.Root.PARAM && flag.number() == 0;
    return (own || flag.root() == AccessPath.Root.GLOBAL)
        && !flag.fields().contains(AccessPath.ELEMENT);
  }

  /** Returns whether the flag is cleared after an event, and not on the way there. */
  private static boolean isHeld(MethodSummary body, AccessPath flag, Event asked, Event event) {
    boolean later = false;
    for (Event other : body.events()) {
      boolean clears =
          other.step() > asked.step()
              && other.action() instanceof Touch touch
              && touch.kind().writes()
              && touch.location().path().equals(flag);
      later |= clears && other.step() > event.step();
      if (clears && other.step() < event.step() && isOnTheWay(other, event)) {
        return false;
      }
    }
    return later;
  }

  /** What hangs on more than the flag, and on just as much, may be the other branch. */
  private static boolean isOnTheWay(Event other, Event event) {
    boolean before = other.control().size() == 1 || other.control().size() < event.control().size();
    return before
        && event.control().containsAll(other.control())
        && (other.caught() || !event.caught());
  }
}

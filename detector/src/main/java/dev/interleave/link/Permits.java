package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.Set;

/**
 * Semaphores guard only when they let in one at a time: of those that are made with another number,
 * or by code that is not at hand, nothing is held.
 */
final class Permits {
  private static final String SEMAPHORE = "java/util/concurrent/Semaphore";

  private final Program program;
  private final Set<FieldRef> single = new HashSet<>();

  Permits(Program program) {
    this.program = program;
    program.bodies().forEach(this::collect);
  }

  private void collect(MethodSummary body) {
    Set<AccessPath> made = new HashSet<>(2);
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke && invoke.has(Flag.PERMITS) && isOne(invoke)) {
        made.add(invoke.operands().get(0).path());
      } else if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && made.contains(touch.value().path())
          && touch.location().field() != null) {
        single.add(program.resolve(touch.location().field()));
      }
    }
  }

  private static boolean isOne(Invoke invoke) {
    AccessPath permits = invoke.operands().get(1).path();
    return permits.root() == Root.NAMED && permits.label().equals("1");
  }

  /** Rewrites all bodies of the program. */
  void run() {
    program.rewriteEvents(
        event -> letsSeveralIn(event.held()) ? event.under(single(event.held())) : event);
  }

  private GuardSet single(GuardSet held) {
    return GuardSet.of(held.guards().stream().filter(guard -> !letsSeveralIn(guard)).toList());
  }

  private boolean letsSeveralIn(GuardSet held) {
    for (Guard guard : held.guards()) {
      if (letsSeveralIn(guard)) {
        return true;
      }
    }
    return false;
  }

  private boolean letsSeveralIn(Guard guard) {
    FieldRef field = guard.lock().isBare() ? null : guard.lock().lastField();
    return field != null
        && field.typeName().equals(SEMAPHORE)
        && !single.contains(program.resolve(field));
  }
}

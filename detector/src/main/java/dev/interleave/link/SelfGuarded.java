package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collections of a program's own whose methods take a lock round what they inherit: each such call
 * holds that lock, and what they leave out does not.
 */
final class SelfGuarded {
  private final Program program;

  /** What is kept in a field, where it is always of one class. */
  private final Map<FieldRef, Optional<ClassRef>> kept = new HashMap<>();

  private final Map<ClassRef, Set<String>> locking = new HashMap<>();

  SelfGuarded(Program program) {
    this.program = program;
    for (ClassSummary type : program.classes()) {
      Set<String> methods = new HashSet<>();
      type.summaries().stream()
          .filter(SelfGuarded::locks)
          .forEach(b -> methods.add(b.ref().name()));
      if (!methods.isEmpty()) {
        locking.put(type.ref(), methods);
      }
    }
    if (!locking.isEmpty()) {
      program.bodies().forEach(this::collect);
    }
  }

  /** Returns whether a method holds a lock wherever it comes to what its object itself contains. */
  private static boolean locks(MethodSummary body) {
    boolean found = false;
    for (Event event : Flags.has(body.access(), Flags.STATIC) ? List.<Event>of() : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.CONTENT
          && touch.location().path().isParam(0)) {
        if (event.held().guards().stream().noneMatch(Guard::isExclusive)) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private void collect(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && touch.location().field() != null) {
        AccessPath value = touch.value().path();
        ClassRef made = new ClassRef(body.created().getOrDefault(value.number(), ""));
        Optional<ClassRef> type =
            value.root() == Root.FRESH && locking.containsKey(made)
                ? Optional.of(made)
                : Optional.empty();
        kept.merge(
            program.resolve(touch.location().field()),
            type,
            (one, other) -> one.equals(other) ? one : Optional.empty());
      }
    }
  }

  /** Rewrites all bodies of the program. */
  void run() {
    kept.values().removeIf(Optional::isEmpty);
    if (!kept.isEmpty()) {
      program.rewriteEvents(event -> event.action() instanceof Touch t ? locked(event, t) : event);
    }
  }

  private Event locked(Event event, Touch touch) {
    FieldRef field = program.contentOf(touch);
    ClassRef type = field == null ? null : kept.getOrDefault(field, Optional.empty()).orElse(null);
    if (type == null || !locking.getOrDefault(type, Set.of()).contains(touch.through())) {
      return event;
    }
    AccessPath lock = touch.location().path().then(new FieldRef(type, "lock", "*"));
    return event.under(event.held().plus(new Guard(lock, Guard.Mode.EXCLUSIVE, event.step())));
  }
}

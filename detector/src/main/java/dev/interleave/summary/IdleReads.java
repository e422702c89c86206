package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Reach;
import dev.interleave.summary.Action.Touch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops the field reads under no guard on which nothing depends: they matter only where the class
 * takes locks and changes the field later, and one of them a body is enough.
 */
final class IdleReads {
  private final ClassRef type;
  private final Set<FieldRef> contested = new HashSet<>();
  private boolean locks;

  private IdleReads(ClassRef type) {
    this.type = type;
  }

  /** Returns the summaries of a class without the idle reads. */
  static List<MethodSummary> drop(
      ClassRef type, List<FieldDeclaration> fields, List<MethodSummary> bodies) {
    IdleReads reads = new IdleReads(type);
    bodies.forEach(reads::learn);
    for (FieldDeclaration field : fields) {
      if (Flags.has(field.access(), Flags.VOLATILE)) {
        reads.contested.remove(field.ref());
      }
    }
    return bodies.stream().map(body -> body.with(reads.needed(body))).toList();
  }

  private void learn(MethodSummary body) {
    for (Event event : body.events()) {
      locks |= !event.held().isEmpty();
      if (event.action() instanceof Touch touch && touch.kind().writes()) {
        FieldRef field = fieldOf(touch);
        if (field != null && !body.ref().isConstructor() && !body.ref().isClassInitializer()) {
          contested.add(field);
        }
      }
    }
  }

  private static @Nullable FieldRef fieldOf(Touch touch) {
    return touch.location().kind() == Location.Kind.FIELD ? touch.location().field() : null;
  }

  private List<Event> needed(MethodSummary body) {
    BitSet used = used(body);
    Set<Location> seen = new HashSet<>();
    List<Event> kept = new ArrayList<>(body.events().size());
    for (Event event : body.events()) {
      boolean idle =
          event.action() instanceof Touch touch
              && touch.kind() == AccessKind.READ
              && event.held().isEmpty()
              && !used.get(event.step())
              && isIdle(touch, seen);
      if (!idle) {
        kept.add(event);
      }
    }
    return kept.size() == body.events().size() ? body.events() : List.copyOf(kept);
  }

  private boolean isIdle(Touch touch, Set<Location> seen) {
    FieldRef field = fieldOf(touch);
    if (field == null) {
      return false;
    }
    boolean ofOuter = type.name().startsWith(field.owner().name() + "$");
    boolean matters = ofOuter || (locks && contested.contains(field));
    return !matters || !seen.add(touch.location());
  }

  private static BitSet used(MethodSummary body) {
    BitSet used = new BitSet();
    body.resultSources().addTo(used);
    for (Event event : body.events()) {
      event.control().addTo(used);
      if (event.action() instanceof Touch touch) {
        if (touch.value() != null) {
          touch.value().sources().addTo(used);
        }
      } else if (event.action() instanceof Invoke invoke) {
        invoke.operands().forEach(operand -> operand.sources().addTo(used));
      } else if (event.action() instanceof Reach reach) {
        reach.value().addTo(used);
      }
    }
    return used;
  }
}

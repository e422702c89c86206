package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.knowledge.CallEffect.Flag;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Drops the reads that do no harm: those that only a message for people shows, and the field reads
 * under no guard on which nothing depends. The latter matter only where the class takes locks and
 * changes the field later, and one of them a body is enough.
 */
final class IdleReads {
  private static final Pattern TELLING =
      Pattern.compile(
          "(is|trace|debug|info|warn|error|fatal|severe|config|fine|log|print|write)(\\w*)");
  private static final Set<String> COUNTING = Set.of("size", "isEmpty", "length");

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
    BitSet told = new BitSet();
    BitSet used = used(body, told);
    Set<Location> seen = new HashSet<>();
    List<Event> kept = new ArrayList<>(body.events().size());
    for (Event event : body.events()) {
      boolean idle =
          event.action() instanceof Touch touch
              && touch.kind() == AccessKind.READ
              && !used.get(event.step())
              && ((told.get(event.step()) && isWhole(touch))
                  || (event.held().isEmpty() && isIdle(touch, seen)));
      if (!idle) {
        kept.add(event);
      }
    }
    return kept.size() == body.events().size() ? body.events() : List.copyOf(kept);
  }

  /** A field, or the count of a collection, is one thing at any time, however old. */
  private static boolean isWhole(Touch touch) {
    return fieldOf(touch) != null || COUNTING.contains(touch.through());
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

  /**
   * Returns the steps on whose values anything depends.
   *
   * @param told receives those that go into a message
   */
  private static BitSet used(MethodSummary body, BitSet told) {
    BitSet used = new BitSet();
    body.resultSources().addTo(used);
    for (Event event : body.events()) {
      event.control().addTo(used);
      if (event.action() instanceof Touch touch) {
        if (touch.value() != null) {
          touch.value().sources().addTo(used);
        }
      } else if (event.action() instanceof Invoke invoke) {
        BitSet where = tells(invoke) ? told : used;
        invoke.operands().forEach(operand -> operand.sources().addTo(where));
      } else if (event.action() instanceof Reach reach) {
        reach.value().addTo(used);
      }
    }
    return used;
  }

  /** Programs have loggers of their own, and know them by their names. */
  private static boolean tells(Invoke invoke) {
    if (invoke.effect() != null) {
      return invoke.effect().has(Flag.TELLS);
    }
    String owner = invoke.target().owner().name();
    return invoke.target().isConstructor()
        ? owner.endsWith("Exception") || owner.endsWith("Error")
        : owner.endsWith("Logger")
            || (owner.endsWith("Log") && TELLING.matcher(invoke.target().name()).matches());
  }
}

package dev.interleave.link;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.HashSet;
import java.util.Set;

/** In a map that keeps its entries in the order of their use, looking one up is a change. */
final class Reordered {
  private static final Set<String> LOOKUPS = Set.of("get", "getOrDefault");

  private final Program program;
  private final Set<FieldRef> fields = new HashSet<>();

  Reordered(Program program) {
    this.program = program;
    program.bodies().forEach(this::collect);
  }

  private void collect(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && touch.value().path().root() == Root.FRESH
          && touch.location().field() != null
          && isMadeInOrderOfUse(body, touch.value().path())) {
        fields.add(program.resolve(touch.location().field()));
      }
    }
  }

  /** Returns whether a body makes such a map, or an object of a subclass of its own. */
  private boolean isMadeInOrderOfUse(MethodSummary body, AccessPath map) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke made && made.makes(map)) {
        if (made.has(Flag.ORDERS)) {
          return isTrue(made.operands().get(3));
        }
        MethodSummary constructor = program.body(made.target());
        return constructor != null && handsOn(constructor, made);
      }
    }
    return false;
  }

  private static boolean handsOn(MethodSummary constructor, Invoke made) {
    for (Event event : constructor.events()) {
      if (event.action() instanceof Invoke above
          && above.has(Flag.ORDERS)
          && above.makes(AccessPath.param(0))) {
        Operand last = above.operands().get(3);
        int given = last.path().number();
        return last.path().root() == Root.PARAM
            ? given < made.operands().size() && isTrue(made.operands().get(given))
            : isTrue(last);
      }
    }
    return false;
  }

  private static boolean isTrue(Operand operand) {
    AccessPath path = operand.path();
    return path.root() == Root.NAMED && (path.label().equals("1") || path.label().equals("true"));
  }

  /** Rewrites all bodies of the program. */
  void run() {
    if (!fields.isEmpty()) {
      program.rewriteEvents(
          event ->
              event.action() instanceof Touch touch && isLookup(touch)
                  ? event.with(touch.as(AccessKind.UPDATE))
                  : event);
    }
  }

  private boolean isLookup(Touch touch) {
    return LOOKUPS.contains(touch.through()) && fields.contains(program.contentOf(touch));
  }
}

package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects that were there before the one that keeps them: its constructor was handed them. No two
 * objects can both be older than the other, so none wraps what wraps it.
 */
final class Elders {
  private static final int FIXED = Flags.FINAL | Flags.PRIVATE;

  private final Program program;
  private final Map<FieldRef, Set<Origin>> origins = new HashMap<>();

  /** Where what a field holds comes from. */
  private enum Origin {
    /** A parameter of the constructor. */
    HANDED,
    /** The constructor, which makes it. */
    MADE,
    OTHER
  }

  Elders(Program program) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch
            && touch.kind().writes()
            && touch.location().kind() == Location.Kind.FIELD
            && touch.location().field() != null) {
          origins
              .computeIfAbsent(
                  program.resolve(touch.location().field()), f -> EnumSet.noneOf(Origin.class))
              .add(origin(body, touch));
        }
      }
    }
  }

  private static Origin origin(MethodSummary body, Touch touch) {
    AccessPath value = touch.value() == null ? Frames.NOWHERE : touch.value().path();
    AccessPath target = touch.location().path();
    boolean own = target.root() == Root.PARAM && target.number() == 0;
    if (!body.ref().isConstructor() || !own || !value.isBare()) {
      return Origin.OTHER;
    }
    return switch (value.root()) {
      case PARAM -> value.number() == 0 ? Origin.OTHER : Origin.HANDED;
      case FRESH -> Origin.MADE;
      default -> Origin.OTHER;
    };
  }

  /** Returns whether an inner lock belongs to an older object than the outer one. */
  boolean lead(Nesting nesting) {
    return isOlder(nesting.guard().lock(), nesting.path());
  }

  private boolean isOlder(AccessPath outer, AccessPath inner) {
    AccessPath younger = owner(outer);
    AccessPath older = owner(inner);
    List<FieldRef> way = older.fields();
    return younger.root() == Root.PARAM
        && way.size() > younger.fields().size()
        && older.startsWith(younger)
        && way.subList(younger.fields().size(), way.size()).stream()
            .allMatch(field -> isOnly(field, Origin.HANDED));
  }

  /** A lock that an object makes for itself is as old as the object. */
  private AccessPath owner(AccessPath lock) {
    FieldRef last = lock.lastField();
    return last != null && isOnly(last, Origin.MADE) ? lock.parent() : lock;
  }

  private boolean isOnly(FieldRef named, Origin origin) {
    FieldRef field = program.resolve(named);
    int access = program.access(field);
    return access >= 0
        && (access & FIXED) != 0
        && origins.getOrDefault(field, Set.of()).equals(EnumSet.of(origin));
  }
}

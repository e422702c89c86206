package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields for the one lock that every maker of their object hands in from a field of its own. */
final class HandedLocks {
  private static final int DEEPEST = 3;
  private static final FieldRef NONE = new FieldRef(new ClassRef(""), "", "");

  private final Program program;
  private final Map<FieldRef, Set<Handed>> kept = new LinkedHashMap<>();
  private final Map<Handed, Set<FieldRef>> fields = new HashMap<>();
  private final Map<Handed, Set<Handed>> passedOn = new HashMap<>();

  /** A parameter of a constructor. */
  private record Handed(MethodRef constructor, int number) {}

  HandedLocks(Program program) {
    this.program = program;
    program.bodies().forEach(this::collectKept);
    Set<MethodRef> constructors = new HashSet<>();
    kept.values().forEach(all -> all.forEach(one -> constructors.add(one.constructor())));
    for (int i = 0; i < DEEPEST; i++) {
      int before = constructors.size();
      program.bodies().forEach(body -> collectHanded(body, constructors));
      if (constructors.size() == before) {
        break;
      }
    }
  }

  /**
   * Returns the fields that a lock comes from when it is handed in, by the field of what keeps it;
   * among them {@link #NONE} for a lock of no field, and the field itself for a copy.
   */
  Map<FieldRef, Set<FieldRef>> all() {
    Map<FieldRef, Set<FieldRef>> all = new LinkedHashMap<>();
    kept.forEach(
        (field, parameters) -> {
          Set<FieldRef> origins = new LinkedHashSet<>();
          parameters.forEach(parameter -> addOrigins(origins, parameter, 0));
          all.put(field, origins);
        });
    return all;
  }

  /** Returns the one other field that a lock always comes from; null when there are more. */
  static @Nullable FieldRef only(FieldRef field, Set<FieldRef> origins) {
    FieldRef first = origins.size() == 1 ? origins.iterator().next() : NONE;
    return first.equals(NONE) || first.equals(field) ? null : first;
  }

  private void addOrigins(Set<FieldRef> into, Handed parameter, int depth) {
    into.addAll(fields.getOrDefault(parameter, Set.of()));
    if (depth < DEEPEST) {
      passedOn
          .getOrDefault(parameter, Set.of())
          .forEach(outer -> addOrigins(into, outer, depth + 1));
    } else {
      into.add(NONE);
    }
  }

  private void collectKept(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.kind().writes()
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && touch.location().field() != null
          && isLock(touch.location().field())) {
        AccessPath value = touch.value().path();
        Handed handed = parameter(body, value);
        kept.computeIfAbsent(program.resolve(touch.location().field()), field -> new HashSet<>(2))
            .add(handed == null ? new Handed(body.ref(), -1) : handed);
      }
    }
  }

  private static @Nullable Handed parameter(MethodSummary body, AccessPath path) {
    return body.ref().isConstructor() && path.root() == Root.PARAM && path.isBare()
        ? new Handed(body.ref(), path.number())
        : null;
  }

  private void collectHanded(MethodSummary body, Set<MethodRef> constructors) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke && constructors.contains(invoke.target())) {
        for (int i = 1; i < invoke.operands().size(); i++) {
          collectHanded(body, invoke, i, constructors);
        }
      }
    }
  }

  private void collectHanded(
      MethodSummary body, Invoke invoke, int number, Set<MethodRef> constructors) {
    Handed inner = new Handed(invoke.target(), number);
    AccessPath path = invoke.operands().get(number).path();
    Handed outer = parameter(body, path);
    if (outer != null && outer.number() > 0) {
      passedOn.computeIfAbsent(inner, i -> new HashSet<>(2)).add(outer);
      constructors.add(outer.constructor());
      return;
    }
    FieldRef field = path.endsInElement() ? null : path.lastField();
    boolean plain = field != null && !field.name().endsWith("()");
    fields
        .computeIfAbsent(inner, i -> new HashSet<>(2))
        .add(plain && field != null ? program.resolve(field) : NONE);
  }

  private boolean isLock(FieldRef field) {
    return field.typeName().equals("java/lang/Object")
        || program.traits(new ClassRef(field.typeName())).contains(Trait.LOCK);
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Guard.Mode;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields that hold one lock under two names, as where the read and the write lock of a
 * ReadWriteLock are kept in fields of their own, or an object was handed the lock of its maker.
 */
final class LockAliases {
  private final Program program;
  private final Map<FieldRef, Alias> aliases = new HashMap<>();
  private final Map<FieldRef, Set<FieldRef>> handed;

  /** What a field stands for: another field, in a mode. */
  private record Alias(FieldRef lock, boolean shared) {}

  LockAliases(Program program) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      if (body.ref().isConstructor() || body.ref().isClassInitializer()) {
        collect(body);
      }
    }
    this.handed = new HandedLocks(program).all();
    handed.forEach(this::addHanded);
  }

  /** Returns the fields that some objects share their lock with, by the field of theirs. */
  Map<FieldRef, Set<FieldRef>> handed() {
    return handed;
  }

  private void addHanded(FieldRef field, Set<FieldRef> origins) {
    FieldRef origin = HandedLocks.only(field, origins);
    if (origin == null) {
      return;
    }
    Alias further = aliases.get(origin);
    aliases.putIfAbsent(field, further == null ? new Alias(origin, false) : further);
  }

  private void collect(MethodSummary body) {
    Map<Integer, FieldRef> holders = new HashMap<>();
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null) {
        FieldRef field = touch.location().field();
        AccessPath value = touch.value().path();
        if (field != null) {
          note(body, field, value, holders);
        }
      }
    }
  }

  private void note(
      MethodSummary body, FieldRef named, AccessPath value, Map<Integer, FieldRef> holders) {
    FieldRef field = program.resolve(named);
    if (value.root() == Root.FRESH && value.isBare()) {
      FieldRef first = holders.putIfAbsent(value.number(), field);
      if (first != null) {
        aliases.put(field, new Alias(first, false));
      }
      return;
    }
    boolean shared = value.endsIn(AccessPath.SHARED_LOCK);
    AccessPath base = shared ? value.parent() : value;
    if (base.root() == Root.FRESH && base.isBare()) {
      FieldRef holder =
          holders.computeIfAbsent(
              base.number(),
              step -> new FieldRef(body.ref().owner(), "lock made with " + field.name(), "*"));
      aliases.put(field, new Alias(holder, shared));
    } else if (isLock(field) && base.lastField() != null && !base.endsInElement()) {
      aliases.put(field, new Alias(program.resolve(base.lastField()), shared));
    }
  }

  private boolean isLock(FieldRef field) {
    return program.traits(new ClassRef(field.typeName())).contains(Trait.LOCK);
  }

  /** Returns guards with every lock under its one name. */
  GuardSet canonical(GuardSet guards) {
    if (guards.isEmpty() || aliases.isEmpty()) {
      return guards;
    }
    List<Guard> mapped = new ArrayList<>(guards.guards().size());
    for (Guard guard : guards.guards()) {
      FieldRef field = guard.lock().isBare() ? null : guard.lock().lastField();
      Alias alias = field == null ? null : aliases.get(program.resolve(field));
      if (alias == null || guard.lock().endsInElement()) {
        mapped.add(guard);
      } else {
        AccessPath lock =
            guard.lock().root() == Root.GLOBAL && guard.lock().fields().size() == 1
                ? AccessPath.global(alias.lock())
                : guard.lock().parent().then(alias.lock());
        mapped.add(new Guard(lock, alias.shared() ? Mode.SHARED : guard.mode(), guard.epoch()));
      }
    }
    return GuardSet.of(mapped);
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names guards relative to the object whose state they protect, so that {@code this.lock} around
 * {@code this.map} in one body and {@code outer.lock} around {@code outer.map} in another are one.
 * Where a guard lies elsewhere, it is named by the field that holds it: two objects' locks of one
 * field then count as one, which may hide a race and never invents one.
 */
final class GuardNames {
  private final Program program;

  GuardNames(Program program) {
    this.program = program;
  }

  /** Returns the names of guards of one mode around an access to a path. */
  Set<String> of(MethodSummary body, AccessPath path, GuardSet guards, boolean exclusive) {
    if (guards.isEmpty()) {
      return Set.of();
    }
    AccessPath holder = holder(path);
    Set<String> names = new TreeSet<>();
    for (Guard guard : guards.guards()) {
      if (guard.isExclusive() == exclusive && guard.covers(path)) {
        add(names, body, holder, path, guard.lock());
      }
      AccessPath stripes = stripes(guard.lock());
      if (!exclusive && stripes != null) {
        add(names, body, holder, path, stripes);
      }
    }
    return names;
  }

  /**
   * Returns the object of which a lock is one of many; null when it is not. Who holds all of them
   * holds them exclusively, and the one is as good as a share.
   */
  private static @Nullable AccessPath stripes(AccessPath lock) {
    AccessPath owner = lock.endsInElement() ? holder(lock) : null;
    return owner == null || owner.isBare() ? null : owner;
  }

  /** Returns the object that the last field of a path belongs to. */
  private static AccessPath holder(AccessPath path) {
    AccessPath holder = path;
    while (holder.endsInElement()) {
      holder = holder.parent();
    }
    return holder.isBare() ? holder : holder.parent();
  }

  private void add(
      Set<String> names, MethodSummary body, AccessPath holder, AccessPath path, AccessPath lock) {
    if (lock.root() == Root.NAMED) {
      names.add(lock.label());
      return;
    }
    boolean isStatic = path.root() == Root.GLOBAL && holder.isBare();
    if (!isStatic && lock.startsWith(holder)) {
      List<FieldRef> rest = lock.fields().subList(holder.fields().size(), lock.fields().size());
      StringBuilder name = new StringBuilder("own");
      rest.forEach(field -> name.append('.').append(program.resolve(field).name()));
      names.add(name.toString());
    }
    FieldRef field = lock.lastField();
    if (field != null) {
      names.add(EntryGuards.KIND + program.resolve(field));
    } else if (!isStatic && lock.root() == Root.PARAM && lock.number() == 0) {
      names.add(EntryGuards.KIND + body.ref().owner());
    } else if (!isStatic) {
      names.add(EntryGuards.KIND + "lock");
    }
  }
}

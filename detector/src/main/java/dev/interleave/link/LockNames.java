package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names locks for the whole program: the monitor of an object whose class locks itself by the class
 * that first does so, any other by the field that holds it.
 */
public final class LockNames {
  private final Program program;
  private final LockAliases aliases;
  private final Set<Set<String>> shared = new HashSet<>();
  private final Set<ClassRef> lockingThemselves = new HashSet<>();

  LockNames(Program program, CallGraph graph, LockAliases aliases) {
    this.program = program;
    this.aliases = aliases;
    aliases
        .handed()
        .forEach(
            (field, origins) ->
                origins.stream()
                    .filter(origin -> !text(origin).equals(text(field)))
                    .forEach(origin -> shared.add(Set.of(text(field), text(origin)))));
    for (MethodSummary body : graph.holding()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Acquire taken && isSelf(body, taken)) {
          lockingThemselves.add(body.ref().owner());
        }
      }
    }
  }

  /** Returns whether two names are one lock for some objects: one of them was handed it. */
  boolean mayBeOne(LockName first, LockName second) {
    return !first.equals(second) && shared.contains(Set.of(first.text(), second.text()));
  }

  private static String text(FieldRef field) {
    return field.owner().binaryName() + "." + field.name();
  }

  private static boolean isSelf(MethodSummary body, Acquire taken) {
    return taken.guard().lock().isParam(0) && !Flags.has(body.access(), Flags.STATIC);
  }

  /** Returns a guard with its lock under the one name that all of its fields have. */
  Guard canonical(Guard guard) {
    return aliases.canonical(GuardSet.of(List.of(guard))).guards().get(0);
  }

  /** Returns the name of a lock that a body takes; null when nothing tells which it is. */
  public @Nullable LockName of(MethodSummary body, Acquire taken) {
    AccessPath lock = canonical(taken.guard()).lock();
    if (lock.root() == Root.NAMED) {
      return new LockName(lock.label(), true, null);
    }
    String type = isSelf(body, taken) ? body.ref().owner().name() : taken.type();
    ClassRef first = first(new ClassRef(type));
    if (first != null) {
      return new LockName(first.binaryName(), false, new ClassRef(type));
    }
    LockName held = ofField(lock);
    boolean isOfProgram = taken.monitor() && program.type(new ClassRef(type)) != null;
    return held == null && isOfProgram
        ? new LockName(new ClassRef(type).binaryName(), false, new ClassRef(type))
        : held;
  }

  private @Nullable LockName ofField(AccessPath lock) {
    FieldRef last = lock.lastField();
    if (last == null || last.name().endsWith("()")) {
      return null;
    }
    FieldRef field = program.resolve(last);
    String element = lock.endsInElement() ? "[]" : "";
    boolean single = program.isStatic(field) && element.isEmpty();
    return new LockName(text(field) + element, single, null);
  }

  /** Returns the name of a guard that a body holds; null when nothing tells which it is. */
  public @Nullable LockName of(MethodSummary body, Guard guard) {
    int step = Math.max(guard.epoch(), 0);
    for (Event event : body.at(step)) {
      if (event.action() instanceof Acquire taken && taken.guard().sameLock(guard)) {
        return of(body, taken);
      }
    }
    boolean self = guard.lock().isParam(0) && !Flags.has(body.access(), Flags.STATIC);
    return of(body, new Acquire(guard, self ? body.ref().owner().name() : "", self, false));
  }

  /**
   * Returns the name of a lock that all callers of a body hold; null when nothing tells which it
   * is.
   */
  @Nullable LockName ofCallers(MethodSummary body, Guard guard) {
    AccessPath lock = guard.lock();
    if (lock.root() != Root.NAMED || !lock.label().startsWith(EntryGuards.KIND)) {
      return of(body, guard);
    }
    ClassRef kind = new ClassRef(lock.label().substring(EntryGuards.KIND.length()));
    ClassRef first = first(kind);
    return new LockName((first == null ? kind : first).binaryName(), false, null);
  }

  /** Returns the topmost class of a lineage whose objects lock themselves; null when none does. */
  private @Nullable ClassRef first(ClassRef type) {
    if (program.type(type) == null) {
      return null;
    }
    ClassRef top = null;
    for (ClassRef ancestor : program.hierarchy().lineage(type)) {
      top = lockingThemselves.contains(ancestor) ? ancestor : top;
    }
    return top;
  }
}

package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Hierarchy;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Methods that take a guard for their caller, or give one back: {@code lock()} and {@code unlock()}
 * of a program's own.
 *
 * @param acquiring guards taken, by paths of the method's own parameters
 * @param releasing guards given back
 * @param names the simple names of both
 * @param hierarchy to find a method named by a subclass
 */
public record LockWrappers(
    Map<MethodRef, List<Guard>> acquiring,
    Map<MethodRef, List<Guard>> releasing,
    Set<String> names,
    Hierarchy hierarchy) {
  /** None known. */
  public static final LockWrappers NONE =
      new LockWrappers(Map.of(), Map.of(), Set.of(), new Hierarchy(type -> List.of()));

  /** Returns the wrappers among summarized classes. */
  public static LockWrappers among(Collection<ClassSummary> classes, Hierarchy hierarchy) {
    Map<MethodRef, List<Guard>> acquiring = new HashMap<>();
    Map<MethodRef, List<Guard>> releasing = new HashMap<>();
    for (ClassSummary type : classes) {
      for (MethodSummary body : type.summaries()) {
        keep(acquiring, body, MethodSummary::acquired);
        keep(releasing, body, MethodSummary::released);
      }
    }
    Set<String> names = new HashSet<>();
    acquiring.keySet().forEach(method -> names.add(method.name()));
    releasing.keySet().forEach(method -> names.add(method.name()));
    return new LockWrappers(acquiring, releasing, names, hierarchy);
  }

  private static void keep(
      Map<MethodRef, List<Guard>> into,
      MethodSummary body,
      Function<MethodSummary, List<Guard>> which) {
    List<Guard> left = which.apply(body);
    if (left.isEmpty() || body.ref().isConstructor()) {
      return;
    }
    List<Guard> guards = new ArrayList<>(left.size());
    for (Guard guard : left) {
      boolean named = guard.lock().root() == Root.PARAM || guard.lock().root() == Root.GLOBAL;
      if (named && !isGivenUpMeanwhile(body, guard)) {
        guards.add(guard);
      }
    }
    if (!guards.isEmpty()) {
      into.put(body.ref(), List.copyOf(guards));
    }
  }

  /** Who gives a caller's lock back for a while, and takes it again, changes nothing for him. */
  private static boolean isGivenUpMeanwhile(MethodSummary body, Guard guard) {
    for (Guard given : body.released()) {
      for (Guard taken : body.acquired()) {
        if (given.sameLock(guard) && taken.sameLock(guard) && given.epoch() < taken.epoch()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the same ones, found by another view of the hierarchy. */
  public LockWrappers in(Hierarchy other) {
    return isEmpty() ? this : new LockWrappers(acquiring, releasing, names, other);
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return acquiring.isEmpty() && releasing.isEmpty();
  }

  /** Returns whether a class calls one of them that is not known, or known otherwise, to others. */
  public boolean isNewsTo(ClassSummary type, LockWrappers others) {
    for (MethodSummary body : type.summaries()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke && !isSame(invoke.target(), others)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isSame(MethodRef method, LockWrappers others) {
    boolean named = names.contains(method.name()) || others.names.contains(method.name());
    return !named
        || (acquiredBy(method).equals(others.acquiredBy(method))
            && releasedBy(method).equals(others.releasedBy(method)));
  }

  boolean knows(MethodRef method) {
    return !isEmpty() && (!acquiredBy(method).isEmpty() || !releasedBy(method).isEmpty());
  }

  List<Guard> acquiredBy(MethodRef method) {
    return find(acquiring, method);
  }

  List<Guard> releasedBy(MethodRef method) {
    return find(releasing, method);
  }

  private List<Guard> find(Map<MethodRef, List<Guard>> among, MethodRef named) {
    if (!names.contains(named.name())) {
      return List.of();
    }
    for (ClassRef type : hierarchy.lineage(named.owner())) {
      List<Guard> guards = among.get(named.in(type));
      if (guards != null) {
        return guards;
      }
    }
    return List.of();
  }
}

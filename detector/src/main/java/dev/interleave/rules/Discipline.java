package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.Location;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The guard that the users of a location agree on, who of them holds it, and who does not.
 *
 * @param guard its name, relative to the location's object
 * @param declared whether an annotation names it
 * @param guarded the accesses under it, one of each kind a body
 * @param bare the accesses that nothing keeps apart from those
 */
record Discipline(String guard, boolean declared, List<Access> guarded, List<Access> bare) {
  private static final int MOST_COMPARED = 200;

  /** Returns the discipline of a location; null when there is none. */
  static @Nullable Discipline of(Linked linked, Slot slot, List<Access> all) {
    if (all.stream().allMatch(access -> access.exclusive().isEmpty())) {
      return null;
    }
    List<Access> accesses = representatives(all);
    Set<String> promised = promised(linked, slot);
    String guard = mostUsed(linked, accesses, promised);
    if (guard == null) {
      return null;
    }
    List<Access> guarded = accesses.stream().filter(access -> isUnder(guard, access)).toList();
    List<Access> bare =
        accesses.stream()
            .filter(access -> !isUnder(guard, access))
            .filter(access -> guarded.stream().anyMatch(other -> mayClash(linked, access, other)))
            .toList();
    return new Discipline(guard, promised.contains(guard), guarded, bare);
  }

  /** Returns whether every change is made under the guard. */
  boolean coversAllWrites() {
    return bare.stream().noneMatch(access -> access.touch().kind().writes());
  }

  /** Returns whether more bodies keep to the guard than do not. */
  boolean isTheRule() {
    return bodies(guarded).size() > bodies(bare).size();
  }

  /** Returns the changes under the guard. */
  List<Access> guardedWrites() {
    return guarded.stream().filter(access -> access.touch().kind().writes()).toList();
  }

  static Set<MethodRef> bodies(List<Access> accesses) {
    Set<MethodRef> bodies = new HashSet<>();
    accesses.forEach(access -> bodies.add(access.body().ref()));
    return bodies;
  }

  private static boolean mayClash(Linked linked, Access bare, Access other) {
    return (bare.touch().kind().writes() || other.touch().kind().writes())
        && !linked.accesses().areApart(bare, other);
  }

  private static boolean isUnder(String guard, Access access) {
    return access.exclusive().contains(guard)
        || (!access.touch().kind().writes() && access.shared().contains(guard));
  }

  /** Of the accesses of one body that do the same under the same guards, the first. */
  private static List<Access> representatives(List<Access> all) {
    Map<List<Object>, Access> first = new LinkedHashMap<>();
    for (Access access : all) {
      // an object that came from nowhere may be this thread's own
      if (access.touch().location().path().root() != AccessPath.Root.UNKNOWN) {
        first.putIfAbsent(
            List.of(
                access.body().ref(), access.touch().kind(), access.exclusive(), access.shared()),
            access);
      }
    }
    return first.values().stream().limit(MOST_COMPARED).toList();
  }

  private static @Nullable String mostUsed(
      Linked linked, List<Access> accesses, Set<String> promised) {
    Map<String, Integer> uses = new TreeMap<>();
    for (Access access : accesses) {
      if (speaksFor(linked, access)) {
        for (String name : access.exclusive()) {
          int weight = promised.contains(name) ? MOST_COMPARED : 1;
          if (isOf(access.slot(), name) || weight > 1) {
            uses.merge(name, access.touch().kind().writes() ? weight + 1 : weight, Integer::sum);
          }
        }
      }
    }
    String best = null;
    int most = 0;
    for (Map.Entry<String, Integer> entry : uses.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }

  /** A guard that a supertype asks for, or that only a subclass takes, says nothing. */
  static boolean speaksFor(Linked linked, Access access) {
    ClassRef owner = access.slot().field().owner();
    ClassRef user = access.body().ref().owner();
    ClassRef nest = new ClassRef(user.outermost());
    Hierarchy hierarchy = linked.program().hierarchy();
    boolean ofOwner =
        owner.outermost().equals(nest.name())
            || !(hierarchy.isA(user, owner) || hierarchy.isA(nest, owner));
    return ofOwner && !linked.program().isConventional(access.body().ref());
  }

  /** A lock that is reached through a field guards what the field holds, and not the field. */
  static boolean isInside(Slot slot, String guard) {
    String inside = "own." + slot.field().name();
    return slot.kind() == Location.Kind.FIELD
        && (guard.equals(inside)
            || guard.startsWith(inside + ".")
            || guard.equals("some " + slot.field()));
  }

  /** A guard speaks for a location when it belongs to the same object or the same class. */
  private static boolean isOf(Slot slot, String guard) {
    ClassRef owner = slot.field().owner();
    return !isInside(slot, guard)
        && (guard.startsWith("own")
            || guard.startsWith("some " + owner.outermost())
            || guard.equals(owner.binaryName() + ".class"));
  }

  private static Set<String> promised(Linked linked, Slot slot) {
    Set<String> names = new HashSet<>();
    ClassRef owner = slot.field().owner();
    for (String lock : linked.program().guardsDeclaredFor(slot.field())) {
      names.add(lock.equals("this") ? "own" : "own." + lock);
      names.add(lock.equals("this") ? "some " + owner : "some " + owner + "." + lock);
      if (lock.endsWith(".class")) {
        names.add(owner.binaryName() + ".class");
      }
    }
    return names;
  }

  /** Returns the guard as the body of an access under it spells it. */
  String spelled(Linked linked, Access access) {
    MethodSummary body = access.body();
    List<String> names = new Wording(linked).guards(body, access.guards());
    for (Guard guard : access.guards().guards()) {
      String name = new Wording(linked).path(body, guard.lock());
      if (this.guard.equals("own." + name) || (this.guard.equals("own") && name.equals("this"))) {
        return "`" + name + "`";
      }
    }
    return names.isEmpty() ? "a lock" : names.get(0);
  }
}

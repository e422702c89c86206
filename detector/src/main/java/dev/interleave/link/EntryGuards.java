package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The guards that a method always starts with, because all who call it hold them: the greatest
 * solution over the call graph.
 */
final class EntryGuards {
  /** How the name of a lock begins of which only the kind is known: the class or the field. */
  static final String KIND = "some ";

  private static final int MOST_ROUNDS = 12;

  private final Program program;
  private final CallGraph graph;
  private final Ownership ownership;
  private final LockAliases aliases;
  private final boolean trustPublic;
  private final PerBody<GuardSet> known;

  /**
   * Makes a solver.
   *
   * @param trustPublic whether a method that anybody may call counts as called only by the callers
   *     at hand, when there are any
   */
  EntryGuards(
      Program program,
      CallGraph graph,
      Ownership ownership,
      LockAliases aliases,
      boolean trustPublic) {
    this.ownership = ownership;
    this.aliases = aliases;
    this.program = program;
    this.graph = graph;
    this.trustPublic = trustPublic;
    this.known = new PerBody<>(program);
  }

  /** Returns the guards of the bodies that have any. */
  PerBody<GuardSet> solve() {
    BitSet closed = new BitSet();
    Collection<MethodSummary> next = candidates(closed);
    for (int round = 0; !next.isEmpty() && round < MOST_ROUNDS; round++) {
      Map<Integer, MethodSummary> affected = new LinkedHashMap<>();
      for (MethodSummary body : next) {
        GuardSet now = fromCallers(body, closed);
        if (!Objects.equals(now, known.get(body))) {
          known.put(body, now);
          addCalled(affected, body, closed);
        }
      }
      next = affected.values();
    }
    next.forEach(body -> known.put(body, null));
    return known;
  }

  private void addCalled(Map<Integer, MethodSummary> to, MethodSummary body, BitSet closed) {
    for (CallSite site : graph.sites(body)) {
      MethodSummary callee = site.callee();
      if (callee != null && closed.get(callee.number())) {
        to.putIfAbsent(callee.number(), callee);
      }
    }
  }

  /** Returns the bodies that some caller runs under a guard, directly or from one of these. */
  private List<MethodSummary> candidates(BitSet closed) {
    List<MethodSummary> found = new ArrayList<>();
    Deque<MethodSummary> next = new ArrayDeque<>(graph.guarded());
    while (!next.isEmpty()) {
      MethodSummary body = next.poll();
      if (!closed.get(body.number()) && (trustPublic || !isOpen(program, body))) {
        closed.set(body.number());
        found.add(body);
        for (CallSite site : graph.sites(body)) {
          if (site.callee() != null && !closed.get(site.callee().number())) {
            next.add(site.callee());
          }
        }
      }
    }
    return found;
  }

  /** Returns whether code that is not at hand may call a method. */
  static boolean isOpen(Program program, MethodSummary body) {
    int access = body.access();
    if (Flags.has(access, Flags.PRIVATE) || Flags.has(access, Flags.SYNTHETIC)) {
      return false;
    }
    boolean visible = Flags.has(access, Flags.PUBLIC) || Flags.has(access, Flags.PROTECTED);
    return visible && (program.isPublic(body.ref().owner()) || isOfPublicType(program, body));
  }

  /** What a public type of the program declares, users call on objects of hidden classes, too. */
  private static boolean isOfPublicType(Program program, MethodSummary body) {
    ClassRef owner = body.ref().owner();
    return !Flags.has(body.access(), Flags.STATIC)
        && !body.ref().isConstructor()
        && program.hierarchy().lineage(owner).stream()
            .filter(type -> !type.equals(owner) && !program.isInner(type))
            .anyMatch(type -> program.declaration(body.ref().in(type)) != null);
  }

  /**
   * What all callers hold, each guard as the method reaches it; where they reach one lock by
   * different ways, at least which kind of lock it is.
   */
  private GuardSet fromCallers(MethodSummary body, BitSet closed) {
    GuardSet common = null;
    GuardSet kinds = null;
    for (CallSite site : graph.callers(body)) {
      GuardSet above = known.get(site.caller());
      boolean undecided = above == null && closed.get(site.caller().number());
      if (site.kind().isElsewhere()) {
        return GuardSet.NONE;
      }
      if (undecided
          || site.caller().number() == body.number()
          || isOnOwnObject(body, site)
          || (trustPublic && isUnusedForm(body, site))) {
        continue;
      }
      GuardSet held = above == null ? site.held() : site.held().plusAll(above);
      GuardSet mapped = toCallee(held, site);
      GuardSet kind = kinds(aliases.canonical(held), site);
      common = common == null ? mapped : common.join(mapped, Guard.AT_ENTRY, true);
      kinds = kinds == null ? kind : kinds.join(kind, Guard.AT_ENTRY, true);
      if (common.isEmpty() && kinds.isEmpty()) {
        return GuardSet.NONE;
      }
    }
    return common == null || kinds == null ? GuardSet.NONE : common.isEmpty() ? kinds : common;
  }

  /** A method that only passes on to another form of itself, and that nobody at hand calls. */
  private boolean isUnusedForm(MethodSummary body, CallSite site) {
    return graph.isByUnusedForm(site, body) && Callbacks.isInternal(site.caller().ref().owner());
  }

  /** A call on an object that nobody else knows yet needs no guard. */
  private boolean isOnOwnObject(MethodSummary body, CallSite site) {
    return !Flags.has(body.access(), Flags.STATIC)
        && !site.arguments().isEmpty()
        && site.kind() == CallSite.Kind.CALL
        && ownership.isOwned(site.caller(), site.arguments().get(0));
  }

  /** Guards that the callee cannot reach are kept under the caller's type of lock. */
  private GuardSet toCallee(GuardSet held, CallSite site) {
    List<Guard> mapped = new ArrayList<>();
    for (Guard guard : held.guards()) {
      AccessPath path = Frames.toCallee(guard.lock(), site.arguments());
      add(mapped, guard, path == null ? kind(guard, site) : program.resolve(path));
    }
    return GuardSet.of(mapped);
  }

  private GuardSet kinds(GuardSet held, CallSite site) {
    List<Guard> kinds = new ArrayList<>();
    held.guards().forEach(guard -> add(kinds, guard, kind(guard, site)));
    return GuardSet.of(kinds);
  }

  private static void add(List<Guard> guards, Guard guard, @Nullable AccessPath path) {
    if (path != null) {
      Guard its = new Guard(path, guard.mode(), Guard.AT_ENTRY);
      if (!guards.contains(its)) {
        guards.add(its);
      }
    }
  }

  /** Returns a lock as one of its kind, as accesses name it; null for one that nobody else sees. */
  private @Nullable AccessPath kind(Guard guard, CallSite site) {
    AccessPath lock = guard.lock();
    FieldRef field = lock.lastField();
    if (lock.root() == AccessPath.Root.NAMED) {
      return lock;
    }
    if (field != null) {
      return AccessPath.named(
          field.isOuter() ? KIND + new ClassRef(field.typeName()) : KIND + program.resolve(field));
    }
    if (lock.isParam(0)) {
      return AccessPath.named(KIND + site.caller().ref().owner());
    }
    return lock.root() == AccessPath.Root.FRESH ? null : AccessPath.named(KIND + "lock");
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.finding.Site;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls on which a thread gets from where it comes in to an inner method without a guard. */
final class Ways {
  private static final int MOST = 3;
  private static final int MOST_BODIES = 60;

  private final Linked linked;
  private final Slot slot;
  private final boolean ofAll;
  private final List<Set<String>> guards = new ArrayList<>();
  private int seen;

  /**
   * Makes a search.
   *
   * @param slot what is used at the end of the ways
   */
  private Ways(Linked linked, Slot slot) {
    this.linked = linked;
    this.slot = slot;
    this.ofAll = linked.program().isStatic(slot.field());
  }

  /** Adds to the places of a finding where a guard is missing, for what happens in a body. */
  static void add(Linked linked, List<Site> sites, MethodSummary body, Slot slot) {
    Set<Site> steps = new LinkedHashSet<>();
    for (List<CallSite> way : new Ways(linked, slot).to(body)) {
      steps.add(site(linked, way.get(0), "gets there from here"));
      way.stream().skip(1).forEach(on -> steps.add(site(linked, on, "and on from here")));
    }
    sites.addAll(steps);
  }

  private static Site site(Linked linked, CallSite call, String role) {
    return new Wording(linked).site(call.caller(), call.event(), role, call.held());
  }

  /** Returns whether threads may get to a body that uses a slot with no guard that all hold. */
  static boolean lead(Linked linked, MethodSummary body, Slot slot) {
    Ways ways = new Ways(linked, slot);
    return ways.comesInAt(body)
        || !ways.to(body).isEmpty()
        || ways.seen >= MOST_BODIES
        || ways.holdNothingInCommon();
  }

  private boolean holdNothingInCommon() {
    Set<String> common = new HashSet<>(guards.isEmpty() ? Set.of() : guards.get(0));
    guards.forEach(common::retainAll);
    return !guards.isEmpty() && common.isEmpty();
  }

  /** Returns the calls from where threads come in, outermost first; the shortest ways first. */
  private List<List<CallSite>> to(MethodSummary body) {
    List<List<CallSite>> found = new ArrayList<>();
    Map<Integer, List<CallSite>> ways = new HashMap<>(Map.of(body.number(), List.of()));
    Deque<MethodSummary> next = new ArrayDeque<>();
    if (!comesInAt(body)) {
      next.add(body);
    }
    while (!next.isEmpty() && found.size() < MOST && ways.size() < MOST_BODIES) {
      MethodSummary called = next.poll();
      for (CallSite call : linked.graph().callers(called)) {
        MethodSummary caller = call.caller();
        if (isBare(call) && !ways.containsKey(caller.number()) && found.size() < MOST) {
          List<CallSite> way = new ArrayList<>(List.of(call));
          way.addAll(ways.getOrDefault(called.number(), List.of()));
          ways.put(caller.number(), way);
          if (comesInAt(caller)) {
            found.add(way);
          } else {
            next.add(caller);
          }
        }
      }
    }
    seen = ways.size();
    return found;
  }

  private boolean comesInAt(MethodSummary body) {
    MethodRef method = body.ref();
    Threads threads = linked.threads();
    return threads.isOpen(method)
        || !threads.starts(method).isEmpty()
        || !threads.arrivals(method).isEmpty()
        || linked.graph().callers(body).stream().anyMatch(call -> call.kind().isElsewhere())
        || (linked.graph().callers(body).isEmpty() && threads.isReachable(method));
  }

  private boolean isBare(CallSite call) {
    if (call.kind().isElsewhere() || isOnOwnObject(call)) {
      return false;
    }
    Set<String> held = new HashSet<>();
    for (Guard guard : linked.accesses().guards(call.caller(), call.held()).guards()) {
      if (keepsApart(guard)) {
        held.add(guard.mode() + " " + name(call, guard.lock()));
      }
    }
    if (!held.isEmpty()) {
      guards.add(held);
    }
    return held.isEmpty();
  }

  /** Returns which sort of lock it is: what different methods reach by different paths. */
  private String name(CallSite call, AccessPath lock) {
    FieldRef field = lock.lastField();
    if (field != null && field.isOuter()) {
      return new ClassRef(field.typeName()).toString();
    }
    return field != null
        ? linked.program().resolve(field).toString()
        : lock.isParam(0) ? call.caller().ref().owner().toString() : lock.toString();
  }

  /** Locks of single objects do not guard what there is once in a program. */
  private boolean keepsApart(Guard guard) {
    AccessPath lock = guard.lock();
    boolean single =
        lock.root() == AccessPath.Root.GLOBAL
            || (lock.root() == AccessPath.Root.NAMED && !lock.label().startsWith("some "));
    return guard.mode() != Guard.Mode.ENTRY && (single || !ofAll);
  }

  /** The object that the slot is part of is one that nobody else knows yet. */
  private boolean isOnOwnObject(CallSite call) {
    ClassRef owner = call.target().owner();
    return !ofAll
        && call.kind() == CallSite.Kind.CALL
        && !call.target().isConstructor()
        && !call.arguments().isEmpty()
        && linked.program().hierarchy().isA(owner, slot.field().owner())
        && linked.ownership().isOwned(call.caller(), call.arguments().get(0));
  }
}

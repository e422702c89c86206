package dev.interleave.rules;

import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is assumed of those who call a method, and of the thread that they do it on. */
final class Callers {
  private static final int MOST = 30;

  private final Linked linked;
  private final SlotUsers users;
  private final Map<Slot, Map<MethodRef, Boolean>> reachedBare = new HashMap<>();

  Callers(Linked linked, SlotUsers users) {
    this.linked = linked;
    this.users = users;
  }

  List<String> of(MethodRef method, Slot slot) {
    List<String> assumptions = new ArrayList<>(1);
    boolean unknown =
        linked.graph().callers(method).isEmpty()
            && !linked.threads().isReachable(method)
            && linked.threads().starts(method).isEmpty()
            && linked.threads().arrivals(method).isEmpty();
    if (unknown) {
      assumptions.add("somebody calls " + Wording.method(method) + " at all");
    } else if (!isReachedBare(method, slot)) {
      assumptions.add("somebody gets to " + Wording.method(method) + " without a lock");
    } else if (isHook(method)) {
      assumptions.add("who calls " + Wording.method(method) + " holds no lock for it");
    } else if (users.areUnguarded(slot) && isLockedBySubclass(method)) {
      assumptions.add("it is used without the subclass that holds a lock for it");
    }
    if (linked.accesses().loops().owns(slot.field()) && users.areUnguarded(slot)) {
      assumptions.add(
          Wording.method(method)
              + " runs outside the event loop whose tasks work on `"
              + slot.field().name()
              + "`");
    }
    return assumptions;
  }

  private boolean isReachedBare(MethodRef method, Slot slot) {
    return reachedBare
        .computeIfAbsent(slot, s -> new HashMap<>(2))
        .computeIfAbsent(
            method,
            m -> {
              MethodSummary body = linked.program().body(m);
              return body == null || Ways.lead(linked, body, slot);
            });
  }

  /** A library calls from its own methods what it lets subclasses override for it alone. */
  private boolean isHook(MethodRef method) {
    MethodSummary body = linked.program().body(method);
    List<ClassRef> above = linked.program().hierarchy().lineage(method.owner());
    return body != null
        && Flags.has(body.access(), Flags.PROTECTED)
        && !method.isConstructor()
        && linked.graph().callers(method).isEmpty()
        && above.stream().skip(1).allMatch(type -> isUndeclared(method.in(type)))
        && above.stream()
            .skip(1)
            .anyMatch(
                type ->
                    linked.program().type(type) == null && !type.name().equals("java/lang/Object"));
  }

  private boolean isUndeclared(MethodRef method) {
    return linked.program().declaration(method) == null;
  }

  /**
   * Returns whether a subclass overrides a way into a method in order to hold a lock around it: the
   * class leaves the locking to those who need it.
   */
  private boolean isLockedBySubclass(MethodRef method) {
    Set<MethodRef> seen = new HashSet<>(Set.of(method));
    Deque<MethodRef> next = new ArrayDeque<>(seen);
    while (!next.isEmpty() && seen.size() < MOST) {
      MethodRef called = next.poll();
      for (CallSite site : linked.graph().callers(called)) {
        if (isOverridden(site, called) && !site.held().isEmpty()) {
          return true;
        }
        MethodRef caller = site.caller().ref();
        if (site.isOn(0) && caller.owner().equals(called.owner()) && seen.add(caller)) {
          next.add(caller);
        }
      }
    }
    return false;
  }

  private boolean isOverridden(CallSite site, MethodRef called) {
    MethodRef caller = site.caller().ref();
    return site.isOn(0)
        && caller.name().equals(called.name())
        && !caller.owner().equals(called.owner())
        && linked.program().hierarchy().isA(caller.owner(), called.owner());
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.finding.Site;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.model.AccessPath;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls on which a thread gets from where it comes in to an inner method without a guard. */
final class Ways {
  private static final int MOST = 3;
  private static final int MOST_BODIES = 60;

  private final Linked linked;
  private final boolean forAll;
  private int seen;

  /**
   * Makes a search.
   *
   * @param forAll whether only the locks that there are once in a program count as guards
   */
  private Ways(Linked linked, boolean forAll) {
    this.linked = linked;
    this.forAll = forAll;
  }

  /** Adds to the places of a finding where a guard is missing, for what happens in a body. */
  static void add(Linked linked, List<Site> sites, MethodSummary body) {
    List<List<CallSite>> found = new Ways(linked, false).to(body);
    for (List<CallSite> way : found) {
      boolean whole = way == found.get(0);
      for (CallSite call : whole ? way : way.subList(0, 1)) {
        String role = call == way.get(0) ? "gets there from here" : "and on from here";
        sites.add(new Wording(linked).site(call.caller(), call.event(), role, call.held()));
      }
    }
  }

  /** Returns whether a thread may get to a body that uses a slot without any guard for it. */
  static boolean lead(Linked linked, MethodSummary body, Slot slot) {
    Ways ways = new Ways(linked, linked.program().isStatic(slot.field()));
    return ways.comesInAt(body) || !ways.to(body).isEmpty() || ways.seen >= MOST_BODIES;
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
    return !call.kind().isElsewhere()
        && linked.accesses().guards(call.caller(), call.held()).guards().stream()
            .noneMatch(this::keepsApart)
        && !(!forAll
            && call.kind() == CallSite.Kind.CALL
            && !call.target().isConstructor()
            && call.arguments().size() > 0
            && linked.ownership().isOwned(call.caller(), call.arguments().get(0)));
  }

  private boolean keepsApart(Guard guard) {
    AccessPath lock = guard.lock();
    boolean single =
        lock.root() == AccessPath.Root.GLOBAL
            || (lock.root() == AccessPath.Root.NAMED && !lock.label().startsWith("some "));
    return guard.mode() != Guard.Mode.ENTRY && (single || !forAll);
  }
}

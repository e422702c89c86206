package dev.interleave.rules;

import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** For whom a program is made: for one thread, or for any number of them. */
final class Audience {
  private static final int FEW = 100;

  private Audience() {}

  /**
   * A library is for programs of any number of threads; a program with a main method, of which next
   * to nothing locks or starts a thread, is made for one.
   */
  static boolean isManyThreads(Linked linked) {
    return linked.program().bodies().stream().noneMatch(MethodSummary::isMain) || isAware(linked);
  }

  /** Returns whether nobody but a main method, itself or through others, calls a body. */
  static boolean isCommand(Linked linked, MethodSummary body) {
    return isOfMain(linked, body, false);
  }

  /** Returns whether main methods alone get to a body, and on no way that is open to others. */
  static boolean isOfMainAlone(Linked linked, MethodSummary body) {
    return isOfMain(linked, body, true);
  }

  private static boolean isOfMain(Linked linked, MethodSummary body, boolean alone) {
    Set<MethodSummary> seen = new HashSet<>(Set.of(body));
    Deque<MethodSummary> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      MethodSummary here = next.poll();
      List<CallSite> callers = linked.graph().callers(here.ref());
      boolean open = alone && linked.threads().isOpen(here.ref()) && !isOfTool(linked, here);
      if ((callers.isEmpty() || open) && !here.isMain()) {
        return false;
      }
      for (CallSite site : callers) {
        if (site.kind().isElsewhere()) {
          return false;
        }
        if (seen.add(site.caller())) {
          next.add(site.caller());
        }
      }
    }
    return true;
  }

  /** What stands beside a main method is there for it, be it public or not. */
  private static boolean isOfTool(Linked linked, MethodSummary body) {
    ClassSummary type = linked.program().type(body.ref().owner());
    return type != null && type.summaries().stream().anyMatch(MethodSummary::isMain);
  }

  private static boolean isAware(Linked linked) {
    int classes = linked.program().classes().size();
    Set<ClassRef> aware = new HashSet<>();
    for (MethodSummary body : linked.program().bodies()) {
      if (aware.size() * FEW >= classes) {
        return true;
      }
      if (locks(body)
          || !linked.threads().starts(body.ref()).isEmpty()
          || (!linked.threads().arrivals(body.ref()).isEmpty() && isStateful(linked, body))) {
        aware.add(body.ref().owner());
      }
    }
    return aware.size() * FEW >= classes;
  }

  /** What has nothing that changes does for one thread what it does for many. */
  private static boolean isStateful(Linked linked, MethodSummary body) {
    ClassSummary type = linked.program().type(body.ref().owner());
    return type != null
        && type.fields().stream().anyMatch(field -> !Flags.has(field.access(), Flags.FINAL));
  }

  private static boolean locks(MethodSummary body) {
    if (Flags.has(body.access(), Flags.SYNCHRONIZED)) {
      return true;
    }
    for (Event event : body.events()) {
      if (!event.held().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}

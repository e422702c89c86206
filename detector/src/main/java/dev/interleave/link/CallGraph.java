package dev.interleave.link;

import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who runs whom, on which thread and under which guards; virtual calls by class hierarchy. */
public final class CallGraph {
  private final Map<MethodRef, List<CallSite>> callers;
  private final Map<MethodRef, List<CallSite>> sites;
  private final List<MethodRef> guarded;
  private final List<MethodSummary> holding;

  /** Most questions are about one body many times in a row. */
  private @Nullable MethodRef lastCaller;

  private List<CallSite> lastSites = List.of();

  CallGraph(
      Map<MethodRef, List<CallSite>> callers,
      Map<MethodRef, List<CallSite>> sites,
      List<MethodRef> guarded,
      List<MethodSummary> holding) {
    this.callers = callers;
    this.sites = sites;
    this.guarded = guarded;
    this.holding = holding;
  }

  static CallGraph of(Program program, Targets targets) {
    return new Wiring(program, targets).graph();
  }

  /** Returns the ways by which a method is run. */
  public List<CallSite> callers(MethodRef method) {
    return callers.getOrDefault(method, List.of());
  }

  /** Returns the methods that some body runs under a guard, in the order of the program. */
  List<MethodRef> guarded() {
    return guarded;
  }

  /**
   * Returns the bodies that take or hold a guard somewhere, or run something under one, in the
   * order of the program.
   */
  public List<MethodSummary> holding() {
    return holding;
  }

  /** Returns what a body runs, in the order of its code. */
  public List<CallSite> sites(MethodRef caller) {
    if (lastCaller == null || !caller.equals(lastCaller)) {
      lastSites = sites.getOrDefault(caller, List.of());
      lastCaller = caller;
    }
    return lastSites;
  }

  /** Returns what an event of a body runs. */
  public List<CallSite> sites(MethodRef caller, Event event) {
    List<CallSite> all = sites(caller);
    if (all.isEmpty()) {
      return all;
    }
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).event().step() < event.step()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    while (end < all.size() && all.get(end).event().step() == event.step()) {
      end++;
    }
    return all.subList(low, end);
  }
}

package dev.interleave.link;

import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Map;

/** Who runs whom, on which thread and under which guards; virtual calls by class hierarchy. */
public final class CallGraph {
  private final Program program;
  private final Edges edges;
  private final List<MethodSummary> guarded;
  private final List<MethodSummary> holding;

  /**
   * The calls, from both ends.
   *
   * @param callers of bodies
   * @param others the callers of methods that have no body here
   * @param sites in bodies
   */
  record Edges(
      PerBody<List<CallSite>> callers,
      Map<MethodRef, List<CallSite>> others,
      PerBody<List<CallSite>> sites) {}

  CallGraph(
      Program program, Edges edges, List<MethodSummary> guarded, List<MethodSummary> holding) {
    this.program = program;
    this.edges = edges;
    this.guarded = guarded;
    this.holding = holding;
  }

  static CallGraph of(Program program, Targets targets) {
    return new Wiring(program, targets).graph();
  }

  /** Returns the ways by which a method is run. */
  public List<CallSite> callers(MethodRef method) {
    MethodSummary body = program.body(method);
    return body == null ? edges.others().getOrDefault(method, List.of()) : callers(body);
  }

  /** Returns the ways by which a body is run. */
  public List<CallSite> callers(MethodSummary body) {
    return edges.callers().get(body, List.of());
  }

  /** Returns whether a body is called by another form of its method that nobody at hand calls. */
  boolean isByUnusedForm(CallSite site, MethodSummary body) {
    MethodRef caller = site.caller().ref();
    return caller.owner().equals(body.ref().owner())
        && caller.name().equals(body.ref().name())
        && !caller.equals(body.ref())
        && callers(site.caller()).isEmpty();
  }

  /** Returns the bodies that some body runs under a guard, in the order of the program. */
  List<MethodSummary> guarded() {
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
  public List<CallSite> sites(MethodSummary caller) {
    return edges.sites().get(caller, List.of());
  }

  /** Returns what a method runs, in the order of its code. */
  List<CallSite> sites(MethodRef caller) {
    MethodSummary body = program.body(caller);
    return body == null ? List.of() : sites(body);
  }

  /** Returns what an event of a body runs. */
  public List<CallSite> sites(MethodSummary caller, Event event) {
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

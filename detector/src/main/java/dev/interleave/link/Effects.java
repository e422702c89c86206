package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;

/**
 * What a body reads and writes, its callees included: which reads its result rests on, and which
 * writes it makes, bottom-up over the call graph. Recursive calls count for nothing.
 */
public final class Effects {
  private static final int MOST = 16;
  private static final int DEEPEST = 4;

  private final CallGraph graph;
  private final PerBody<Exports> known;

  /** What a body's callers get to see. */
  private record Exports(List<Effect> results, List<Effect> writes) {
    static final Exports NONE = new Exports(List.of(), List.of());
  }

  Effects(Program program, CallGraph graph) {
    this.graph = graph;
    this.known = new PerBody<>(program);
  }

  private Exports exports(CallSite site) {
    MethodSummary body = site.callee();
    if (body == null) {
      return Exports.NONE;
    }
    Exports before = known.get(body);
    if (before != null) {
      return before;
    }
    known.put(body, Exports.NONE);
    Exports result = compute(body);
    known.put(body, result);
    return result;
  }

  private Exports compute(MethodSummary body) {
    List<Effect> results = new ArrayList<>();
    List<Effect> writes = new ArrayList<>();
    for (Event event : body.events()) {
      if (body.resultSources().contains(event.step())) {
        keep(results, reads(body, event));
      }
      for (Effect write : writes(body, event)) {
        if (!isDecidedHere(body, event, write)) {
          keep(writes, List.of(write));
        }
      }
    }
    return results.isEmpty() && writes.isEmpty()
        ? Exports.NONE
        : new Exports(List.copyOf(results), List.copyOf(writes));
  }

  /**
   * A write that rests on a read of the same location in this body is this body's update; what
   * callers looked at before does not matter then.
   */
  private boolean isDecidedHere(MethodSummary body, Event write, Effect effect) {
    Sources sources = write.control().union(dataSources(write, effect));
    if (sources.isEmpty()) {
      return false;
    }
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) != write.step() && readsAt(body, sources.get(i), effect.location())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a step of a body reads a location. */
  boolean readsAt(MethodSummary body, int step, Location location) {
    for (Event event : body.at(step)) {
      for (Effect read : reads(body, event)) {
        if (read.location().overlaps(location)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns what the value of a write depends on, in the body that makes or calls it. */
  static Sources dataSources(Event event, Effect write) {
    if (write.calls().isEmpty()) {
      Touch touch = write.touch();
      return touch.value() == null ? Sources.NONE : touch.value().sources();
    }
    return argumentSources(write.calls().get(0), write.through());
  }

  private static void keep(List<Effect> into, List<Effect> from) {
    for (Effect effect : from) {
      Root root = effect.location().path().root();
      if ((root == Root.PARAM || root == Root.GLOBAL)
          && into.size() < MOST
          && effect.calls().size() < DEEPEST) {
        into.add(effect);
      }
    }
  }

  /** Returns the reads behind the value of an event. */
  public List<Effect> reads(MethodSummary body, Event event) {
    if (event.action() instanceof Touch touch) {
      return touch.kind().reads() ? List.of(direct(body, event, touch)) : List.of();
    }
    List<Effect> all = List.of();
    for (CallSite site : called(body, event)) {
      List<Effect> results = exports(site).results();
      all = all.isEmpty() && !results.isEmpty() ? new ArrayList<>() : all;
      for (Effect effect : results) {
        lift(all, site, effect);
      }
    }
    return all;
  }

  /** Returns the writes that an event makes. */
  public List<Effect> writes(MethodSummary body, Event event) {
    if (event.action() instanceof Touch touch) {
      return touch.kind().writes() ? List.of(direct(body, event, touch)) : List.of();
    }
    List<Effect> all = List.of();
    for (CallSite site : called(body, event)) {
      if (!site.target().isConstructor()) {
        List<Effect> writes = exports(site).writes();
        all = all.isEmpty() && !writes.isEmpty() ? new ArrayList<>() : all;
        for (Effect effect : writes) {
          lift(all, site, effect);
        }
      }
    }
    return all;
  }

  /** Returns what a task does to the objects that it was handed, reads and writes. */
  List<Effect> through(CallSite site) {
    List<Effect> all = new ArrayList<>();
    MethodSummary body = site.callee();
    if (body != null) {
      for (Event event : body.events()) {
        List<Effect> here = writes(body, event);
        for (Effect effect : here.isEmpty() ? reads(body, event) : here) {
          lift(all, site, effect);
        }
      }
    }
    return all;
  }

  /** Returns what a task does that code hands over which a body runs, in the body's paths. */
  List<Effect> through(CallSite outer, CallSite inner) {
    List<Effect> all = new ArrayList<>();
    through(inner).forEach(effect -> lift(all, outer, effect));
    return all;
  }

  private List<CallSite> called(MethodSummary body, Event event) {
    if (event.action() instanceof Invoke invoke
        && invoke.effect() == null
        && invoke.target().owner().name().startsWith("java/")) {
      return List.of();
    }
    List<CallSite> sites = graph.sites(body, event);
    if (sites.size() > 3) {
      return List.of();
    }
    for (CallSite site : sites) {
      if (site.kind().isElsewhere()) {
        return sites.stream().filter(other -> !other.kind().isElsewhere()).toList();
      }
    }
    return sites;
  }

  static Effect direct(MethodSummary body, Event event, Touch touch) {
    Sources sources = event.control();
    if (touch.value() != null) {
      sources = sources.union(touch.value().sources());
    }
    Sources parameters = sources.below(body.parameters());
    return new Effect(
        touch.location(),
        touch,
        body.ref(),
        event,
        event.held(),
        parameters,
        Sources.NONE,
        List.of());
  }

  private static void lift(List<Effect> into, CallSite site, Effect effect) {
    Location location = Frames.toCaller(effect.location(), site.arguments());
    if (location == null || into.size() >= MOST) {
      return;
    }
    int step = site.event().step();
    GuardSet inner = Frames.toCaller(effect.guards(), site.arguments(), step);
    List<CallSite> calls = new ArrayList<>();
    calls.add(site);
    calls.addAll(effect.calls());
    if (Frames.ruleOut(calls, effect.event())) {
      return;
    }
    into.add(
        new Effect(
            location,
            effect.touch(),
            effect.origin(),
            effect.event(),
            site.carried().plusAll(inner),
            lifted(site, effect.parameters()),
            effect.parameters(),
            calls));
  }

  private static Sources lifted(CallSite site, Sources parameters) {
    Sources sources = site.event().control().union(argumentSources(site, parameters));
    return sources.below(site.caller().parameters());
  }

  /** Returns what the arguments for some parameters depend on, in the caller. */
  static Sources argumentSources(CallSite site, Sources parameters) {
    Sources sources = Sources.NONE;
    if (site.kind() == CallSite.Kind.CALL && site.event().action() instanceof Invoke invoke) {
      List<Operand> operands = invoke.operands();
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) < operands.size()) {
          sources = sources.union(operands.get(parameters.get(i)).sources());
        }
      }
    }
    return sources;
  }
}

package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.model.AccessPath;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Reach;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who uses which files, rows and entries, callees included. */
public final class Outside {
  private static final int MOST = 24;
  private static final int DEEPEST = 4;
  private static final int TARGETS = 3;

  private final Program program;
  private final CallGraph graph;
  private final Set<MethodRef> reaching = new HashSet<>();
  private final Map<MethodRef, List<Use>> known = new HashMap<>();
  private final List<MethodSummary> bodies = new ArrayList<>();
  private final Statements statements;

  Outside(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    this.statements = new Statements(program);
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Reach) {
          spread(body.ref(), 0);
          break;
        }
      }
    }
    for (MethodSummary body : program.bodies()) {
      if (reaching.contains(body.ref())) {
        bodies.add(body);
        of(body);
      }
    }
  }

  private void spread(MethodRef method, int depth) {
    if (depth <= DEEPEST && reaching.add(method)) {
      for (CallSite site : graph.callers(method)) {
        if (!site.kind().isElsewhere()) {
          spread(site.caller().ref(), depth + 1);
        }
      }
    }
  }

  /** Returns the bodies that use anything, in a fixed order. */
  public List<MethodSummary> bodies() {
    return bodies;
  }

  /** Returns what a body uses, itself or by calls, in the order of the code. */
  public List<Use> of(MethodSummary body) {
    if (!reaching.contains(body.ref())) {
      return List.of();
    }
    List<Use> before = known.get(body.ref());
    if (before != null) {
      return before;
    }
    known.put(body.ref(), List.of());
    List<Use> all = new ArrayList<>();
    for (Event event : body.events()) {
      if (event.action() instanceof Reach reach) {
        all.add(direct(body, event, reach));
      } else if (event.action() instanceof Invoke) {
        lift(body, event, all);
      }
    }
    List<Use> result = List.copyOf(all);
    known.put(body.ref(), result);
    return result;
  }

  /** Returns whether a body may give its callers what has that name. */
  public boolean handsOut(MethodSummary body, Term name) {
    return body.spelled().getOrDefault(MethodSummary.RESULT, List.of()).stream()
        .anyMatch(result -> expand(result, 0).equals(name));
  }

  private Term told(OutsideCall call, Term name) {
    return call.medium() == OutsideCall.Medium.ROW ? statements.in(name) : name;
  }

  private Use direct(MethodSummary body, Event event, Reach reach) {
    return new Use(
        reach.call(),
        told(reach.call(), expand(reach.name(), 0)),
        reach.second() == null ? null : expand(reach.second(), 0),
        reach.value(),
        true,
        body.ref(),
        event,
        event.held(),
        List.of());
  }

  private void lift(MethodSummary body, Event event, List<Use> into) {
    List<CallSite> sites = graph.sites(body, event);
    boolean isKnown = body.at(event.step()).stream().anyMatch(e -> e.action() instanceof Reach);
    if (sites.size() > TARGETS || isKnown) {
      return;
    }
    for (CallSite site : sites) {
      MethodSummary callee = site.callee();
      if (callee != null && !site.kind().isElsewhere() && reaching.contains(site.target())) {
        List<Term> arguments = arguments(body, site);
        for (Use use : of(callee)) {
          if (into.size() < MOST && use.calls().size() < DEEPEST) {
            into.add(lifted(site, callee, use, arguments));
          }
        }
      }
    }
  }

  private Use lifted(CallSite site, MethodSummary callee, Use use, List<Term> arguments) {
    GuardSet inner = Frames.toCaller(use.guards(), site.arguments(), site.event().step());
    List<CallSite> calls = new ArrayList<>();
    calls.add(site);
    calls.addAll(use.calls());
    Sources parameters = use.value().below(callee.parameters());
    Term second = use.second();
    return new Use(
        use.call(),
        told(use.call(), use.name().with(arguments)),
        second == null ? null : second.with(arguments),
        Effects.argumentSources(site, parameters),
        use.reaches() && callee.resultSources().contains(use.step()),
        use.origin(),
        use.event(),
        site.held().plusAll(inner),
        List.copyOf(calls));
  }

  private List<Term> arguments(MethodSummary body, CallSite site) {
    List<Term> spelled =
        site.kind() == CallSite.Kind.CALL
            ? body.spelled().getOrDefault(site.event().step(), List.of())
            : List.of();
    List<Term> all = new ArrayList<>();
    if (!spelled.isEmpty()) {
      spelled.forEach(term -> all.add(expand(term, 0)));
    } else {
      site.arguments().forEach(path -> all.add(Term.of(path)));
    }
    return all;
  }

  /** Puts the result of a method in the place of its call. */
  private Term expand(Term term, int depth) {
    if (depth > DEEPEST || term.parts().isEmpty()) {
      return term;
    }
    List<Term> parts = new ArrayList<>();
    term.parts().forEach(part -> parts.add(expand(part, depth)));
    MethodRef method = term.method();
    MethodRef found = method == null ? null : program.find(method);
    MethodSummary body = found == null ? null : program.body(found);
    if (body != null) {
      List<Term> result = body.spelled().getOrDefault(MethodSummary.RESULT, List.of());
      AccessPath path = body.result();
      if (!result.isEmpty() && result.get(0).isKnown()) {
        return expand(result.get(0), depth + 1).with(parts);
      }
      if (path != null && Term.of(path).isKnown()) {
        return Term.of(path).with(parts);
      }
    }
    return new Term(term.kind(), term.label(), term.path(), method, List.copyOf(parts));
  }
}

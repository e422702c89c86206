package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Local objects that a body hands to several threads, or to one that it goes on beside, and what
 * these run on them.
 */
final class SharedLocals {
  private final Program program;
  private final CallGraph graph;
  private final HandingTexts texts;
  private final Starters starters;
  private final List<Run> all = new ArrayList<>();

  /** A body that threads run on an object of the body that started them. */
  record Run(MethodSummary body, Start start) {}

  /**
   * An object among what is handed over.
   *
   * @param path how the code that gets it reaches it
   */
  private record Handed(CallSite site, AccessPath path) {}

  SharedLocals(Program program, CallGraph graph, HandingTexts texts, Starters starters) {
    this.program = program;
    this.graph = graph;
    this.texts = texts;
    this.starters = starters;
  }

  List<Run> all() {
    for (MethodSummary body : program.bodies()) {
      Map<Integer, List<Handed>> objects = new TreeMap<>();
      for (CallSite site : graph.sites(body)) {
        if (site.kind().isSpawn() && site.captured() != null && site.callee() != null) {
          collect(body, site, objects);
        }
      }
      objects.forEach((made, handed) -> runs(body, AccessPath.fresh(made), handed));
    }
    return all;
  }

  /** A thread itself runs but once. */
  private void collect(MethodSummary body, CallSite site, Map<Integer, List<Handed>> objects) {
    List<AccessPath> captured = site.arguments();
    for (int i = 0; i < captured.size(); i++) {
      AccessPath path = captured.get(i);
      boolean itself = i == 0 && program.hierarchy().isA(site.target().owner(), Threads.THREAD);
      if (!itself && isMadeOnce(body, path)) {
        note(objects, path, new Handed(site, AccessPath.param(i)));
      }
    }
    if (!captured.isEmpty() && captured.get(0).root() == Root.FRESH) {
      collectKept(body, site, captured.get(0), objects);
    }
  }

  private static void note(Map<Integer, List<Handed>> objects, AccessPath object, Handed how) {
    objects.computeIfAbsent(object.number(), n -> new ArrayList<>(1)).add(how);
  }

  /** What a task is made with, and keeps in a field, is handed over with it. */
  private void collectKept(
      MethodSummary body, CallSite site, AccessPath task, Map<Integer, List<Handed>> objects) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke made && made.makes(task)) {
        MethodSummary constructor = program.body(made.target());
        for (Keeping kept : constructor == null ? List.<Keeping>of() : Keeping.of(constructor)) {
          AccessPath path = made.operands().get(kept.operand()).path();
          if (isMadeOnce(body, path)) {
            note(objects, path, new Handed(site, kept.field()));
          }
        }
      }
    }
  }

  /** Returns whether an object of the program's own is made, and not another one in each round. */
  private boolean isMadeOnce(MethodSummary body, AccessPath path) {
    String type = body.created().getOrDefault(path.number(), "");
    return path.root() == Root.FRESH
        && path.isBare()
        && program.type(new ClassRef(type)) != null
        && !Spawns.isMadeAgain(body, path);
  }

  private void runs(MethodSummary body, AccessPath object, List<Handed> handed) {
    Map<Integer, List<CallSite>> byCallee = new TreeMap<>();
    for (Handed one : handed) {
      MethodSummary task = one.site().callee();
      if (task != null && !task.ref().isLambda() && one.path().isParam(0)) {
        byCallee.computeIfAbsent(task.number(), n -> new ArrayList<>(1)).add(one.site());
      }
      for (CallSite call : task == null ? List.<CallSite>of() : graph.sites(task)) {
        MethodSummary callee = call.callee();
        if (callee != null && call.isOn(one.path())) {
          byCallee.computeIfAbsent(callee.number(), n -> new ArrayList<>(1)).add(one.site());
        }
      }
    }
    byCallee.forEach((number, sites) -> several(body, object, program.body(number), sites));
  }

  private void several(
      MethodSummary body, AccessPath object, MethodSummary callee, List<CallSite> sites) {
    for (CallSite first : sites) {
      if (first.isSeveralInOne()) {
        all.add(new Run(callee, start(first, "", true)));
        return;
      }
    }
    for (CallSite first : sites) {
      for (CallSite second : sites) {
        if (Spawns.areBoth(first, second)) {
          String place = program.place(body.ref(), second.event().span()).shortForm();
          all.add(new Run(callee, start(first, ", and another at " + place, true)));
          return;
        }
      }
    }
    sites.stream()
        .filter(site -> starters.usesMeanwhile(site, object))
        .findFirst()
        .ifPresent(site -> all.add(new Run(callee, start(site, "", false))));
  }

  private Start start(CallSite site, String more, boolean many) {
    return new Start(site.target(), texts.of(site) + more, many, null, "", true, site);
  }
}

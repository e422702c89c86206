package dev.interleave.link;

import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Local objects that a body hands to several threads, and what these run on them. */
final class SharedLocals {
  private final Program program;
  private final CallGraph graph;
  private final HandingTexts texts;
  private final List<Run> all = new ArrayList<>();

  /** A body that threads run on an object of the body that started them. */
  record Run(MethodSummary body, Start start) {}

  /** An object among what is handed over. */
  private record Handed(CallSite site, int number) {}

  SharedLocals(Program program, CallGraph graph, HandingTexts texts) {
    this.program = program;
    this.graph = graph;
    this.texts = texts;
  }

  List<Run> all() {
    for (MethodSummary body : program.bodies()) {
      Map<Integer, List<Handed>> objects = new TreeMap<>();
      for (CallSite site : graph.sites(body)) {
        if (site.kind().isSpawn() && site.captured() != null && site.callee() != null) {
          collect(body, site, objects);
        }
      }
      objects.values().forEach(handed -> runs(body, handed));
    }
    return all;
  }

  private void collect(MethodSummary body, CallSite site, Map<Integer, List<Handed>> objects) {
    List<AccessPath> captured = site.arguments();
    for (int i = 0; i < captured.size(); i++) {
      AccessPath path = captured.get(i);
      if (path.root() == Root.FRESH && path.isBare() && isMadeOnce(body, path)) {
        objects.computeIfAbsent(path.number(), n -> new ArrayList<>(1)).add(new Handed(site, i));
      }
    }
  }

  /** Returns whether an object of the program's own is made, and not another one in each round. */
  private boolean isMadeOnce(MethodSummary body, AccessPath path) {
    String type = body.created().getOrDefault(path.number(), "");
    return program.type(new ClassRef(type)) != null && !Spawns.isMadeAgain(body, path);
  }

  private void runs(MethodSummary body, List<Handed> handed) {
    Map<Integer, List<CallSite>> byCallee = new TreeMap<>();
    for (Handed one : handed) {
      MethodSummary task = one.site().callee();
      if (task != null && !task.ref().isLambda() && one.number() == 0) {
        byCallee.computeIfAbsent(task.number(), n -> new ArrayList<>(1)).add(one.site());
      }
      for (CallSite call : task == null ? List.<CallSite>of() : graph.sites(task)) {
        MethodSummary callee = call.callee();
        if (callee != null && call.isOn(one.number())) {
          byCallee.computeIfAbsent(callee.number(), n -> new ArrayList<>(1)).add(one.site());
        }
      }
    }
    byCallee.forEach((number, sites) -> several(body, program.body(number), sites));
  }

  private void several(MethodSummary body, MethodSummary callee, List<CallSite> sites) {
    for (CallSite first : sites) {
      if (first.kind().areMany()) {
        all.add(new Run(callee, start(first, "")));
        return;
      }
    }
    for (CallSite first : sites) {
      for (CallSite second : sites) {
        if (Spawns.areBoth(first, second)) {
          String place = program.place(body.ref(), second.event().span()).shortForm();
          all.add(new Run(callee, start(first, ", and another at " + place)));
          return;
        }
      }
    }
  }

  private Start start(CallSite site, String more) {
    return new Start(site.target(), texts.of(site) + more, true, null, "", site);
  }
}

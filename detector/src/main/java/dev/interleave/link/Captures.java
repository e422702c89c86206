package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.Captured.Use;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds local collections that lambdas carry to other threads. */
final class Captures {
  private final Program program;
  private final CallGraph graph;
  private final Effects effects;

  Captures(Program program, CallGraph graph, Effects effects) {
    this.program = program;
    this.graph = graph;
    this.effects = effects;
  }

  List<Captured> all() {
    List<Captured> all = new ArrayList<>();
    for (MethodSummary body : program.bodies()) {
      Map<Integer, Captured> found = new TreeMap<>();
      for (CallSite site : graph.sites(body)) {
        if (site.kind().isSpawn()) {
          task(body, site, found);
        } else if (site.isOfEach() && site.callee() != null) {
          graph.sites(site.callee()).stream()
              .filter(inner -> inner.kind().isSpawn())
              .forEach(inner -> taskOfEach(body, site, inner, found));
        }
      }
      found.values().forEach(captured -> own(captured));
      all.addAll(found.values());
    }
    return all;
  }

  private void task(MethodSummary body, CallSite site, Map<Integer, Captured> found) {
    for (int i = 0; i < site.arguments().size(); i++) {
      AccessPath object = site.arguments().get(i);
      if (isUnguarded(body, object)) {
        boolean many = site.isSeveralInOne() && !Spawns.isMadeAgain(body, object);
        Captured captured = captured(found, body, object, name(site, i));
        effects.through(site).forEach(effect -> add(captured, effect, site, many));
      }
    }
  }

  /** What is run once for each of several elements hands each time the same over. */
  private void taskOfEach(
      MethodSummary body, CallSite site, CallSite inner, Map<Integer, Captured> found) {
    for (int i = 0; i < inner.arguments().size(); i++) {
      AccessPath object = Frames.toCaller(inner.arguments().get(i), site.arguments());
      if (isUnguarded(body, object)) {
        boolean many = inner.kind().areMany() && !isOfOneThread(body, site, inner);
        Captured captured = captured(found, body, object, name(inner, i));
        effects.through(site, inner).forEach(effect -> add(captured, effect, inner, many));
      }
    }
  }

  private static boolean isOfOneThread(MethodSummary body, CallSite site, CallSite inner) {
    AccessPath executor = Stages.receiver(inner.event());
    return executor != null
        && Stages.isOfOneThread(body, Frames.toCaller(executor, site.arguments()));
  }

  private static Captured captured(
      Map<Integer, Captured> found, MethodSummary body, AccessPath object, String name) {
    return found.computeIfAbsent(
        object.number(), step -> new Captured(body, step, name, new ArrayList<>()));
  }

  private static void add(Captured captured, Effect effect, CallSite task, boolean many) {
    if (effect.location().path().equals(AccessPath.fresh(captured.step()))) {
      captured.uses().add(new Use(effect, task, many));
    }
  }

  private String name(CallSite site, int parameter) {
    MethodSummary target = site.callee();
    return target != null && parameter < target.names().size() ? target.names().get(parameter) : "";
  }

  private boolean isUnguarded(MethodSummary body, AccessPath path) {
    if (path.root() != Root.FRESH || !path.isBare()) {
      return false;
    }
    String made = body.created().getOrDefault(path.number(), "");
    return made.equals("makes:unguarded")
        || made.startsWith("[")
        || program.traits(new ClassRef(made)).contains(Trait.UNGUARDED);
  }

  /** What the body itself does to the object between handing it over and waiting for the end. */
  private void own(Captured captured) {
    if (captured.uses().stream().allMatch(Captures::isAwaited)) {
      return;
    }
    int first = Integer.MAX_VALUE;
    for (Use use : captured.uses()) {
      first = Math.min(first, use.effect().step());
    }
    for (Event event : captured.body().events()) {
      if (event.step() > first && waits(event)) {
        return;
      }
      if (event.step() > first
          && event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.CONTENT
          && touch.location().path().equals(AccessPath.fresh(captured.step()))) {
        captured.uses().add(new Use(Effects.direct(captured.body(), event, touch), null, false));
      }
    }
  }

  private static boolean isAwaited(Use use) {
    return use.task() != null && use.task().kind() == CallSite.Kind.CROWD;
  }

  private static boolean waits(Event event) {
    return event.action() instanceof Invoke invoke && invoke.has(Flag.JOINS);
  }
}

package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State that one thread owns: bodies that ask whether they run on it, and the fields that the tasks
 * of an executor work on which runs one after the other.
 */
public final class EventLoops {
  private final Program program;
  private final CallGraph graph;
  private final Set<MethodRef> asking = new HashSet<>();
  private final Set<FieldRef> fields = new HashSet<>();

  EventLoops(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    Set<MethodRef> tasks = new HashSet<>();
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke && invoke.effect() != null) {
          if (invoke.effect().has(Flag.CONFINES)
              || (invoke.effect().has(Flag.CURRENT) && decidesTheRest(body, event))) {
            asking.add(body.ref());
          }
          if (invoke.effect().has(Flag.SERIAL)) {
            addTasks(body, event, tasks);
          }
        }
      }
    }
    addCallersOfAsking();
    tasks.forEach(this::addFields);
  }

  /**
   * Returns whether a body makes sure, itself or by a callee, that it runs on the owning thread.
   */
  public boolean isConfined(MethodRef method) {
    return asking.contains(method);
  }

  /** Returns whether the tasks of an event loop work on a field. */
  public boolean owns(FieldRef field) {
    return fields.contains(field);
  }

  /** Who compares threads may do so for a part; who is turned away does nothing more. */
  private static boolean decidesTheRest(MethodSummary body, Event asking) {
    return body.events().stream()
        .filter(event -> event.step() > asking.step())
        .allMatch(event -> event.control().contains(asking.step()));
  }

  private void addTasks(MethodSummary body, Event event, Set<MethodRef> tasks) {
    for (CallSite site : graph.sites(body, event)) {
      if (site.kind().isElsewhere()) {
        tasks.add(site.target());
      }
    }
  }

  private void addCallersOfAsking() {
    Set<MethodRef> callers = new HashSet<>();
    for (MethodRef asked : asking) {
      for (CallSite site : graph.callers(asked)) {
        if (site.caller().ref().owner().equals(asked.owner())
            && site.event().action() instanceof Invoke invoke
            && invoke.dispatch() != Dispatch.STATIC) {
          callers.add(site.caller().ref());
        }
      }
    }
    asking.addAll(callers);
  }

  /**
   * What a task reaches without leaving its outermost class works on the same state; that it makes
   * an object says nothing of who works on that.
   */
  private void addFields(MethodRef task) {
    String home = task.owner().outermost();
    Set<MethodRef> seen = new HashSet<>(Set.of(task));
    Deque<MethodRef> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      MethodRef method = next.poll();
      addTouched(program.body(method));
      for (CallSite site : graph.sites(method)) {
        if (!site.kind().isElsewhere()
            && !site.target().isConstructor()
            && site.target().owner().outermost().equals(home)
            && seen.add(site.target())) {
          next.add(site.target());
        }
      }
    }
  }

  private void addTouched(@Nullable MethodSummary body) {
    if (body == null) {
      return;
    }
    for (Event event : body.events()) {
      FieldRef field =
          event.action() instanceof Touch touch ? touch.location().path().lastField() : null;
      if (field != null) {
        fields.add(program.resolve(field));
      }
    }
  }
}

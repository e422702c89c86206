package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a body hands over to be run one after the other: by one thread, or as one chain of steps.
 */
final class Stages {
  private Stages() {}

  /** Returns whether a step of a chain comes after one that another thread takes. */
  static boolean isCompletedElsewhere(MethodSummary body, Event event) {
    Event first = first(body, event);
    return !first.equals(event) && isAsync(first);
  }

  /** Returns whether another thread completes what a call returns. */
  static boolean isAsync(Event event) {
    return event.action() instanceof Invoke invoke && invoke.has(Flag.ASYNC);
  }

  /** Returns whether two pieces of code that one body hands over never run at once. */
  static boolean areInTurn(CallSite one, CallSite other) {
    if (!one.caller().equals(other.caller())) {
      return false;
    }
    MethodSummary body = one.caller();
    return first(body, one.event()).equals(first(body, other.event()))
        ? !one.event().equals(other.event())
        : areOfOneThread(one, other)
            || isAwaited(body, one.event(), other.event())
            || isAwaited(body, other.event(), one.event());
  }

  /** Returns whether a body asks for the result of the first before it gets to the second. */
  private static boolean isAwaited(MethodSummary body, Event first, Event second) {
    AccessPath result = AccessPath.unknown(first.step());
    return first.step() < second.step()
        && Spawns.joins(body, first)
            .anyMatch(
                join -> join.step() < second.step() && Objects.equals(result, receiver(join)));
  }

  private static boolean areOfOneThread(CallSite one, CallSite other) {
    if (one.alone() != null) {
      return Objects.equals(one.alone(), other.alone());
    }
    AccessPath executor = receiver(one.event());
    return executor != null
        && Objects.equals(executor, receiver(other.event()))
        && isOfOneThread(one.caller(), executor);
  }

  /** Returns whether a local executor of a body has one thread. */
  static boolean isOfOneThread(MethodSummary body, AccessPath executor) {
    return (executor.root() == Root.UNKNOWN || executor.root() == Root.FRESH)
        && executor.isBare()
        && body.at(executor.number()).stream()
            .anyMatch(event -> event.action() instanceof Invoke made && made.has(Flag.ALONE));
  }

  /** Returns the first step of the chain that an event goes on with. */
  static Event first(MethodSummary body, Event event) {
    Event first = event;
    for (Event before = before(body, event); before != null; before = before(body, before)) {
      first = before;
    }
    return first;
  }

  private static @Nullable Event before(MethodSummary body, Event event) {
    AccessPath stage = receiver(event);
    if (stage == null
        || stage.root() != Root.UNKNOWN
        || !stage.isBare()
        || stage.number() >= event.step()) {
      return null;
    }
    List<Event> there = body.at(stage.number());
    return there.stream().filter(Stages::isStage).findFirst().orElse(null);
  }

  /** Returns whether a call begins a chain of steps, or goes on with one. */
  static boolean isStage(Event event) {
    return event.action() instanceof Invoke invoke
        && invoke.effect() != null
        && (invoke.has(Flag.ASYNC)
            || !invoke.effect().later().isEmpty()
            || !invoke.effect().spawns().isEmpty());
  }

  static @Nullable AccessPath receiver(Event event) {
    return event.action() instanceof Invoke invoke && !invoke.operands().isEmpty()
        ? invoke.operands().get(0).path()
        : null;
  }
}

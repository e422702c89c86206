package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.LockName;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Exit;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Keep;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports a lock that a method takes and, on one of its ways out, does not give back. */
final class UnreleasedLock implements Rule {
  private static final int DEEPEST = 3;

  @Override
  public String id() {
    return "unreleased-lock";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    List<Draft> drafts = new ArrayList<>();
    Set<LockName> handedOver = handedOver(linked);
    for (MethodSummary body : linked.program().bodies()) {
      if (!linked.program().isTestOnly(body)) {
        for (Event way : clearest(linked, body).values()) {
          Guard lock = ((Keep) way.action()).guard();
          if (!isLeftToOthers(linked, body, lock, handedOver)) {
            drafts.add(draft(linked, body, way, (Keep) way.action()));
          }
        }
      }
    }
    return Draft.finish(drafts);
  }

  /** The locks that some method gives back without having taken them itself. */
  private static Set<LockName> handedOver(Linked linked) {
    Set<LockName> names = new HashSet<>();
    for (MethodSummary body : linked.program().bodies()) {
      for (Guard guard : body.released()) {
        LockName name = linked.locks().name(body, guard);
        if (name != null && !takes(body, guard)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean takes(MethodSummary body, Guard guard) {
    return body.events().stream()
        .anyMatch(
            event -> event.action() instanceof Acquire taken && taken.guard().sameLock(guard));
  }

  /** Returns, for each taking of a lock, the way out with it that leaves the least doubt. */
  private static Map<Integer, Event> clearest(Linked linked, MethodSummary body) {
    Map<Integer, Event> ways = new LinkedHashMap<>(2);
    for (Event event : body.events()) {
      if (event.action() instanceof Keep keep && isWayOut(linked, body, event, keep)) {
        ways.merge(
            keep.guard().epoch(),
            event,
            (old, other) -> keep.exit().compareTo(((Keep) old.action()).exit()) < 0 ? other : old);
      }
    }
    return ways;
  }

  private static boolean isWayOut(Linked linked, MethodSummary body, Event event, Keep keep) {
    return keep.exit() != Exit.CALL
        || body.at(event.step()).stream()
            .anyMatch(
                at ->
                    at.action() instanceof Invoke invoke
                        && canFail(linked, invoke.target(), DEEPEST));
  }

  /**
   * A method that only touches fields and collections, or calls others that do no more, has nothing
   * that would fail.
   */
  private static boolean canFail(Linked linked, MethodRef method, int depth) {
    MethodSummary body = linked.program().body(method);
    if (body == null) {
      return !linked.program().isConventional(method);
    }
    return depth == 0
        || body.events().stream().anyMatch(event -> canFail(linked, event.action(), depth - 1));
  }

  private static boolean canFail(Linked linked, Action action, int depth) {
    return action instanceof Invoke invoke
        ? invoke.canFail() && canFail(linked, invoke.target(), depth)
        : !(action instanceof Touch || action instanceof Acquire);
  }

  /**
   * A lock is left to others on purpose when the method can also return with it and somebody else
   * gives it back.
   */
  private static boolean isLeftToOthers(
      Linked linked, MethodSummary body, Guard lock, Set<LockName> handedOver) {
    LockName name = linked.locks().name(body, lock);
    boolean unseen = linked.locks().held(body, GuardSet.of(List.of(lock))).isEmpty();
    if (name == null || unseen || isCallers(body, lock)) {
      return true;
    }
    boolean returnsWithIt =
        body.events().stream()
            .anyMatch(
                event ->
                    event.action() instanceof Keep keep
                        && keep.exit() == Exit.RETURN
                        && keep.guard().sameLock(lock));
    return returnsWithIt && handedOver.contains(name);
  }

  /** What is given back before it is taken was taken by the caller, who gets it back so. */
  private static boolean isCallers(MethodSummary body, Guard lock) {
    return body.released().stream()
        .anyMatch(released -> released.sameLock(lock) && released.epoch() < lock.epoch());
  }

  private Draft draft(Linked linked, MethodSummary body, Event way, Keep keep) {
    Wording wording = new Wording(linked);
    String spelled = wording.path(body, keep.guard().lock());
    String lock = "`" + spelled + "`";
    List<Event> takings = body.at(keep.guard().epoch());
    Event taking = takings.isEmpty() ? way : takings.get(0);
    Site taken = wording.site(body, taking, "taken here", taking.held());
    Site left = wording.site(body, way, role(keep.exit()), GuardSet.of(List.of(keep.guard())));
    boolean assumed = keep.exit() == Exit.CALL;
    return new Draft(
        id(),
        assumed ? Confidence.MEDIUM : Confidence.HIGH,
        lock + " is not released when " + ending(keep.exit()),
        new Subject("lock", body.ref().owner(), spelled),
        body.ref(),
        List.of(taken, left),
        "the method ends with " + lock + " held; whoever wants it next waits for ever",
        interleaving(body, keep.exit(), lock, called(body, way)),
        List.of(
            new Evidence(
                Evidence.Kind.DECLARED,
                Wording.method(body.ref()) + " gives " + lock + " back on its other ways out")),
        assumed ? List.of(called(body, way) + " can throw") : List.of(),
        "put what follows the taking of " + lock + " into `try` and its release into `finally`");
  }

  private static String role(Exit exit) {
    return switch (exit) {
      case RETURN -> "returns here with it";
      case THROW -> "throws here with it";
      case CALL -> "an exception from here leaves with it";
    };
  }

  private static String ending(Exit exit) {
    return switch (exit) {
      case RETURN -> "the method returns early";
      case THROW -> "the method throws";
      case CALL -> "a call fails";
    };
  }

  private static String called(MethodSummary body, Event way) {
    for (Event at : body.at(way.step())) {
      if (at.action() instanceof Invoke invoke) {
        return "`" + invoke.target().sourceName() + "`";
      }
    }
    return "the call";
  }

  private static Interleaving interleaving(
      MethodSummary body, Exit exit, String lock, String called) {
    String how =
        switch (exit) {
          case RETURN -> "returns without releasing it";
          case THROW -> "throws without releasing it";
          case CALL -> called + " throws; the release is skipped";
        };
    return new Interleaving(
        Wording.shortMethod(body.ref()),
        "any other thread",
        List.of(
            Turn.of(0, "takes " + lock),
            Turn.of(0, how),
            new Turn(1, "waits for " + lock, "never goes on")));
  }
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows getters: where a body works on the result of a call that always returns one path, its
 * events are rewritten to speak of that path.
 */
final class PathResolution {
  private static final int DEEPEST = 3;
  private static final Pattern OF_THE_MOMENT =
      Pattern.compile("(get)?[cC]urrent|new|create|make|build");

  private final Program program;
  private final Targets targets;

  PathResolution(Program program, Targets targets) {
    this.program = program;
    this.targets = targets;
  }

  /** Rewrites all bodies of the program. */
  void run() {
    program.rewrite(
        body -> {
          Map<Integer, AccessPath> known = resultsOf(body, 0);
          return !known.isEmpty() && isAffected(body, known) ? rewrite(body, known) : null;
        });
  }

  private Map<Integer, AccessPath> resultsOf(MethodSummary body, int depth) {
    Map<Integer, AccessPath> known = new HashMap<>();
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke
          && invoke.effect() == null
          && invoke.resultUsed()) {
        AccessPath path = resultOf(body, invoke, event.step(), known, depth);
        if (path != null) {
          known.put(event.step(), path);
        }
      }
    }
    return known;
  }

  private @Nullable AccessPath resultOf(
      MethodSummary body, Invoke invoke, int step, Map<Integer, AccessPath> known, int depth) {
    int[] reached = targets.of(body, invoke);
    MethodSummary target = reached.length == 1 ? program.body(reached[0]) : null;
    AccessPath result = target == null ? null : target.result();
    if (target == null || result == null) {
      return target == null && isLocked(body, step) ? handedOut(invoke) : null;
    }
    if (result.root() == Root.UNKNOWN && depth < DEEPEST) {
      AccessPath below = resultsOf(target, depth + 1).get(result.number());
      result = below == null ? result : result.rebase(below);
    }
    return switch (result.root()) {
      case PARAM, GLOBAL -> Frames.toCaller(result, arguments(invoke, known));
      case FRESH -> result.isBare() ? AccessPath.fresh(step) : null;
      default -> null;
    };
  }

  private static boolean isLocked(MethodSummary body, int step) {
    for (Event event : body.events()) {
      if (event.action() instanceof Acquire taken
          && taken.guard().lock().root() == Root.UNKNOWN
          && taken.guard().lock().number() == step) {
        return true;
      }
    }
    return false;
  }

  /** A lock that an unknown method hands out keeps others out only if it is always the same one. */
  private static @Nullable AccessPath handedOut(Invoke invoke) {
    MethodRef method = invoke.target();
    return invoke.operands().isEmpty() && !OF_THE_MOMENT.matcher(method.name()).lookingAt()
        ? AccessPath.named(method.owner().binaryName() + "." + method.name() + "()")
        : null;
  }

  private static List<AccessPath> arguments(Invoke invoke, Map<Integer, AccessPath> known) {
    List<AccessPath> arguments = new ArrayList<>(invoke.operands().size());
    for (Operand operand : invoke.operands()) {
      arguments.add(follow(operand.path(), known));
    }
    return arguments;
  }

  private static AccessPath follow(AccessPath path, Map<Integer, AccessPath> known) {
    if (path.root() != Root.UNKNOWN) {
      return path;
    }
    AccessPath better = known.get(path.number());
    return better == null ? path : path.rebase(better);
  }

  private static boolean isAffected(MethodSummary body, Map<Integer, AccessPath> known) {
    for (Event event : body.events()) {
      if (isAffected(event, known)) {
        return true;
      }
    }
    return body.result() != null && isFollowed(body.result(), known);
  }

  private static boolean isAffected(Event event, Map<Integer, AccessPath> known) {
    for (Guard guard : event.held().guards()) {
      if (isFollowed(guard.lock(), known)) {
        return true;
      }
    }
    if (event.action() instanceof Touch touch) {
      AccessPath key = touch.location().key();
      return isFollowed(touch.location().path(), known)
          || (key != null && isFollowed(key, known))
          || (touch.value() != null && isAffected(touch.value(), known));
    }
    if (event.action() instanceof Invoke invoke) {
      for (Operand operand : invoke.operands()) {
        if (isAffected(operand, known)) {
          return true;
        }
      }
    }
    return event.action() instanceof Acquire acquire && isFollowed(acquire.guard().lock(), known);
  }

  private static boolean isAffected(Operand operand, Map<Integer, AccessPath> known) {
    if (operand.closure() != null) {
      for (AccessPath captured : operand.closure().captured()) {
        if (isFollowed(captured, known)) {
          return true;
        }
      }
    }
    return isFollowed(operand.path(), known);
  }

  private static boolean isFollowed(AccessPath path, Map<Integer, AccessPath> known) {
    return path.root() == Root.UNKNOWN && known.containsKey(path.number());
  }

  private static Event rewrite(Event event, Map<Integer, AccessPath> known) {
    return event.with(rewrite(event.action(), known)).under(rewrite(event.held(), known));
  }

  private static MethodSummary rewrite(MethodSummary body, Map<Integer, AccessPath> known) {
    List<Event> events = new ArrayList<>(body.events().size());
    for (Event event : body.events()) {
      events.add(isAffected(event, known) ? rewrite(event, known) : event);
    }
    AccessPath result = body.result();
    return body.with(List.copyOf(events), result == null ? null : follow(result, known));
  }

  private static Action rewrite(Action action, Map<Integer, AccessPath> known) {
    if (action instanceof Touch touch) {
      return rewrite(touch, known);
    }
    if (action instanceof Acquire acquire) {
      Guard guard = acquire.guard();
      return new Acquire(
          guard.on(follow(guard.lock(), known)),
          acquire.type(),
          acquire.monitor(),
          acquire.tried());
    }
    if (!(action instanceof Invoke invoke)) {
      return action;
    }
    return new Invoke(
        invoke.target(),
        invoke.dispatch(),
        invoke.operands().stream().map(operand -> rewrite(operand, known)).toList(),
        invoke.effect(),
        invoke.resultUsed());
  }

  private static Touch rewrite(Touch touch, Map<Integer, AccessPath> known) {
    Location old = touch.location();
    AccessPath key = old.key();
    Operand value = touch.value();
    return new Touch(
        touch.kind(),
        new Location(
            old.kind(), follow(old.path(), known), key == null ? null : follow(key, known)),
        touch.through(),
        touch.receiverType(),
        touch.existence(),
        touch.verified(),
        value == null ? null : rewrite(value, known));
  }

  private static Operand rewrite(Operand operand, Map<Integer, AccessPath> known) {
    Closure closure = operand.closure();
    Closure followed =
        closure == null
            ? null
            : new Closure(
                closure.body(),
                closure.dispatch(),
                closure.captured().stream().map(path -> follow(path, known)).toList());
    return new Operand(follow(operand.path(), known), operand.type(), operand.sources(), followed);
  }

  private static GuardSet rewrite(GuardSet held, Map<Integer, AccessPath> known) {
    if (held.isEmpty()) {
      return held;
    }
    List<Guard> guards = new ArrayList<>();
    held.guards().forEach(guard -> guards.add(guard.on(follow(guard.lock(), known))));
    return GuardSet.of(guards);
  }
}

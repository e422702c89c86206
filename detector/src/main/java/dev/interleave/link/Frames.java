package dev.interleave.link;

import dev.interleave.domain.Condition;
import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries paths between the body of a caller and that of the method it calls. */
final class Frames {
  /** What a callee reaches and its caller cannot name. */
  static final AccessPath NOWHERE = AccessPath.unknown(Integer.MAX_VALUE);

  private Frames() {}

  /** Returns a callee's path as its caller reaches it; an unknown path when it cannot. */
  static AccessPath toCaller(AccessPath path, List<AccessPath> arguments) {
    return switch (path.root()) {
      case PARAM ->
          path.number() < arguments.size() ? path.rebase(arguments.get(path.number())) : NOWHERE;
      case GLOBAL, NAMED -> path;
      case FRESH, UNKNOWN -> NOWHERE;
    };
  }

  /**
   * Returns whether constants among the arguments of calls rule out what they lead to.
   *
   * @param calls outermost first
   * @param last what the innermost callee does
   */
  static boolean ruleOut(List<CallSite> calls, Event last) {
    for (int depth = calls.size(); depth > 0; depth--) {
      Event event = depth == calls.size() ? last : calls.get(depth).event();
      for (Condition condition : event.only()) {
        AccessPath argument = AccessPath.param(condition.parameter());
        for (int i = depth - 1; i >= 0 && argument.root() == Root.PARAM; i--) {
          argument = toCaller(argument, calls.get(i).arguments());
        }
        if (contradicts(argument, condition)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether an argument is a constant that contradicts what has to be true of it. */
  static boolean contradicts(AccessPath argument, Condition condition) {
    return argument.root() == Root.NAMED
        && argument.isBare()
        && condition.isContradictedBy(argument.label());
  }

  /** Returns a callee's location as its caller reaches it; null when it cannot. */
  static @Nullable Location toCaller(Location location, List<AccessPath> arguments) {
    AccessPath path = toCaller(location.path(), arguments);
    if (path.root() == Root.UNKNOWN && path.number() == NOWHERE.number()) {
      return null;
    }
    AccessPath key = location.key();
    return new Location(location.kind(), path, key == null ? null : toCaller(key, arguments));
  }

  /** Returns code that a callee returns, and what it captured, as the caller reaches them. */
  static Operand toCaller(Operand code, List<AccessPath> arguments) {
    Closure closure = code.closure();
    return new Operand(
        toCaller(code.path(), arguments),
        code.type(),
        Sources.NONE,
        closure == null
            ? null
            : new Closure(
                closure.body(),
                closure.dispatch(),
                closure.captured().stream().map(path -> toCaller(path, arguments)).toList()));
  }

  /** Returns a callee's guards as its caller reaches them, as taken at an epoch. */
  static GuardSet toCaller(GuardSet guards, List<AccessPath> arguments, int epoch) {
    if (guards.isEmpty()) {
      return guards;
    }
    List<Guard> mapped = new ArrayList<>(guards.guards().size());
    for (Guard guard : guards.guards()) {
      mapped.add(guard.on(toCaller(guard.lock(), arguments)).at(epoch));
    }
    return GuardSet.of(mapped);
  }

  /** Returns a caller's path as its callee reaches it; null when it cannot. */
  static @Nullable AccessPath toCallee(AccessPath path, List<AccessPath> arguments) {
    if (path.root() == Root.GLOBAL || path.root() == Root.NAMED) {
      return path;
    }
    AccessPath best = null;
    for (int i = 0; i < arguments.size(); i++) {
      AccessPath argument = arguments.get(i);
      if (path.startsWith(argument)) {
        AccessPath mapped = AccessPath.param(i);
        for (int j = argument.fields().size(); j < path.fields().size(); j++) {
          mapped = mapped.then(path.fields().get(j));
        }
        best = best == null || mapped.fields().size() < best.fields().size() ? mapped : best;
      }
    }
    return best;
  }
}

package dev.interleave.link;

import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.link.Pools.Pool;
import dev.interleave.model.AccessPath;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether several threads run at once what one call hands over. */
final class Crowds {
  /** Methods that are called when something begins or ends. */
  private static final Pattern ONCE =
      Pattern.compile(
          "<.*|main|run|(?i:(do|on)?(start|init|initialize|open|connect|launch|begin|activate"
              + "|setup|bind|listen|serve|close|stop|shutdown|destroy)(internal|server|all|up|ed)?)");

  private final boolean staffed;
  private final Set<MethodRef> ofEach = new HashSet<>();

  Crowds(Program program) {
    this.staffed = program.bodies().stream().anyMatch(Crowds::staffs);
    program.bodies().forEach(this::findOfEach);
  }

  /** Returns whether a call is made on a stream whose elements several threads share. */
  static boolean isParallel(MethodSummary body, Invoke invoke) {
    AccessPath stream =
        invoke.operands().isEmpty() ? Frames.NOWHERE : invoke.operands().get(0).path();
    return stream.root() == AccessPath.Root.FRESH
        && stream.isBare()
        && "makes:parallel".equals(body.created().get(stream.number()));
  }

  /**
   * Returns whether several threads may be at work at once on what one call hands over; for an
   * executor with one thread, of several objects.
   */
  boolean areMany(MethodSummary body, Event event, int operand, Pool pool) {
    return pool.size() == Pools.Size.SEVERAL
        ? isRepeated(body, event) || isForEachCall(body, event, operand)
        : isRepeated(body, event) && (pool.size() == Pools.Size.UNKNOWN || pool.alone() != null);
  }

  /** Returns whether a body has several threads run what is handed to a server. */
  private static boolean staffs(MethodSummary body) {
    return body.events().stream()
        .anyMatch(
            event ->
                event.action() instanceof Invoke invoke
                    && invoke.has(Flag.STAFFS)
                    && !Stages.isOfOneThread(body, invoke.operands().get(1).path()));
  }

  /** Returns whether one run of what made a body comes to an event of it several times. */
  boolean isRepeated(MethodSummary body, Event event) {
    boolean each = staffed && event.action() instanceof Invoke invoke && invoke.has(Flag.EACH);
    return event.repeated() || each || ofEach.contains(body.ref());
  }

  /** Notes what is run once for each of several elements. */
  private void findOfEach(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke && invoke.has(Flag.EACH)) {
        for (Operand operand : invoke.operands()) {
          Closure closure = operand.closure();
          if (closure != null && (closure.body().isLambda() || !closure.captured().isEmpty())) {
            ofEach.add(closure.body());
          }
        }
      }
    }
  }

  /** A task that works with what its method was handed is one of many, as the calls are. */
  private static boolean isForEachCall(MethodSummary body, Event event, int operand) {
    if (!(event.action() instanceof Invoke invoke)
        || operand >= invoke.operands().size()
        || body.ref().isLambda()
        || ONCE.matcher(body.ref().name()).matches()) {
      return false;
    }
    Operand code = invoke.operands().get(operand);
    Closure closure = code.closure();
    return closure != null
        ? closure.captured().stream().anyMatch(body::isHandedIn)
        : body.events().stream().anyMatch(made -> makesOfArguments(body, made, code.path()));
  }

  private static boolean makesOfArguments(MethodSummary body, Event event, AccessPath task) {
    return task.root() == AccessPath.Root.FRESH
        && event.action() instanceof Invoke made
        && made.makes(task)
        && made.paths().stream().anyMatch(body::isHandedIn);
  }

  /** Returns whether a body waits for the thread or task that it starts before the next one. */
  static boolean isJoined(MethodSummary body, Event event, Invoke made, CallEffect effect) {
    boolean self = made.target().isConstructor() || effect.spawns().contains(0);
    AccessPath started = self ? made.operands().get(0).path() : AccessPath.unknown(event.step());
    if (self && started.root() != AccessPath.Root.FRESH) {
      return false;
    }
    return body.events().stream()
        .filter(later -> later.step() > event.step() && later.repeated() == event.repeated())
        .anyMatch(later -> later.action() instanceof Invoke call && joins(call, started));
  }

  private static boolean joins(Invoke call, AccessPath thread) {
    return call.has(Flag.JOINS) && call.operands().get(0).path().equals(thread);
  }
}

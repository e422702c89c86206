package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Guard.Mode;
import dev.interleave.domain.GuardSet;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.knowledge.CallEffect.LockAction;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which guards a body holds before each of its steps, on whatever way control came there. */
final class GuardFlow {
  private static final int MOST_SWEEPS = 10;

  private final Body body;
  private final Values values;
  private final LockWrappers wrappers;
  private final Attempts attempts;
  private final @Nullable Guard ofMethod;
  private final GuardSet start;
  private final @Nullable GuardSet[] entry;

  /** What control brings to each block, by the block that it comes from and the way out of it. */
  private final List<Map<Long, GuardSet>> incoming = new ArrayList<>();

  private final GuardSet[] held;
  private final List<Guard> released = new ArrayList<>();
  private @Nullable GuardSet atReturn;

  /** What is read optimistically is as good as guarded where somebody asks. */
  private final boolean validated;

  /** Where a lock could not be had in another mode, it is still held in the one before. */
  private final boolean converts;

  private GuardFlow(
      MethodDeclaration method,
      GuardSet promised,
      Body body,
      Values values,
      LockWrappers wrappers) {
    this.body = body;
    this.values = values;
    this.wrappers = wrappers;
    this.attempts = new Attempts(body, values);
    this.ofMethod = ofMethod(method);
    this.start = ofMethod == null ? promised : GuardSet.of(List.of(ofMethod)).plusAll(promised);
    this.entry = new GuardSet[body.blocks().size()];
    this.held = new GuardSet[body.ops().size()];
    this.converts =
        IntStream.range(0, held.length).anyMatch(step -> lockAction(step) == LockAction.CONVERT);
    this.validated = IntStream.range(0, held.length).anyMatch(step -> has(step, Flag.VALIDATES));
  }

  /**
   * Solves a body.
   *
   * @param promised the guards that an annotation says its callers hold
   */
  static GuardFlow of(
      MethodDeclaration method,
      GuardSet promised,
      Body body,
      Values values,
      LockWrappers wrappers) {
    GuardFlow flow = new GuardFlow(method, promised, body, values, wrappers);
    if (flow.touchesLocks()) {
      flow.solve();
    } else {
      Arrays.fill(flow.held, flow.start);
    }
    return flow;
  }

  private static @Nullable Guard ofMethod(MethodDeclaration method) {
    if (!Flags.has(method.access(), Flags.SYNCHRONIZED)) {
      return null;
    }
    AccessPath monitor =
        Flags.has(method.access(), Flags.STATIC)
            ? AccessPath.named(method.ref().owner().binaryName() + ".class")
            : AccessPath.param(0);
    return new Guard(monitor, Mode.EXCLUSIVE, Guard.AT_ENTRY);
  }

  /** Returns the monitor that the method takes of itself; null when it is not synchronized. */
  @Nullable Guard ofMethod() {
    return ofMethod;
  }

  /** Returns the guards held before a step. */
  GuardSet before(int step) {
    return held[step] == null ? start : held[step];
  }

  /** Returns the guards that the body leaves to its caller. */
  List<Guard> acquired() {
    if (atReturn == null || atReturn.isEmpty()) {
      return List.of();
    }
    List<Guard> left = new ArrayList<>();
    for (Guard guard : atReturn.guards()) {
      if (!start.holds(guard)) {
        left.add(guard);
      }
    }
    return left;
  }

  /** Returns the locks that the body tries for. */
  Attempts attempts() {
    return attempts;
  }

  /** Returns the guards that the body gives back without having taken them. */
  List<Guard> released() {
    return released;
  }

  /** Returns the locks other than monitors that a step is sure to take when it does not throw. */
  List<Guard> takenForSureAt(int step) {
    if (!(body.ops().get(step) instanceof Op.Call call)) {
      return List.of();
    }
    if (lockAction(step) != LockAction.NONE) {
      Guard taken = lockAction(step) == LockAction.ACQUIRE ? takenAt(step) : null;
      return taken == null ? List.of() : List.of(taken);
    }
    return inCaller(wrappers.acquiredBy(call.target()), call, step);
  }

  /** Returns the locks other than monitors that a step gives back. */
  List<Guard> givenBackAt(int step) {
    if (!(body.ops().get(step) instanceof Op.Call call)) {
      return List.of();
    }
    if (lockAction(step) == LockAction.RELEASE && !call.operands().isEmpty()) {
      Guard given = Guard.of(values.path(call.operands().get(0)), isShared(step), step);
      return has(step, Flag.EITHER) ? List.of(given, given.inOtherMode()) : List.of(given);
    }
    return inCaller(wrappers.releasedBy(call.target()), call, step);
  }

  /** Returns whether the body takes or gives back anything at all. */
  boolean touchesLocks() {
    for (int i = 0; i < body.ops().size(); i++) {
      Op op = body.ops().get(i);
      if (op instanceof Op.Enter) {
        return true;
      }
      if (op instanceof Op.Call call
          && (lockAction(i) != LockAction.NONE
              || has(i, Flag.AWAITS)
              || has(i, Flag.VALIDATES)
              || wrappers.knows(call.target()))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the guard that a step takes, or tries to take; null when it takes none. */
  @Nullable Guard takenAt(int step) {
    Op op = body.ops().get(step);
    if (op instanceof Op.Enter enter) {
      return new Guard(monitor(enter.monitor()), Mode.EXCLUSIVE, step);
    }
    LockAction action = lockAction(step);
    boolean takes = action == LockAction.ACQUIRE || action == LockAction.TRY;
    return takes && op instanceof Op.Call call && !call.operands().isEmpty()
        ? Guard.of(values.path(call.operands().get(0)), isShared(step), step)
        : null;
  }

  /** A view shares the content of what it shows, and has a monitor of its own. */
  private AccessPath monitor(int value) {
    CallEffect effect = value < 0 ? null : values.effect(value);
    return effect != null && effect.result() == CallEffect.Result.VIEW
        ? AccessPath.unknown(value)
        : values.path(value);
  }

  private boolean isShared(int call) {
    CallEffect effect = values.effect(call);
    return effect != null && effect.shared();
  }

  private boolean has(int call, Flag flag) {
    CallEffect effect = values.effect(call);
    return effect != null && effect.has(flag);
  }

  private LockAction lockAction(int call) {
    CallEffect effect = values.effect(call);
    return effect == null ? LockAction.NONE : effect.lock();
  }

  private void solve() {
    body.blocks().forEach(block -> incoming.add(new TreeMap<>()));
    entry[0] = start;
    boolean changed = true;
    for (int sweep = 0; changed && sweep < MOST_SWEEPS; sweep++) {
      changed = false;
      released.clear();
      atReturn = null;
      for (int i = 0; i < entry.length; i++) {
        GuardSet in = entry[i];
        if (in != null) {
          changed |= transfer(i, in);
        }
      }
    }
  }

  private boolean transfer(int index, GuardSet in) {
    Block block = body.blocks().get(index);
    GuardSet now = in;
    GuardSet always = in;
    for (int step = block.first(); step < block.end(); step++) {
      held[step] = now;
      always = always.join(now, -2 - index);
      now = after(step, now);
    }
    boolean changed = false;
    long way = (long) index << Integer.SIZE;
    for (int handler : block.handlers()) {
      changed |= flow(way++, handler, always);
    }
    for (int i = 0; i < block.successors().size(); i++) {
      changed |= flow(way++, block.successors().get(i), onEdge(block, i, now));
    }
    if (block.successors().isEmpty() && !isThrow(block)) {
      GuardSet before = atReturn;
      atReturn = before == null ? now : before.join(now, -2 - index);
    }
    return changed;
  }

  private boolean isThrow(Block block) {
    return block.end() > block.first()
        && body.ops().get(block.end() - 1) instanceof Op.Leave leave
        && leave.throwing();
  }

  /** What came by the same way in the sweep before counts no longer. */
  private boolean flow(long way, int to, GuardSet state) {
    Map<Long, GuardSet> all = incoming.get(to);
    if (state.equals(all.put(way, state))) {
      return false;
    }
    GuardSet joined = to == 0 ? start : null;
    for (GuardSet one : all.values()) {
      joined = joined == null ? one : joined.join(one, -2 - to, converts);
    }
    boolean changed = !Objects.equals(joined, entry[to]);
    entry[to] = joined;
    return changed;
  }

  private GuardSet after(int step, GuardSet now) {
    Op op = body.ops().get(step);
    Guard taken = op instanceof Op.Enter ? takenAt(step) : null;
    if (taken != null) {
      return now.plus(taken);
    }
    if (op instanceof Op.Exit exit) {
      return release(new Guard(monitor(exit.monitor()), Mode.EXCLUSIVE, step), now, false, false);
    }
    return op instanceof Op.Call call ? afterCall(step, call, now) : now;
  }

  private GuardSet afterCall(int step, Op.Call call, GuardSet now) {
    CallEffect effect = values.effect(step);
    if (effect != null && effect.lock() != LockAction.NONE && !call.operands().isEmpty()) {
      Guard guard = Guard.of(values.path(call.operands().get(0)), effect.shared(), step);
      return switch (effect.lock()) {
        case ACQUIRE -> now.plus(guard);
        case CONVERT -> now.converted(guard.at(begunBefore(step, guard)));
        case TRY -> attempts.decideNext(step) || !values.isUsed(step) ? now : now.plus(guard);
        default -> release(guard, now, true, converts || effect.has(Flag.EITHER));
      };
    }
    if (validated && (has(step, Flag.OPTIMISTIC) || has(step, Flag.VALIDATES))) {
      Guard reading = Guard.of(values.path(call.operands().get(0)), true, step);
      return has(step, Flag.OPTIMISTIC) ? now.plus(reading) : now.minus(reading);
    }
    GuardSet result = has(step, Flag.AWAITS) ? takenAgain(step, call, now) : now;
    for (Guard guard : inCaller(wrappers.acquiredBy(call.target()), call, step)) {
      result = result.plus(guard);
    }
    for (Guard guard : inCaller(wrappers.releasedBy(call.target()), call, step)) {
      GuardSet less = release(guard, result, true, false);
      result = less.equals(result) ? releaseTakenBy(call, result) : less;
    }
    return result;
  }

  /** Returns where the optimistic read began that a conversion goes on from. */
  private int begunBefore(int step, Guard guard) {
    for (int i = step - 1; i >= 0; i--) {
      if (has(i, Flag.OPTIMISTIC)
          && body.ops().get(i) instanceof Op.Call begun
          && values.path(begun.operands().get(0)).equals(guard.lock())) {
        return i;
      }
    }
    return step;
  }

  /** Who waits to be woken gives the lock back meanwhile: what held before may not hold then. */
  private GuardSet takenAgain(int step, Op.Call call, GuardSet now) {
    AccessPath monitor = call.hasReceiver() ? values.path(call.operands().get(0)) : null;
    List<Guard> guards = now.guards();
    List<Guard> again = new ArrayList<>(guards.size());
    for (Guard guard : guards) {
      boolean given = guards.size() == 1 || Objects.equals(guard.lock(), monitor);
      again.add(given ? guard.at(step) : guard);
    }
    return GuardSet.of(again);
  }

  /** Closing what a wrapper returned gives back what that call took. */
  private GuardSet releaseTakenBy(Op.Call call, GuardSet now) {
    AccessPath receiver =
        call.hasReceiver() ? values.path(call.operands().get(0)) : AccessPath.named("none");
    if (receiver.root() == Root.UNKNOWN) {
      for (Guard guard : now.guards()) {
        if (guard.epoch() == receiver.number()) {
          return now.minus(guard);
        }
      }
    }
    return now;
  }

  private List<Guard> inCaller(List<Guard> guards, Op.Call call, int step) {
    List<Guard> here = new ArrayList<>(guards.size());
    for (Guard guard : guards) {
      AccessPath lock = guard.lock();
      if (lock.root() == Root.PARAM && lock.number() < call.operands().size()) {
        lock = lock.rebase(values.path(call.operands().get(lock.number())));
      }
      here.add(new Guard(lock, guard.mode(), step));
    }
    return here;
  }

  private GuardSet release(Guard guard, GuardSet now, boolean mayBeCallers, boolean either) {
    GuardSet less = now.minus(guard);
    if (either && less.equals(now)) {
      less = now.minus(guard.inOtherMode());
    }
    if (less.equals(now) && mayBeCallers && guard.lock().root() != Root.UNKNOWN) {
      released.add(guard);
    }
    return less;
  }

  private GuardSet onEdge(Block block, int edge, GuardSet now) {
    Guard taken = attempts.takenOnEdge(block, edge);
    Guard missed = attempts.missedOnEdge(block, edge);
    return taken != null ? now.plus(taken) : missed != null ? now.without(missed) : now;
  }
}

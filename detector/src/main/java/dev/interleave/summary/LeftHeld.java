package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.summary.Action.Exit;
import dev.interleave.summary.Action.Keep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The locks that a body takes and gives back on some of its ways, and still holds where it ends on
 * another. Monitors are given back on every way by the language.
 */
final class LeftHeld {
  private static final int DEEPEST = 3;

  private final Body body;
  private final Values values;
  private final GuardFlow flow;
  private final IntPredicate mayThrow;
  private final Loops loops;
  private final List<Guard> taken = new ArrayList<>();
  private final @Nullable BitSet[] entry;
  private final Map<Integer, List<Keep>> kept = new HashMap<>(2);
  private @Nullable Dominance dominance;

  private LeftHeld(Body body, Values values, GuardFlow flow, Loops loops, IntPredicate mayThrow) {
    this.body = body;
    this.values = values;
    this.flow = flow;
    this.loops = loops;
    this.mayThrow = mayThrow;
    this.entry = new @Nullable BitSet[body.blocks().size()];
  }

  /**
   * Returns where a body ends with which locks, by step.
   *
   * @param mayThrow whether a call at a step runs code that can throw
   */
  static Map<Integer, List<Keep>> of(
      Body body, Values values, GuardFlow flow, Loops loops, IntPredicate mayThrow) {
    if (!flow.touchesLocks()) {
      return Map.of();
    }
    LeftHeld left = new LeftHeld(body, values, flow, loops, mayThrow);
    left.findTaken();
    if (!left.taken.isEmpty()) {
      left.solve();
    }
    return left.kept;
  }

  private void findTaken() {
    List<Guard> all = new ArrayList<>();
    List<Guard> given = new ArrayList<>();
    for (int i = 0; i < body.blocks().size(); i++) {
      Block block = body.blocks().get(i);
      for (int step = block.first(); step < block.end(); step++) {
        addTaken(flow.takenForSureAt(step), i, all);
        given.addAll(flow.givenBackAt(step));
      }
      for (int edge = 0; edge < block.successors().size(); edge++) {
        Guard tried = flow.attempts().takenOnEdge(block, edge);
        addTaken(tried == null ? List.of() : List.of(tried), i, all);
      }
    }
    for (Guard guard : all) {
      if (given.stream().anyMatch(guard::sameLock)) {
        taken.add(guard);
      }
    }
  }

  /** The locks of a whole collection are taken in one loop and given back in another. */
  private void addTaken(List<Guard> guards, int block, List<Guard> all) {
    for (Guard guard : guards) {
      boolean oneOfMany =
          loops.contains(block)
              && (guard.lock().endsInElement() || guard.lock().root() == Root.UNKNOWN);
      if (!oneOfMany) {
        all.add(guard);
      }
    }
  }

  private void solve() {
    entry[0] = new BitSet();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < entry.length; i++) {
        BitSet in = entry[i];
        changed |= in != null && transfer(i, in);
      }
    }
    for (int i = 0; i < entry.length; i++) {
      BitSet in = entry[i];
      if (in != null && body.blocks().get(i).handlers().isEmpty()) {
        leave(body.blocks().get(i), in);
      }
    }
  }

  private boolean transfer(int index, BitSet in) {
    Block block = body.blocks().get(index);
    BitSet now = (BitSet) in.clone();
    boolean changed = false;
    for (int step = block.first(); step < block.end(); step++) {
      giveBack(step, now);
      if (canLeave(step, now)) {
        for (int handler : block.handlers()) {
          changed |= join(handler, now);
        }
      }
      take(step, now);
    }
    for (int edge = 0; edge < block.successors().size(); edge++) {
      if (isNeverTaken(block, edge)) {
        continue;
      }
      BitSet there = (BitSet) now.clone();
      dropWhatIsRemembered(block, there);
      tried(block, edge, there);
      changed |= join(block.successors().get(edge), there);
    }
    return changed;
  }

  private void tried(Block block, int edge, BitSet there) {
    Guard got = flow.attempts().takenOnEdge(block, edge);
    if (got != null && taken.contains(got)) {
      there.set(taken.indexOf(got));
    }
    Guard missed = flow.attempts().missedOnEdge(block, edge);
    if (missed != null && taken.contains(missed)) {
      there.clear(taken.indexOf(missed));
    }
  }

  /**
   * On a way of its own, as where {@code finally} is copied to an early return, a flag is a
   * constant.
   */
  private boolean isNeverTaken(Block block, int edge) {
    if (block.end() == block.first()
        || !(body.ops().get(block.end() - 1) instanceof Op.Branch branch)
        || (branch.test() != Op.Branch.Test.ZERO && branch.test() != Op.Branch.Test.NULL)
        || branch.operands().get(0) < 0
        || !(body.ops().get(branch.operands().get(0)) instanceof Op.Constant constant)) {
      return false;
    }
    Object value = constant.value();
    boolean nothing = value == null || value.equals(0) || value.equals(false);
    return edge != (branch.onNothing() == nothing ? 0 : 1);
  }

  /** What is asked of the lock itself, as its write side, does not fail. */
  private boolean canLeave(int step, BitSet now) {
    Op op = body.ops().get(step);
    return op instanceof Op.Call call
        ? now.stream().noneMatch(i -> isOnLock(call, taken.get(i)))
        : op instanceof Op.Leave leave && leave.throwing();
  }

  private boolean isOnLock(Op.Call call, Guard guard) {
    return call.hasReceiver() && values.path(call.operands().get(0)).equals(guard.lock());
  }

  private boolean join(int to, BitSet state) {
    BitSet old = entry[to];
    if (old == null) {
      entry[to] = (BitSet) state.clone();
      return true;
    }
    int before = old.cardinality();
    old.or(state);
    return old.cardinality() != before;
  }

  private void take(int step, BitSet now) {
    for (Guard guard : flow.takenForSureAt(step)) {
      int position = taken.indexOf(guard);
      if (position >= 0) {
        now.set(position);
      }
    }
  }

  private void giveBack(int step, BitSet now) {
    for (int i = now.nextSetBit(0); i >= 0; i = now.nextSetBit(i + 1)) {
      if (isUnknownCallOn(step, taken.get(i))) {
        now.clear(i);
      }
    }
    for (Guard guard : flow.givenBackAt(step)) {
      for (int i = 0; i < taken.size(); i++) {
        if (taken.get(i).sameLock(guard) || mayBe(guard.lock(), taken.get(i))) {
          now.clear(i);
        }
      }
    }
  }

  /** A method of the lock of which nothing is known may give it back, or turn it into another. */
  private boolean isUnknownCallOn(int step, Guard guard) {
    return step != guard.epoch()
        && body.ops().get(step) instanceof Op.Call call
        && call.hasReceiver()
        && values.effect(step) == null
        && flow.takenForSureAt(step).isEmpty()
        && values.path(call.operands().get(0)).equals(guard.lock());
  }

  /**
   * Closing what a wrapper returned gives back what that call took; a variable that holds one lock
   * or another may hold this one.
   */
  private boolean mayBe(AccessPath given, Guard guard) {
    return given.root() == Root.UNKNOWN
        && (given.number() == guard.epoch()
            || (given.number() >= 0
                && given.number() < body.ops().size()
                && body.ops().get(given.number()) instanceof Op.Phi));
  }

  /**
   * A body that remembers whether it has the lock decides by that whether to give it back: both
   * ways from there are without it.
   */
  private void dropWhatIsRemembered(Block block, BitSet there) {
    if (there.isEmpty()
        || block.end() == block.first()
        || !(body.ops().get(block.end() - 1) instanceof Op.Branch branch)) {
      return;
    }
    for (int i = there.nextSetBit(0); i >= 0; i = there.nextSetBit(i + 1)) {
      if (remembers(block, branch, taken.get(i)) && leadsToRelease(block, taken.get(i))) {
        there.clear(i);
      }
    }
  }

  private boolean remembers(Block block, Op.Branch branch, Guard guard) {
    boolean perhaps = !isAlwaysTakenBefore(block, guard);
    for (int operand : branch.operands()) {
      if (operand >= 0
          && (tells(branch, operand, guard) || (perhaps && isAskedBefore(operand, guard)))) {
        return true;
      }
    }
    return false;
  }

  /** Where all ways come from the taking of the lock, there is nothing to remember. */
  private boolean isAlwaysTakenBefore(Block block, Guard guard) {
    if (dominance == null) {
      dominance = Dominance.of(body.blocks());
    }
    Dominance tree = dominance;
    int at = body.blocks().indexOf(block);
    while (at != tree.dominator(at) && body.blocks().get(at).first() > guard.epoch()) {
      at = tree.dominator(at);
    }
    Block its = body.blocks().get(at);
    return its.first() <= guard.epoch() && guard.epoch() < its.end();
  }

  /**
   * Returns whether a branch asks a flag, the result of taking the lock, or the lock's own answer.
   */
  private boolean tells(Op.Branch branch, int value, Guard guard) {
    Op op = body.ops().get(value);
    return value == guard.epoch()
        || (op instanceof Op.Phi phi && isState(branch, phi))
        || (op instanceof Op.Call call && (asks(call, guard) || asksItsStamp(value)))
        || values.path(value).equals(guard.lock());
  }

  /** A number that counts something is compared, too, but is not one of some constants. */
  private boolean isState(Op.Branch branch, Op.Phi phi) {
    return branch.test() != Op.Branch.Test.COMPARE || isOneOfConstants(phi, DEEPEST);
  }

  private boolean isOneOfConstants(Op.Phi phi, int depth) {
    for (int value : phi.operands()) {
      Op op = value < 0 ? null : body.ops().get(value);
      boolean constant =
          op == null
              || op instanceof Op.Constant
              || (op instanceof Op.Phi inner && depth > 0 && isOneOfConstants(inner, depth - 1));
      if (!constant) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the same question decides before the lock is taken whether it is. */
  private boolean isAskedBefore(int value, Guard guard) {
    for (Block block : body.blocks()) {
      if (block.end() > block.first()
          && block.end() <= guard.epoch()
          && body.ops().get(block.end() - 1) instanceof Op.Branch before
          && before.operands().stream().anyMatch(operand -> isSame(operand, value))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(int before, int value) {
    return before == value
        || (before >= 0
            && (values.path(before).equals(values.path(value))
                || (body.ops().get(before) instanceof Op.Call one
                    && body.ops().get(value) instanceof Op.Call other
                    && one.target().equals(other.target()))));
  }

  private boolean asks(Op.Call call, Guard guard) {
    AccessPath lock = guard.lock();
    if (!call.hasReceiver()) {
      return false;
    }
    AccessPath path = values.path(call.operands().get(0));
    return path.equals(lock) || (!lock.isBare() && path.equals(lock.parent()));
  }

  private boolean asksItsStamp(int call) {
    CallEffect effect = values.effect(call);
    return effect != null && effect.has(CallEffect.Flag.HOLDS);
  }

  private boolean leadsToRelease(Block block, Guard guard) {
    for (int next : block.successors()) {
      Block there = body.blocks().get(next);
      for (int step = there.first(); step < there.end(); step++) {
        if (flow.givenBackAt(step).stream().anyMatch(guard::sameLock)) {
          return true;
        }
      }
    }
    return false;
  }

  private void leave(Block block, BitSet in) {
    BitSet now = (BitSet) in.clone();
    for (int step = block.first(); step < block.end(); step++) {
      giveBack(step, now);
      if (body.ops().get(step) instanceof Op.Leave leave) {
        keep(step, leave.throwing() ? Exit.THROW : Exit.RETURN, now);
      } else if (mayThrow.test(step) && flow.givenBackAt(step).isEmpty()) {
        keep(step, Exit.CALL, now);
      }
      take(step, now);
    }
  }

  private void keep(int step, Exit exit, BitSet now) {
    for (int i = now.nextSetBit(0); i >= 0; i = now.nextSetBit(i + 1)) {
      kept.computeIfAbsent(step, s -> new ArrayList<>(1)).add(new Keep(taken.get(i), exit));
    }
  }
}

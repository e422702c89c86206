package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Guard.Mode;
import dev.interleave.domain.GuardSet;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Dispatch;

/** The guards that a body itself insists on: it throws unless its caller holds them. */
final class Asserted {
  private final Body body;
  private final Values values;

  private Asserted(Body body, Values values) {
    this.body = body;
    this.values = values;
  }

  static GuardSet of(Body body, Values values) {
    Asserted asserted = new Asserted(body, values);
    GuardSet all = GuardSet.NONE;
    for (int step = 0; step < body.ops().size(); step++) {
      if (body.ops().get(step) instanceof Op.Call call && asserted.asks(step, call)) {
        AccessPath lock = values.path(call.operands().get(0));
        boolean named = lock.root() != Root.UNKNOWN && lock.root() != Root.FRESH;
        if (named && asserted.isInsistedOn(step)) {
          all = all.plus(new Guard(lock, Mode.EXCLUSIVE, Guard.AT_ENTRY));
        }
      }
    }
    return all;
  }

  private boolean asks(int step, Op.Call call) {
    CallEffect effect = values.effect(step);
    return effect != null && effect.has(Flag.HOLDS) && !call.operands().isEmpty();
  }

  /** Whether the answer "no" ends in an exception, here or in a method that is told it. */
  private boolean isInsistedOn(int answer) {
    for (Block block : body.blocks()) {
      int last = block.end() - 1;
      if (last >= block.first() && throwsOnNo(block, body.ops().get(last), answer)) {
        return true;
      }
    }
    return body.ops().stream()
        .anyMatch(
            op ->
                op instanceof Op.Call call
                    && call.dispatch() == Dispatch.STATIC
                    && call.target().descriptor().startsWith("(Z")
                    && call.target().descriptor().endsWith(")V")
                    && call.operands().get(0) == answer);
  }

  private boolean throwsOnNo(Block block, Op last, int answer) {
    return last instanceof Op.Branch branch
        && branch.test() == Op.Branch.Test.ZERO
        && branch.operands().contains(answer)
        && block.successors().size() == 2
        && isThrow(body.blocks().get(block.successors().get(branch.onNothing() ? 0 : 1)));
  }

  /** What goes on with an exception that was caught insists on nothing. */
  private boolean isThrow(Block block) {
    return block.end() > block.first()
        && body.ops().get(block.end() - 1) instanceof Op.Leave leave
        && leave.throwing()
        && leave.operands().stream()
            .noneMatch(thrown -> thrown >= 0 && body.ops().get(thrown) instanceof Op.Caught);
  }
}

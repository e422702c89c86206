package dev.interleave.summary;

import dev.interleave.domain.Guard;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.LockAction;
import org.jspecify.annotations.Nullable;

/** The locks that a body tries for, and what it decides by whether it got them. */
final class Attempts {
  private final Body body;
  private final Values values;

  Attempts(Body body, Values values) {
    this.body = body;
    this.values = values;
  }

  /** Returns whether the next decision is on the result of an attempt. */
  boolean decideNext(int step) {
    for (int i = step + 1; i < body.ops().size(); i++) {
      Op op = body.ops().get(i);
      if (op instanceof Op.Branch branch) {
        return branch.test() == Op.Branch.Test.ZERO && branch.operands().contains(step);
      }
      if (op instanceof Op.Call || op instanceof Op.Leave) {
        return false;
      }
    }
    return false;
  }

  /** Returns the lock that was tried for and got when control goes this way from a block. */
  @Nullable Guard takenOnEdge(Block block, int edge) {
    Guard tried = triedFor(block);
    return tried != null && isGot(block, edge) ? tried : null;
  }

  /** Returns the lock that was tried for in vain when control goes this way from a block. */
  @Nullable Guard missedOnEdge(Block block, int edge) {
    Guard tried = triedFor(block);
    return tried != null && !isGot(block, edge) ? tried : null;
  }

  /** Returns the lock on whose getting the block decides at its end; null when it does not. */
  private @Nullable Guard triedFor(Block block) {
    if (block.end() > block.first()
        && body.ops().get(block.end() - 1) instanceof Op.Branch branch
        && branch.test() == Op.Branch.Test.ZERO
        && body.ops().get(asked(branch)) instanceof Op.Call call) {
      int step = asked(branch);
      CallEffect effect = values.effect(step);
      return effect == null || effect.lock() != LockAction.TRY
          ? null
          : Guard.of(values.path(call.operands().get(0)), effect.shared(), step);
    }
    return null;
  }

  /** A stamp is compared with zero before that is asked. */
  private int asked(Op.Branch branch) {
    int operand = branch.operands().get(0);
    return body.ops().get(operand) instanceof Op.Compute compute
            && compute.operator().equals("compare")
            && body.ops().get(compute.operands().get(1)) instanceof Op.Constant zero
            && Long.valueOf(0).equals(zero.value())
        ? compute.operands().get(0)
        : operand;
  }

  private boolean isGot(Block block, int edge) {
    return body.ops().get(block.end() - 1) instanceof Op.Branch branch
        && (edge == 0) != branch.onNothing();
  }
}

package dev.interleave.frontend.source;

import dev.interleave.ir.Op;
import java.util.List;

/**
 * A step with its operands' final numbers in place of those that they had while it was written.
 *
 * @param values by the former numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Renumbering(int[] values) implements Op.Cases<Op> {
  private int of(int value) {
    return value < 0 ? value : values[value];
  }

  private List<Integer> of(List<Integer> all) {
    return all.stream().map(this::of).toList();
  }

  @Override
  public Op param(Op.Param op) {
    return op;
  }

  @Override
  public Op constant(Op.Constant op) {
    return op;
  }

  @Override
  public Op create(Op.Create op) {
    return op;
  }

  @Override
  public Op get(Op.Get op) {
    return new Op.Get(op.field(), of(op.object()));
  }

  @Override
  public Op put(Op.Put op) {
    return new Op.Put(op.field(), of(op.object()), of(op.value()));
  }

  @Override
  public Op load(Op.Load op) {
    return new Op.Load(of(op.array()), of(op.index()));
  }

  @Override
  public Op store(Op.Store op) {
    return new Op.Store(of(op.array()), of(op.index()), of(op.value()));
  }

  @Override
  public Op call(Op.Call op) {
    return new Op.Call(op.dispatch(), op.target(), of(op.operands()));
  }

  @Override
  public Op lambda(Op.Lambda op) {
    return new Op.Lambda(op.type(), op.body(), op.dispatch(), of(op.captured()));
  }

  @Override
  public Op enter(Op.Enter op) {
    return new Op.Enter(of(op.monitor()));
  }

  @Override
  public Op exit(Op.Exit op) {
    return new Op.Exit(of(op.monitor()));
  }

  @Override
  public Op compute(Op.Compute op) {
    return new Op.Compute(op.operator(), of(op.operands()), op.wide());
  }

  @Override
  public Op cast(Op.Cast op) {
    return new Op.Cast(op.type(), of(op.value()));
  }

  @Override
  public Op phi(Op.Phi op) {
    return new Op.Phi(of(op.operands()));
  }

  @Override
  public Op caught(Op.Caught op) {
    return op;
  }

  @Override
  public Op branch(Op.Branch op) {
    return new Op.Branch(op.test(), of(op.operands()), op.onNothing());
  }

  @Override
  public Op leave(Op.Leave op) {
    return new Op.Leave(op.throwing(), of(op.operands()));
  }
}

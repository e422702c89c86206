package dev.interleave.summary;

import dev.interleave.model.AccessPath;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The paths of some operands, seen through them. */
final class Paths extends AbstractList<AccessPath> implements RandomAccess {
  private final List<Operand> operands;

  Paths(List<Operand> operands) {
    this.operands = operands;
  }

  @Override
  public AccessPath get(int index) {
    return operands.get(index).path();
  }

  @Override
  public int size() {
    return operands.size();
  }
}

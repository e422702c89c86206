package dev.interleave.frontend.source;

import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A body while it is written: blocks of steps that still read and write variables. A step's
 * operands are the numbers that {@link #add} and {@link #load} gave.
 */
final class Code {
  /** Steps that run one after the other. */
  static final class Block {
    final List<Step> steps = new ArrayList<>();
    final List<Block> successors = new ArrayList<>(2);
    final List<Block> handlers;
    final List<Block> predecessors = new ArrayList<>(2);
    final List<Block> covered = new ArrayList<>(0);

    /** Position in reverse post-order; -1 when unreachable. */
    int order = -1;

    private Block(List<Block> handlers) {
      this.handlers = handlers;
    }

    boolean isLoopHead() {
      return predecessors.stream().anyMatch(from -> from.order >= order);
    }
  }

  /**
   * A step, or a variable's read or write.
   *
   * @param number the value that it gives
   * @param op null for variables
   * @param variable null for steps
   * @param stored the value written; {@link #READ} for a read
   */
  record Step(int number, @Nullable Op op, @Nullable Variable variable, int stored, Span span) {}

  static final int READ = -2;

  private final Block entry = new Block(List.of());
  private @Nullable Block current = entry;
  private List<Block> handlers = List.of();
  private Span here = Span.UNKNOWN;
  private int numbers;

  Block entry() {
    return entry;
  }

  int numbers() {
    return numbers;
  }

  Span here() {
    return here;
  }

  void at(Span span) {
    here = span;
  }

  boolean isAlive() {
    return current != null;
  }

  int add(Op op) {
    return append(op, null, READ);
  }

  int load(Variable variable) {
    return append(null, variable, READ);
  }

  /** Changes a number that was written a few steps ago; false when no constant was written. */
  boolean replaceConstant(int number, UnaryOperator<Number> other) {
    List<Step> steps = current == null ? List.of() : current.steps;
    int at = steps.size() - 1;
    while (at > 0 && steps.get(at).number() > number) {
      at--;
    }
    if (at >= 0
        && steps.get(at).number() == number
        && steps.get(at).op() instanceof Op.Constant constant
        && constant.value() instanceof Number known) {
      Op changed = new Op.Constant(other.apply(known));
      steps.set(at, new Step(number, changed, null, READ, steps.get(at).span()));
      return true;
    }
    return false;
  }

  void store(Variable variable, int value) {
    append(null, variable, value);
  }

  private int append(@Nullable Op op, @Nullable Variable variable, int stored) {
    Block block = current;
    if (block == null) {
      // code that nothing leads to is written all the same, and left out at the end
      block = new Block(handlers);
      current = block;
    }
    int number = numbers++;
    block.steps.add(new Step(number, op, variable, stored, here));
    return number;
  }

  Block block() {
    return new Block(handlers);
  }

  /** Goes on in a block, which what was written last leads to. */
  void start(Block block) {
    if (current != null) {
      link(current, block);
    }
    current = block;
  }

  void jump(Block target) {
    if (current != null) {
      link(current, target);
      current = null;
    }
  }

  /** Ends the block by a decision; the successors stand in the order of {@link Op.Branch}. */
  void branch(Op.Branch decision, List<Block> targets) {
    add(decision);
    Block from = current;
    if (from != null) {
      targets.forEach(target -> link(from, target));
    }
    current = null;
  }

  void leave(boolean throwing, List<Integer> operands) {
    add(new Op.Leave(throwing, operands));
    current = null;
  }

  private static void link(Block from, Block to) {
    if (!from.successors.contains(to)) {
      from.successors.add(to);
    }
  }

  List<Block> handlers() {
    return handlers;
  }

  /** From here on exceptions go to these handlers, the innermost first. */
  void handlers(List<Block> its) {
    if (its.equals(handlers)) {
      return;
    }
    handlers = List.copyOf(its);
    if (current != null) {
      start(block());
    }
  }

  void handlersAround(List<Block> inner) {
    List<Block> all = new ArrayList<>(inner);
    all.addAll(handlers);
    handlers(all);
  }
}

package dev.interleave.frontend.source;

import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.Code.Step;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Turns written code into a body: orders the blocks and replaces variables by values. Where ways
 * meet, values do so in phi steps; at the head of a loop each variable that a later block writes
 * gets one.
 */
final class Assembly {
  private static final int UNDEFINED = -1;

  private final List<Variable> incoming;
  private final int slots;
  private final List<Block> order;
  private final List<Op> ops = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final int[] values;
  private final int[][] entries;
  private final int[][] exits;
  private final BitSet[] writtenLater;
  private final List<OpenPhi> open = new ArrayList<>();

  /** A phi at the head of a loop that still waits for the values of later blocks. */
  private record OpenPhi(int step, Block block, int slot) {}

  private Assembly(Code code, MethodContext context) {
    this.incoming = context.incoming();
    this.slots = context.slots();
    this.values = new int[code.numbers()];
    this.order = BlockOrder.of(code.entry());
    this.entries = new int[order.size()][];
    this.exits = new int[order.size()][];
    this.writtenLater = new BitSet[order.size()];
  }

  static Body assemble(Code code, MethodContext context) {
    return new Assembly(code, context).run();
  }

  private Body run() {
    int[] start = new int[slots];
    Arrays.fill(start, UNDEFINED);
    for (int i = 0; i < incoming.size(); i++) {
      Variable variable = incoming.get(i);
      start[variable.slot()] = add(new Op.Param(i, variable.type().name()), Span.UNKNOWN);
    }
    List<dev.interleave.ir.Block> blocks = new ArrayList<>();
    blocks.add(new dev.interleave.ir.Block(0, ops.size(), List.of(1), List.of()));
    collectWrites();
    for (Block block : order) {
      int first = ops.size();
      int[] frame = entry(block, start);
      entries[block.order] = frame.clone();
      block.steps.forEach(step -> execute(step, frame));
      exits[block.order] = frame;
      blocks.add(
          new dev.interleave.ir.Block(
              first, ops.size(), positions(block.successors), positions(block.handlers)));
    }
    close();
    return new Body(ops, spans, blocks, incoming.stream().map(Variable::name).toList());
  }

  private int add(Op op, Span span) {
    ops.add(op);
    spans.add(span);
    return ops.size() - 1;
  }

  private static List<Integer> positions(List<Block> blocks) {
    return blocks.stream().filter(block -> block.order >= 0).map(block -> block.order + 1).toList();
  }

  private void collectWrites() {
    BitSet below = new BitSet();
    for (int i = order.size() - 1; i >= 0; i--) {
      below = (BitSet) below.clone();
      for (Step step : order.get(i).steps) {
        if (step.variable() != null && step.stored() != Code.READ) {
          below.set(step.variable().slot());
        }
      }
      writtenLater[i] = below;
    }
  }

  private void execute(Step step, int[] frame) {
    Variable variable = step.variable();
    if (variable != null && step.stored() != Code.READ) {
      frame[variable.slot()] = values[step.stored()];
    } else if (variable != null) {
      if (frame[variable.slot()] == UNDEFINED) {
        // a variable that only some of the ways here assign: nothing is known of it
        frame[variable.slot()] = add(new Op.Caught("java/lang/Object"), step.span());
      }
      values[step.number()] = frame[variable.slot()];
    } else if (step.op() != null) {
      values[step.number()] = add(step.op().match(new Renumbering(values)), step.span());
    }
  }

  private int[] entry(Block block, int[] start) {
    List<int[]> from = new ArrayList<>();
    if (block.order == 0) {
      from.add(start);
    }
    for (Block before : block.predecessors) {
      if (before.order < block.order) {
        from.add(exits[before.order]);
      }
    }
    for (Block before : block.covered) {
      if (before.order < block.order) {
        from.add(entries[before.order]);
        from.add(exits[before.order]);
      }
    }
    return from.isEmpty() ? start.clone() : merge(block, from);
  }

  private int[] merge(Block block, List<int[]> from) {
    int[] merged = from.get(0).clone();
    BitSet changing = block.isLoopHead() ? writtenLater[block.order] : new BitSet();
    for (int slot = 0; slot < merged.length; slot++) {
      List<Integer> meeting = new ArrayList<>(from.size());
      for (int[] frame : from) {
        addOnce(meeting, frame[slot]);
      }
      if (changing.get(slot) && merged[slot] != UNDEFINED) {
        merged[slot] = add(new Op.Phi(meeting), Span.UNKNOWN);
        open.add(new OpenPhi(merged[slot], block, slot));
      } else if (meeting.contains(UNDEFINED)) {
        merged[slot] = UNDEFINED;
      } else {
        merged[slot] =
            meeting.size() == 1 ? meeting.get(0) : add(new Op.Phi(meeting), Span.UNKNOWN);
      }
    }
    return merged;
  }

  private static void addOnce(List<Integer> all, int value) {
    if (!all.contains(value)) {
      all.add(value);
    }
  }

  private void close() {
    for (OpenPhi phi : open) {
      List<Integer> all = new ArrayList<>(((Op.Phi) ops.get(phi.step)).operands());
      for (Block from : phi.block.predecessors) {
        if (from.order >= phi.block.order) {
          addOnce(all, exits[from.order][phi.slot]);
        }
      }
      all.removeAll(List.of(phi.step, UNDEFINED));
      ops.set(phi.step, new Op.Phi(List.copyOf(all)));
    }
  }

  /** The reachable blocks in reverse post-order, handlers after the normal flow. */
  private static final class BlockOrder {
    private final List<Block> postorder = new ArrayList<>();

    static List<Block> of(Block entry) {
      BlockOrder order = new BlockOrder();
      order.visit(entry);
      Collections.reverse(order.postorder);
      List<Block> blocks = order.postorder;
      for (int i = 0; i < blocks.size(); i++) {
        blocks.get(i).order = i;
      }
      for (Block block : blocks) {
        block.successors.forEach(to -> to.predecessors.add(block));
        block.handlers.stream()
            .filter(handler -> handler != block && handler.order >= 0)
            .forEach(handler -> handler.covered.add(block));
      }
      return blocks;
    }

    private void visit(Block entry) {
      List<Block> path = new ArrayList<>(List.of(entry));
      List<int[]> next = new ArrayList<>(List.of(new int[1]));
      entry.order = 0;
      while (!path.isEmpty()) {
        Block top = path.get(path.size() - 1);
        int edge = next.get(next.size() - 1)[0]++;
        int handlers = top.handlers.size();
        if (edge >= handlers + top.successors.size()) {
          postorder.add(top);
          path.remove(path.size() - 1);
          next.remove(next.size() - 1);
          continue;
        }
        Block to = edge < handlers ? top.handlers.get(edge) : top.successors.get(edge - handlers);
        if (to.order < 0) {
          to.order = 0;
          path.add(to);
          next.add(new int[1]);
        }
      }
    }
  }
}

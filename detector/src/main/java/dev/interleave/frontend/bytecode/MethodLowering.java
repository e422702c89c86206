package dev.interleave.frontend.bytecode;

import dev.interleave.frontend.bytecode.ControlFlow.Range;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.model.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns the code of one method into steps, in one pass over its blocks. Values merge by phi steps;
 * at the head of a loop every local variable that a later block assigns gets one (M. Braun et al.,
 * "Simple and Efficient Construction of Static Single Assignment Form", CC 2013, without its
 * removal of trivial phis: readers treat a phi of one value as that value).
 */
final class MethodLowering {
  private static final List<String> ONLY_THIS = List.of("this");

  private final String owner;
  private final MethodNode method;
  private final Names names;
  private final Steps steps = new Steps();
  private final List<Range> ranges;
  private final Frame[] entries;
  private final Frame[] exits;
  private final List<Block> blocks = new ArrayList<>();
  private BitSet @Nullable [] assignedLater;
  private final List<OpenPhi> open = new ArrayList<>();

  /** A phi at the head of a loop that still waits for the values of later blocks. */
  private record OpenPhi(int step, Range block, int slot, boolean onStack) {}

  private MethodLowering(String owner, MethodNode method, Names names) {
    this.names = names;
    this.owner = owner;
    this.method = method;
    this.ranges = ControlFlow.of(method);
    this.entries = new Frame[ranges.size()];
    this.exits = new Frame[ranges.size()];
  }

  /**
   * Lowers a method.
   *
   * @throws RuntimeException for code that a JVM would refuse
   */
  static Body lower(String owner, MethodNode method, Names names) {
    return new MethodLowering(owner, method, names).run();
  }

  private Body run() {
    Frame start = parameters();
    blocks.add(new Block(0, steps.size(), List.of(1), List.of()));
    for (Range range : ranges) {
      int first = steps.size();
      Frame frame = entry(range, start);
      if (!range.handlers.isEmpty()) {
        entries[range.order] = frame.copy();
      }
      steps.at(lineBefore(range.start));
      Machine machine = new Machine(steps, frame, names);
      for (int i = range.start; i < range.end; i++) {
        machine.execute(method.instructions.get(i));
      }
      exits[range.order] = frame;
      blocks.add(
          new Block(first, steps.size(), positions(range.successors), positions(range.handlers)));
    }
    close();
    return new Body(steps.ops(), steps.spans(), blocks, names());
  }

  /** A block without a line of its own goes on with the one before it in the file. */
  private Span lineBefore(int start) {
    for (AbstractInsnNode insn = method.instructions.get(start);
        insn != null;
        insn = insn.getPrevious()) {
      if (insn instanceof LineNumberNode line) {
        return Span.ofLine(line.line);
      }
    }
    return Span.UNKNOWN;
  }

  private static List<Integer> positions(List<Range> ranges) {
    Integer[] positions = new Integer[ranges.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = ranges.get(i).order + 1;
    }
    return List.of(positions);
  }

  private boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  private Frame parameters() {
    Frame frame = new Frame(Math.max(method.maxLocals, 1), Math.max(method.maxStack, 1) + 2);
    int slot = 0;
    int index = 0;
    if (!isStatic()) {
      frame.locals[slot++] = steps.add(new Op.Param(index++, owner), false);
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      frame.locals[slot] =
          steps.add(new Op.Param(index++, names.text(TypeNames.of(type))), type.getSize() == 2);
      slot += type.getSize();
    }
    return frame;
  }

  private List<String> names() {
    List<String> all = new ArrayList<>();
    int slot = 0;
    if (!isStatic()) {
      all.add("this");
      slot = 1;
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      all.add(nameOf(slot));
      slot += type.getSize();
    }
    return all.equals(ONLY_THIS) ? ONLY_THIS : List.copyOf(all);
  }

  private String nameOf(int slot) {
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == slot) {
          return names.text(variable.name);
        }
      }
    }
    return "";
  }

  private Frame entry(Range range, Frame start) {
    steps.at(Span.UNKNOWN);
    List<Frame> incoming = new ArrayList<>(2);
    if (range.order == 0) {
      incoming.add(start);
    }
    for (Range from : range.predecessors) {
      if (from.order < range.order) {
        incoming.add(exits[from.order]);
      }
    }
    for (Range from : range.covered) {
      if (from.order < range.order) {
        incoming.add(entries[from.order]);
        incoming.add(exits[from.order]);
      }
    }
    Frame frame = merge(range, incoming);
    if (range.isHandler()) {
      frame.clearStack();
      frame.push(steps.add(new Op.Caught(range.caught), false));
    }
    return frame;
  }

  private Frame merge(Range range, List<Frame> incoming) {
    if (incoming.isEmpty()) {
      // entered only from later blocks, as a handler within a loop may be
      return new Frame(Math.max(method.maxLocals, 1), Math.max(method.maxStack, 1) + 2);
    }
    Frame merged = incoming.get(0).copy();
    BitSet changing = range.isLoopHead() ? assignedFrom(range) : null;
    if (changing == null && incoming.size() == 1) {
      return merged;
    }
    for (int slot = 0; slot < merged.locals.length; slot++) {
      boolean changes = changing != null && changing.get(slot);
      if (changes && merged.locals[slot] != Frame.UNDEFINED) {
        int phi = steps.add(phiOf(incoming, slot), steps.isWide(merged.locals[slot]));
        open.add(new OpenPhi(phi, range, slot, false));
        merged.locals[slot] = phi;
      } else {
        merged.locals[slot] = join(incoming, slot);
      }
    }
    if (!range.isHandler()) {
      mergeStacks(merged, incoming);
    }
    return merged;
  }

  private void mergeStacks(Frame merged, List<Frame> incoming) {
    int depth = merged.depth();
    int[] joined = new int[depth];
    for (int position = 0; position < depth; position++) {
      List<Integer> values = new ArrayList<>(incoming.size());
      for (Frame frame : incoming) {
        if (frame.depth() != depth) {
          throw new UnreadableCodeException("operand stacks of different depth meet");
        }
        addOnce(values, frame.stackAt(position));
      }
      joined[position] =
          values.size() == 1
              ? values.get(0)
              : steps.add(new Op.Phi(values), steps.isWide(values.get(0)));
    }
    merged.clearStack();
    for (int value : joined) {
      merged.push(value);
    }
  }

  private BitSet assignedFrom(Range head) {
    if (assignedLater == null) {
      BitSet[] all = new BitSet[ranges.size()];
      BitSet below = new BitSet();
      for (int i = all.length - 1; i >= 0; i--) {
        below = (BitSet) below.clone();
        below.or(ControlFlow.assigned(method, ranges.get(i)));
        all[i] = below;
      }
      assignedLater = all;
    }
    return assignedLater[head.order];
  }

  private int join(List<Frame> incoming, int slot) {
    int same = sameIn(incoming, slot);
    if (same != Frame.UNDEFINED) {
      return same;
    }
    Op.Phi phi = phiOf(incoming, slot);
    if (phi.operands().contains(Frame.UNDEFINED)) {
      return Frame.UNDEFINED;
    }
    return phi.operands().size() == 1
        ? phi.operands().get(0)
        : steps.add(phi, steps.isWide(phi.operands().get(0)));
  }

  /** Returns the value that a local variable has whichever way control came, if it is one. */
  private static int sameIn(List<Frame> incoming, int slot) {
    int first = incoming.get(0).locals[slot];
    for (int i = 1; i < incoming.size(); i++) {
      if (incoming.get(i).locals[slot] != first) {
        return Frame.UNDEFINED;
      }
    }
    return first;
  }

  private static Op.Phi phiOf(List<Frame> incoming, int slot) {
    List<Integer> values = new ArrayList<>(incoming.size());
    for (Frame frame : incoming) {
      addOnce(values, frame.locals[slot]);
    }
    return new Op.Phi(values);
  }

  private static void addOnce(List<Integer> values, int value) {
    if (!values.contains(value)) {
      values.add(value);
    }
  }

  private void close() {
    for (OpenPhi phi : open) {
      List<Integer> values = new ArrayList<>(((Op.Phi) steps.get(phi.step)).operands());
      for (Range from : phi.block.predecessors) {
        if (from.order >= phi.block.order) {
          addOnce(values, exits[from.order].locals[phi.slot]);
        }
      }
      values.remove((Integer) phi.step);
      values.remove((Integer) Frame.UNDEFINED);
      steps.set(phi.step, new Op.Phi(List.copyOf(values)));
    }
  }
}

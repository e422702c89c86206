package dev.interleave.frontend.bytecode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The basic blocks of a method's instructions, in reverse post-order. */
final class ControlFlow {
  /** Instructions that run one after the other. */
  static final class Range {
    final int start;
    int end;
    final List<Range> successors = new ArrayList<>(2);
    final List<Range> handlers = new ArrayList<>(0);
    final List<Range> predecessors = new ArrayList<>(2);
    final List<Range> covered = new ArrayList<>(0);

    /** Position in reverse post-order; -1 when unreachable. */
    int order = -1;

    /** The class caught, for the first instruction of a handler; empty elsewhere. */
    String caught = "";

    /** Whether one of the handlers takes every exception, so that none gets any further. */
    boolean caughtAll;

    Range(int start) {
      this.start = start;
    }

    boolean isHandler() {
      return !caught.isEmpty();
    }

    /** Returns whether some way into this block comes from a later one. */
    boolean isLoopHead() {
      for (Range from : predecessors) {
        if (from.order >= order) {
          return true;
        }
      }
      return false;
    }
  }

  private static final String THROWABLE = "java/lang/Throwable";

  private final MethodNode method;
  private final InsnList code;
  private final Range[] at;

  private ControlFlow(MethodNode method) {
    this.method = method;
    this.code = method.instructions;
    this.at = new Range[code.size() + 1];
  }

  /** Returns the reachable blocks, entry first. */
  static List<Range> of(MethodNode method) {
    ControlFlow flow = new ControlFlow(method);
    flow.cut();
    flow.connect();
    flow.connectHandlers();
    return flow.sort();
  }

  private void cut() {
    BitSet leaders = new BitSet(code.size() + 1);
    leaders.set(0);
    for (int i = 0; i < code.size(); i++) {
      AbstractInsnNode insn = code.get(i);
      List<LabelNode> targets = targets(insn);
      for (int j = 0; j < targets.size(); j++) {
        leaders.set(code.indexOf(targets.get(j)));
      }
      if (endsBlock(insn)) {
        leaders.set(i + 1);
      }
    }
    for (TryCatchBlockNode trap : method.tryCatchBlocks) {
      leaders.set(code.indexOf(trap.start));
      leaders.set(code.indexOf(trap.end));
      leaders.set(code.indexOf(trap.handler));
    }
    for (int i = leaders.nextSetBit(0); i >= 0 && i < code.size(); i = leaders.nextSetBit(i + 1)) {
      Range current = new Range(i);
      int next = leaders.nextSetBit(i + 1);
      current.end = next < 0 ? code.size() : Math.min(next, code.size());
      at[i] = current;
    }
  }

  private void connect() {
    for (int i = 0; i < code.size(); i++) {
      Range range = at[i];
      if (range == null) {
        continue;
      }
      AbstractInsnNode last = code.get(range.end - 1);
      for (LabelNode target : targets(last)) {
        link(range, at[code.indexOf(target)]);
      }
      if (!stops(last) && range.end < code.size()) {
        link(range, at[range.end]);
      }
    }
  }

  private void connectHandlers() {
    for (TryCatchBlockNode trap : method.tryCatchBlocks) {
      Range handler = at[code.indexOf(trap.handler)];
      String caught = trap.type == null ? THROWABLE : trap.type;
      handler.caught = handler.isHandler() ? THROWABLE : caught;
      for (int i = code.indexOf(trap.start); i < code.indexOf(trap.end); i++) {
        Range covered = at[i];
        if (covered != null
            && covered != handler
            && !covered.caughtAll
            && !covered.handlers.contains(handler)) {
          covered.handlers.add(handler);
          handler.covered.add(covered);
          covered.caughtAll = caught.equals(THROWABLE);
        }
      }
    }
  }

  private static void link(Range from, Range to) {
    if (!from.successors.contains(to)) {
      from.successors.add(to);
      to.predecessors.add(from);
    }
  }

  private List<Range> sort() {
    List<Range> order = postorder();
    Collections.reverse(order);
    for (int i = 0; i < order.size(); i++) {
      order.get(i).order = i;
    }
    for (Range range : order) {
      range.predecessors.removeIf(from -> from.order < 0);
      range.covered.removeIf(from -> from.order < 0);
    }
    return order;
  }

  private List<Range> postorder() {
    List<Range> postorder = new ArrayList<>();
    BitSet seen = new BitSet();
    List<Range> path = new ArrayList<>();
    int[] next = new int[code.size() + 1];
    if (at[0] != null) {
      path.add(at[0]);
      seen.set(0);
    }
    while (!path.isEmpty()) {
      Range top = path.get(path.size() - 1);
      int edge = next[top.start]++;
      // handlers first: they then come after the normal flow in reverse post-order
      int handlers = top.handlers.size();
      if (edge < handlers + top.successors.size()) {
        Range to = edge < handlers ? top.handlers.get(edge) : top.successors.get(edge - handlers);
        if (!seen.get(to.start)) {
          seen.set(to.start);
          path.add(to);
        }
      } else {
        path.remove(path.size() - 1);
        postorder.add(top);
      }
    }
    return postorder;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      List<LabelNode> all = new ArrayList<>(table.labels);
      all.add(table.dflt);
      return all;
    }
    if (insn instanceof LookupSwitchInsnNode lookup) {
      List<LabelNode> all = new ArrayList<>(lookup.labels);
      all.add(lookup.dflt);
      return all;
    }
    return List.of();
  }

  private static boolean endsBlock(AbstractInsnNode insn) {
    return insn instanceof JumpInsnNode || stops(insn);
  }

  private static boolean stops(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }

  /** Returns the local variables that a block assigns, as slot numbers. */
  static BitSet assigned(MethodNode method, Range range) {
    BitSet slots = new BitSet();
    for (int i = range.start; i < range.end; i++) {
      AbstractInsnNode insn = method.instructions.get(i);
      if (insn instanceof VarInsnNode local && insn.getOpcode() >= Opcodes.ISTORE) {
        slots.set(local.var);
      } else if (insn instanceof IincInsnNode step) {
        slots.set(step.var);
      }
    }
    return slots;
  }
}

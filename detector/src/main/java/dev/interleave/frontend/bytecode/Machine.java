package dev.interleave.frontend.bytecode;

import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Span;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Executes instructions on values instead of data, writing a step for each that matters. */
final class Machine {
  private final Steps steps;
  private final Frame frame;
  private final Simple simple;
  private final Calls calls;
  private final Names names;

  Machine(Steps steps, Frame frame, Names names) {
    this.names = names;
    this.steps = steps;
    this.frame = frame;
    this.simple = new Simple(steps, frame);
    this.calls = new Calls(steps, frame, names);
  }

  void execute(AbstractInsnNode insn) {
    switch (insn.getType()) {
      case AbstractInsnNode.LINE -> steps.at(Span.ofLine(((LineNumberNode) insn).line));
      case AbstractInsnNode.LABEL, AbstractInsnNode.FRAME -> {}
      case AbstractInsnNode.INSN -> simple.execute(insn.getOpcode());
      case AbstractInsnNode.VAR_INSN -> local((VarInsnNode) insn);
      case AbstractInsnNode.IINC_INSN -> increment((IincInsnNode) insn);
      case AbstractInsnNode.FIELD_INSN -> field((FieldInsnNode) insn);
      case AbstractInsnNode.METHOD_INSN -> calls.invoke((MethodInsnNode) insn);
      case AbstractInsnNode.INVOKE_DYNAMIC_INSN ->
          calls.invokeDynamic((InvokeDynamicInsnNode) insn);
      case AbstractInsnNode.LDC_INSN -> loadConstant(((LdcInsnNode) insn).cst);
      case AbstractInsnNode.INT_INSN -> integer((IntInsnNode) insn);
      case AbstractInsnNode.TYPE_INSN -> type((TypeInsnNode) insn);
      case AbstractInsnNode.MULTIANEWARRAY_INSN -> arrays((MultiANewArrayInsnNode) insn);
      case AbstractInsnNode.JUMP_INSN -> jump((JumpInsnNode) insn);
      case AbstractInsnNode.TABLESWITCH_INSN, AbstractInsnNode.LOOKUPSWITCH_INSN ->
          steps.add(new Op.Branch(Test.SWITCH, List.of(frame.pop()), false), false);
      default -> throw new UnreadableCodeException("instruction of unknown type");
    }
  }

  private void push(Op op, boolean wide) {
    frame.push(steps.add(op, wide));
  }

  private void local(VarInsnNode insn) {
    int opcode = insn.getOpcode();
    if (opcode >= Opcodes.ISTORE) {
      int value = frame.pop();
      frame.locals[insn.var] = value;
      if (steps.isWide(value)) {
        frame.locals[insn.var + 1] = Frame.UNDEFINED;
      }
      return;
    }
    int value = frame.locals[insn.var];
    if (value == Frame.UNDEFINED) {
      // a variable that only some of the ways here assign: nothing is known of it
      value = steps.add(new Op.Caught("java/lang/Object"), isWideLoad(opcode));
      frame.locals[insn.var] = value;
    }
    frame.push(value);
  }

  private static boolean isWideLoad(int opcode) {
    return opcode == Opcodes.LLOAD || opcode == Opcodes.DLOAD;
  }

  private void increment(IincInsnNode insn) {
    int by = steps.add(new Op.Constant(insn.incr), false);
    int old = frame.locals[insn.var];
    frame.locals[insn.var] =
        steps.add(new Op.Compute("+", old < 0 ? List.of(by) : List.of(old, by), false), false);
  }

  private void field(FieldInsnNode insn) {
    FieldRef ref = names.field(insn.owner, insn.name, insn.desc);
    boolean wide = insn.desc.equals("J") || insn.desc.equals("D");
    switch (insn.getOpcode()) {
      case Opcodes.GETSTATIC -> push(new Op.Get(ref, Op.NO_OBJECT), wide);
      case Opcodes.GETFIELD -> push(new Op.Get(ref, frame.pop()), wide);
      case Opcodes.PUTSTATIC -> steps.add(new Op.Put(ref, Op.NO_OBJECT, frame.pop()), false);
      default -> {
        int value = frame.pop();
        steps.add(new Op.Put(ref, frame.pop(), value), false);
      }
    }
  }

  private void loadConstant(Object constant) {
    if (constant instanceof Type type && type.getSort() <= Type.OBJECT) {
      push(new Op.Constant(names.type(TypeNames.of(type))), false);
    } else if (constant instanceof Number || constant instanceof String) {
      push(new Op.Constant(constant), constant instanceof Long || constant instanceof Double);
    } else {
      push(new Op.Compute("constant", List.of(), false), false);
    }
  }

  private void integer(IntInsnNode insn) {
    if (insn.getOpcode() == Opcodes.NEWARRAY) {
      frame.pop();
      push(new Op.Create("["), false);
    } else {
      push(new Op.Constant(insn.operand), false);
    }
  }

  private void type(TypeInsnNode insn) {
    switch (insn.getOpcode()) {
      case Opcodes.NEW -> push(new Op.Create(names.text(insn.desc)), false);
      case Opcodes.ANEWARRAY -> {
        frame.pop();
        push(new Op.Create("[" + insn.desc), false);
      }
      case Opcodes.CHECKCAST -> push(new Op.Cast(names.text(insn.desc), frame.pop()), false);
      default -> push(new Op.Compute("instanceof", List.of(frame.pop()), false), false);
    }
  }

  private void arrays(MultiANewArrayInsnNode insn) {
    for (int i = 0; i < insn.dims; i++) {
      frame.pop();
    }
    push(new Op.Create(names.text(insn.desc)), false);
  }

  private void jump(JumpInsnNode insn) {
    int opcode = insn.getOpcode();
    if (opcode == Opcodes.GOTO) {
      return;
    }
    int right = frame.pop();
    if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
      steps.add(new Op.Branch(Test.NULL, List.of(right), opcode == Opcodes.IFNULL), false);
    } else if (opcode <= Opcodes.IFLE) {
      steps.add(new Op.Branch(Test.ZERO, List.of(right), opcode == Opcodes.IFEQ), false);
    } else {
      Test test = opcode >= Opcodes.IF_ACMPEQ ? Test.SAME : Test.COMPARE;
      steps.add(new Op.Branch(test, List.of(frame.pop(), right), false), false);
    }
  }
}

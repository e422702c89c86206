package dev.interleave.frontend.bytecode;

import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Symbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls and the making of lambdas. */
final class Calls {
  private final Steps steps;
  private final Frame frame;
  private final Symbols symbols;

  Calls(Steps steps, Frame frame, Symbols symbols) {
    this.symbols = symbols;
    this.steps = steps;
    this.frame = frame;
  }

  void invoke(MethodInsnNode insn) {
    Dispatch dispatch =
        switch (insn.getOpcode()) {
          case Opcodes.INVOKESTATIC -> Dispatch.STATIC;
          case Opcodes.INVOKESPECIAL -> Dispatch.SPECIAL;
          default -> Dispatch.VIRTUAL;
        };
    List<Integer> operands = operands(insn.desc, dispatch != Dispatch.STATIC);
    MethodRef target = symbols.method(insn.owner, insn.name, insn.desc);
    result(new Op.Call(dispatch, target, operands), Type.getReturnType(insn.desc));
  }

  void invokeDynamic(InvokeDynamicInsnNode insn) {
    List<Integer> captured = operands(insn.desc, false);
    Type made = Type.getReturnType(insn.desc);
    if (insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
        && insn.bsmArgs.length > 1
        && insn.bsmArgs[1] instanceof Handle body) {
      MethodRef ref = symbols.method(body.getOwner(), body.getName(), body.getDesc());
      result(new Op.Lambda(TypeNames.of(made), ref, dispatch(body), captured), made);
    } else {
      result(new Op.Compute(operator(insn), captured, made.getSize() == 2), made);
    }
  }

  /** Concatenation keeps the constants between its operands, whose places \1 marks. */
  private static String operator(InvokeDynamicInsnNode insn) {
    boolean concatenates =
        insn.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
            && insn.bsmArgs.length == 1
            && insn.bsmArgs[0] instanceof String;
    return concatenates ? Op.Compute.CONCATENATE + insn.bsmArgs[0] : insn.name;
  }

  private static Dispatch dispatch(Handle body) {
    return switch (body.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Dispatch.STATIC;
      case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Dispatch.SPECIAL;
      default -> Dispatch.VIRTUAL;
    };
  }

  private List<Integer> operands(String descriptor, boolean receiver) {
    int count = Type.getArgumentTypes(descriptor).length + (receiver ? 1 : 0);
    List<Integer> operands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      operands.add(frame.pop());
    }
    Collections.reverse(operands);
    return operands;
  }

  private void result(Op op, Type type) {
    int value = steps.add(op, type.getSize() == 2);
    if (type.getSort() != Type.VOID) {
      frame.push(value);
    }
  }
}

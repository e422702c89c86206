package dev.interleave.frontend.bytecode;

import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
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
  private final Names names;

  Calls(Steps steps, Frame frame, Names names) {
    this.names = names;
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
    MethodRef target = names.method(insn.owner, insn.name, insn.desc);
    char returned = insn.desc.charAt(insn.desc.indexOf(')') + 1);
    int value = steps.add(new Op.Call(dispatch, target, operands), isWide(returned));
    if (returned != 'V') {
      frame.push(value);
    }
  }

  void invokeDynamic(InvokeDynamicInsnNode insn) {
    List<Integer> captured = operands(insn.desc, false);
    Type made = Type.getReturnType(insn.desc);
    if (insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
        && insn.bsmArgs.length > 1
        && insn.bsmArgs[1] instanceof Handle body) {
      MethodRef ref = names.method(body.getOwner(), body.getName(), body.getDesc());
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

  private static boolean isWide(char descriptor) {
    return descriptor == 'J' || descriptor == 'D';
  }

  private List<Integer> operands(String descriptor, boolean receiver) {
    Integer[] operands = new Integer[Type.getArgumentCount(descriptor) + (receiver ? 1 : 0)];
    for (int i = operands.length - 1; i >= 0; i--) {
      operands[i] = frame.pop();
    }
    return List.of(operands);
  }

  private void result(Op op, Type type) {
    int value = steps.add(op, type.getSize() == 2);
    if (type.getSort() != Type.VOID) {
      frame.push(value);
    }
  }
}

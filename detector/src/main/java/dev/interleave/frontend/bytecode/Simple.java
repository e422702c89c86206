package dev.interleave.frontend.bytecode;

import static org.objectweb.asm.Opcodes.*;

import dev.interleave.ir.Op;
import java.util.List;

/** Instructions without operands of their own: constants, arithmetic, array and stack work. */
final class Simple {
  private final Steps steps;
  private final Frame frame;

  Simple(Steps steps, Frame frame) {
    this.steps = steps;
    this.frame = frame;
  }

  void execute(int opcode) {
    if (opcode == NOP) {
      return;
    }
    if (opcode <= DCONST_1) {
      constant(opcode);
    } else if (opcode <= SALOAD) {
      int index = frame.pop();
      push(new Op.Load(frame.pop(), index), opcode == LALOAD || opcode == DALOAD);
    } else if (opcode <= SASTORE) {
      int value = frame.pop();
      int index = frame.pop();
      steps.add(new Op.Store(frame.pop(), index, value), false);
    } else if (opcode <= SWAP) {
      shuffle(opcode);
    } else if (opcode <= DCMPG) {
      arithmetic(opcode);
    } else {
      other(opcode);
    }
  }

  private void push(Op op, boolean wide) {
    frame.push(steps.add(op, wide));
  }

  private void constant(int opcode) {
    if (opcode == ACONST_NULL) {
      push(new Op.Constant(null), false);
    } else if (opcode <= ICONST_5) {
      push(new Op.Constant(opcode - ICONST_0), false);
    } else if (opcode <= LCONST_1) {
      push(new Op.Constant((long) (opcode - LCONST_0)), true);
    } else if (opcode <= FCONST_2) {
      push(new Op.Constant((float) (opcode - FCONST_0)), false);
    } else {
      push(new Op.Constant((double) (opcode - DCONST_0)), true);
    }
  }

  private void arithmetic(int opcode) {
    boolean unary = (opcode >= INEG && opcode <= DNEG) || (opcode >= I2L && opcode <= I2S);
    int right = frame.pop();
    List<Integer> operands = unary ? List.of(right) : List.of(frame.pop(), right);
    push(new Op.Compute(operator(opcode), operands, isWide(opcode)), isWide(opcode));
  }

  private static String operator(int opcode) {
    if (opcode <= DADD) {
      return "+";
    }
    if (opcode >= IAND && opcode <= LOR) {
      return opcode <= LAND ? "&" : "|";
    }
    return opcode <= DSUB ? "-" : opcode >= LCMP ? "compare" : opcode >= I2L ? "convert" : "*";
  }

  /** In each family of arithmetic, int, long, float and double stand in this order. */
  private static boolean isWide(int opcode) {
    if (opcode <= DNEG) {
      return (opcode & 1) == 1;
    }
    return switch (opcode) {
      case LSHL, LSHR, LUSHR, LAND, LOR, LXOR, I2L, I2D, L2D, F2L, F2D, D2L -> true;
      default -> false;
    };
  }

  private void other(int opcode) {
    switch (opcode) {
      case RETURN -> steps.add(new Op.Leave(false, List.of()), false);
      case ATHROW -> steps.add(new Op.Leave(true, List.of(frame.pop())), false);
      case ARRAYLENGTH -> push(new Op.Compute("length", List.of(frame.pop()), false), false);
      case MONITORENTER -> steps.add(new Op.Enter(frame.pop()), false);
      case MONITOREXIT -> steps.add(new Op.Exit(frame.pop()), false);
      default -> steps.add(new Op.Leave(false, List.of(frame.pop())), false);
    }
  }

  private void shuffle(int opcode) {
    int top = frame.pop();
    boolean wide = steps.isWide(top);
    switch (opcode) {
      case POP -> {}
      case POP2 -> {
        if (!wide) {
          frame.pop();
        }
      }
      case DUP -> {
        frame.push(top);
        frame.push(top);
      }
      case DUP_X1 -> duplicateUnder(List.of(top), 1);
      case DUP_X2 -> duplicateUnder(List.of(top), 2);
      case SWAP -> {
        int lower = frame.pop();
        frame.push(top);
        frame.push(lower);
      }
      default -> {
        List<Integer> both = wide ? List.of(top) : List.of(frame.pop(), top);
        duplicateUnder(both, opcode - DUP2);
      }
    }
  }

  /** Pushes the values twice, the copy below as many slots as given. */
  private void duplicateUnder(List<Integer> values, int slots) {
    int[] between = new int[2];
    int count = 0;
    for (int left = slots; left > 0; left--) {
      int value = frame.pop();
      between[count++] = value;
      if (steps.isWide(value)) {
        left--;
      }
    }
    values.forEach(frame::push);
    while (count > 0) {
      frame.push(between[--count]);
    }
    values.forEach(frame::push);
  }
}

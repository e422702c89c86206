package dev.interleave.frontend.bytecode;

import java.util.Arrays;

/** The values in local variables and on the operand stack at one point of a method. */
final class Frame {
  /** No value, or one that nobody may read. */
  static final int UNDEFINED = -1;

  final int[] locals;
  private final int[] stack;
  private int depth;

  Frame(int locals, int stack) {
    this.locals = new int[locals];
    Arrays.fill(this.locals, UNDEFINED);
    this.stack = new int[stack];
  }

  private Frame(Frame other) {
    this.locals = other.locals.clone();
    this.stack = other.stack.clone();
    this.depth = other.depth;
  }

  Frame copy() {
    return new Frame(this);
  }

  int depth() {
    return depth;
  }

  int stackAt(int position) {
    return stack[position];
  }

  void push(int value) {
    if (depth == stack.length) {
      throw new UnreadableCodeException("the operand stack overflows");
    }
    stack[depth++] = value;
  }

  int pop() {
    if (depth == 0) {
      throw new UnreadableCodeException("the operand stack underflows");
    }
    return stack[--depth];
  }

  void clearStack() {
    depth = 0;
  }
}

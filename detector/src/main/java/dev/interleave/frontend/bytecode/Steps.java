package dev.interleave.frontend.bytecode;

import dev.interleave.ir.Op;
import dev.interleave.model.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The steps of a body while it is written. */
final class Steps {
  private final List<Op> ops = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final BitSet wide = new BitSet();
  private Span here = Span.UNKNOWN;

  void at(Span span) {
    here = span;
  }

  int add(Op op, boolean isWide) {
    int value = ops.size();
    ops.add(op);
    spans.add(here);
    wide.set(value, isWide);
    return value;
  }

  Op get(int value) {
    return ops.get(value);
  }

  void set(int value, Op op) {
    ops.set(value, op);
  }

  boolean isWide(int value) {
    return value >= 0 && wide.get(value);
  }

  int size() {
    return ops.size();
  }

  List<Op> ops() {
    return ops;
  }

  List<Span> spans() {
    return spans;
  }
}

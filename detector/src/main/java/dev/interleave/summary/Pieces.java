package dev.interleave.summary;

import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.Knowledge;
import java.util.ArrayList;
import java.util.List;

/** What a body puts into a text that it makes piece by piece. */
final class Pieces {
  private static final int FURTHEST = 64;
  private static final int NOTHING = -1;
  private static final String TEXT = "Ljava/lang/String;";

  private final Body body;
  private final Knowledge knowledge;
  private final Hierarchy hierarchy;

  Pieces(Body body, Knowledge knowledge, Hierarchy hierarchy) {
    this.body = body;
    this.knowledge = knowledge;
    this.hierarchy = hierarchy;
  }

  /**
   * Returns the values in a text as it is at a step, in the order of the code: what only some ways
   * put in, too. None where it is not made here.
   */
  List<Integer> of(int text, int step) {
    int made = made(text, 0);
    List<Integer> all = new ArrayList<>();
    if (made != NOTHING) {
      for (int at = made + 1; at < step && all.size() < FURTHEST; at++) {
        if (body.ops().get(at) instanceof Op.Call call && call.operands().size() > 1) {
          piece(call, made, all);
        }
      }
    }
    return all;
  }

  private void piece(Op.Call call, int made, List<Integer> into) {
    boolean starts =
        call.target().isConstructor()
            && call.operands().get(0) == made
            && Spelling.parameter(call.target(), 0).equals(TEXT);
    if (starts || (isJoin(call) && made(call.operands().get(0), 0) == made)) {
      into.add(call.operands().get(1));
    }
  }

  private boolean isJoin(Op.Call call) {
    OutsideCall known =
        call.hasReceiver() && !call.target().isConstructor()
            ? knowledge.outside(call.target(), call.operands().size() - 1, hierarchy)
            : null;
    return known != null && known.verb() == Verb.JOIN;
  }

  /** Returns where the object is made that a value is, whatever was put into it since. */
  private int made(int value, int depth) {
    Op op = value < 0 || depth > FURTHEST ? null : body.ops().get(value);
    if (op instanceof Op.Create) {
      return value;
    }
    if (op instanceof Op.Cast cast) {
      return made(cast.value(), depth + 1);
    }
    if (op instanceof Op.Call call && isJoin(call)) {
      return made(call.operands().get(0), depth + 1);
    }
    return op instanceof Op.Phi phi ? common(phi, value, depth) : NOTHING;
  }

  private int common(Op.Phi phi, int value, int depth) {
    int common = NOTHING;
    for (int operand : phi.operands()) {
      int one = operand == value || operand > value ? common : made(operand, depth + 1);
      if (common != NOTHING && one != common) {
        return NOTHING;
      }
      common = one;
    }
    return common;
  }
}

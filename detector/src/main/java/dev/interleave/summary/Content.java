package dev.interleave.summary;

import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Sources;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import java.util.BitSet;
import java.util.List;

/** What a body puts into an object that it opened, directly or through others wrapped round it. */
final class Content {
  private final Values values;
  private final BitSet wrappers = new BitSet();
  private Sources sources = Sources.NONE;
  private boolean isFilled;
  private boolean isHandedOn;

  private Content(Values values) {
    this.values = values;
  }

  static Content of(int object, Body body, Values values) {
    Content content = new Content(values);
    content.wrappers.set(object);
    for (int step = object + 1; step < body.ops().size(); step++) {
      content.follow(step, body.ops().get(step));
    }
    return content;
  }

  /** Returns what it depends on. */
  Sources sources() {
    return sources;
  }

  /** Returns whether this body, and not whoever gets the object from it, decides what goes in. */
  boolean isOwn() {
    return isFilled && !isHandedOn;
  }

  private void follow(int step, Op op) {
    if (op instanceof Op.Call call && isAmong(call.operands())) {
      call(step, call);
    } else if (op instanceof Op.Phi phi && isAmong(phi.operands())) {
      wrappers.set(step);
    } else if (op instanceof Op.Cast cast && isOne(cast.value())) {
      wrappers.set(step);
    } else if (op instanceof Op.Leave leave && !leave.throwing()) {
      isHandedOn |= isAmong(leave.operands());
    } else if (op instanceof Op.Put put) {
      isHandedOn |= isOne(put.value());
    }
  }

  private void call(int step, Op.Call call) {
    OutsideCall outside = values.outside(step);
    if (outside != null && outside.verb() == Verb.LOCK) {
      return;
    }
    for (int operand : call.operands()) {
      if (!isOne(operand) && !call.target().isConstructor()) {
        sources = sources.union(values.sources(operand));
        isFilled = true;
      }
    }
    if (call.target().isConstructor()) {
      wrappers.set(call.operands().get(0));
    } else if (call.target().descriptor().contains(")L")) {
      wrappers.set(step);
    }
  }

  private boolean isAmong(List<Integer> operands) {
    for (int operand : operands) {
      if (isOne(operand)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOne(int operand) {
    return operand >= 0 && wrappers.get(operand);
  }
}

package dev.interleave.summary;

import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.model.AccessPath;

/** Whether a body works on with an object that it has put into a map, and not with the map's. */
final class OwnUse {
  private final Body body;
  private final Values values;

  OwnUse(Body body, Values values) {
    this.body = body;
    this.values = values;
  }

  /** Returns whether the object is called, kept or handed back after the call that puts it in. */
  boolean after(int step, int object) {
    boolean used = false;
    for (int next = 0; next < body.ops().size(); next++) {
      Op op = body.ops().get(next);
      if (next > step && asksAgain(step, next)) {
        return false;
      }
      used |= op instanceof Op.Phi phi && phi.operands().contains(object) && isWorkedOn(phi, next);
      used |= next > step && worksOn(op, object);
    }
    return used;
  }

  private boolean isWorkedOn(Op.Phi phi, int joined) {
    return phi.operands().size() > 1 && body.ops().stream().anyMatch(op -> worksOn(op, joined));
  }

  private static boolean worksOn(Op op, int object) {
    if (op instanceof Op.Call call) {
      return call.hasReceiver()
          && call.operands().get(0) == object
          && !call.target().isConstructor();
    }
    return (op instanceof Op.Leave leave && leave.operands().contains(object))
        || (op instanceof Op.Put put && put.value() == object)
        || (op instanceof Op.Enter enter && enter.monitor() == object);
  }

  /** The map is asked once more, and the answer is what counts. */
  private boolean asksAgain(int step, int next) {
    CallEffect effect = values.effect(next);
    return effect != null
        && effect.result() == CallEffect.Result.ELEMENT
        && effect.access() != null
        && effect.access().reads()
        && body.ops().get(next) instanceof Op.Call call
        && body.ops().get(step) instanceof Op.Call put
        && receiver(call).equals(receiver(put));
  }

  private AccessPath receiver(Op.Call call) {
    return values.path(call.operands().get(0));
  }
}

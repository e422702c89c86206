package dev.interleave.summary;

import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.summary.Action.Reach;

/** Makes events of the calls by which a body reaches files, rows and entries. */
final class Reaches {
  private final Body body;
  private final Values values;

  Reaches(Body body, Values values) {
    this.body = body;
    this.values = values;
  }

  Reach of(int step, Op.Call call, OutsideCall outside) {
    Spelling spelling = values.spelling();
    Term name = spelling.term(call.operands().get(outside.name()));
    boolean hasSecond = outside.second() >= 0 && outside.second() < call.operands().size();
    Term second = hasSecond ? spelling.term(call.operands().get(outside.second())) : null;
    if (outside.value() >= 0 && outside.value() < call.operands().size()) {
      Sources value = changed(call.operands().get(outside.value()));
      return new Reach(outside, name, second, value);
    }
    return switch (outside.verb()) {
      case WRITE -> {
        int object = call.target().isConstructor() ? call.operands().get(0) : step;
        Content content = Content.of(object, body, values);
        OutsideCall done = content.isOwn() ? outside : outside.as(Verb.OPEN);
        yield new Reach(done, name, second, content.sources());
      }
      case EXECUTE -> {
        Content content = Content.of(call.operands().get(0), body, values);
        yield new Reach(outside, name, second, content.sources());
      }
      default -> new Reach(outside, name, second, Sources.NONE);
    };
  }

  /** What was read or else made anew, and is put back as it is, depends on no read. */
  private Sources changed(int value) {
    Op op = value < 0 ? null : body.ops().get(value);
    if (op instanceof Op.Cast cast) {
      return changed(cast.value());
    }
    if (op instanceof Op.Phi phi && !isWorkedOn(value)) {
      Sources all = Sources.NONE;
      for (int operand : phi.operands()) {
        boolean isRead = operand >= 0 && values.outside(uncast(operand)) != null;
        all = isRead ? all : all.union(values.sources(operand));
      }
      return all;
    }
    return values.sources(value);
  }

  private int uncast(int value) {
    return body.ops().get(value) instanceof Op.Cast cast ? cast.value() : value;
  }

  /** Returns whether anything is handed to an object's own methods. */
  private boolean isWorkedOn(int value) {
    for (Op op : body.ops()) {
      if (op instanceof Op.Call call
          && call.hasReceiver()
          && call.operands().size() > 1
          && uncastable(call.operands().get(0)) == value) {
        return true;
      }
    }
    return false;
  }

  private int uncastable(int value) {
    return value < 0 ? value : uncast(value);
  }
}

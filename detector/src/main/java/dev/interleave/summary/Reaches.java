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
      Sources value = values.sources(call.operands().get(outside.value()));
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
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import dev.interleave.model.Dispatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches of all forms: one decision of many ways. */
final class Switches {
  private final BodyLowering body;
  private final Code code;

  Switches(BodyLowering body) {
    this.body = body;
    this.code = body.code();
  }

  /** Where the value of a switch expression goes. */
  static final class Result {
    private final Variable variable;
    private final Type expected;
    private Type seen = Type.UNKNOWN;

    Result(Variable variable, Type expected) {
      this.variable = variable;
      this.expected = expected;
    }

    Type expected() {
      return expected;
    }

    void give(BodyLowering body, Value value) {
      seen = seen.isKnown() ? seen : value.type();
      body.code().store(variable, body.coerce(value, expected));
      body.jumps().end("");
    }
  }

  void statement(SwitchStmt choice) {
    write(choice.getSelector(), choice.getEntries(), null);
  }

  Value value(SwitchExpr choice, Type expected) {
    Result result = new Result(body.context().temporary(expected), expected);
    Result around = body.home().switchResult();
    body.home().switchResult(result);
    write(choice.getSelector(), choice.getEntries(), result);
    body.home().switchResult(around);
    Type type = expected.isKnown() && !expected.equals(Type.OBJECT) ? expected : result.seen;
    return new Value(code.load(result.variable), type);
  }

  private void write(Expression selector, List<SwitchEntry> entries, @Nullable Result result) {
    Value selected = body.receiver(body.value(selector));
    List<Block> targets = new ArrayList<>();
    Block end = code.block();
    boolean total = result != null;
    for (SwitchEntry entry : entries) {
      targets.add(code.block());
      total |= entry.isDefault() || entry.getLabels().isEmpty();
    }
    List<Block> all = new ArrayList<>(targets);
    if (!total || all.isEmpty()) {
      all.add(end);
    }
    int asked = asked(selected);
    code.branch(new Op.Branch(Test.SWITCH, List.of(asked), false), all);
    body.context().open();
    body.jumps()
        .choice(
            end,
            () -> {
              for (int i = 0; i < entries.size(); i++) {
                code.start(targets.get(i));
                entry(entries.get(i), selected, result);
              }
            });
    body.context().close();
    code.start(end);
  }

  /** Returns what the compiler decides on: a hash, an ordinal, a number. */
  private int asked(Value selected) {
    Type type = selected.type();
    if (type.isString()) {
      return call("java/lang/String", "hashCode", selected);
    }
    if (type.unboxed().isPrimitive()) {
      return body.coerce(selected, type.unboxed());
    }
    boolean isEnum = type.isClass() && body.table().isBelow(type, "java/lang/Enum");
    return isEnum ? call(type.name(), "ordinal", selected) : selected.number();
  }

  private int call(String owner, String name, Value receiver) {
    return code.add(
        new Op.Call(Dispatch.VIRTUAL, body.method(owner, name, "()I"), List.of(receiver.number())));
  }

  private void entry(SwitchEntry entry, Value selected, @Nullable Result result) {
    for (Expression label : entry.getLabels()) {
      if (label instanceof PatternExpr pattern) {
        new Patterns(body).bind(pattern, selected);
      }
    }
    Block next = code.block();
    if (entry.getGuard().isPresent()) {
      Block content = code.block();
      body.conditions().unless(entry.getGuard().get(), next, content);
      code.start(content);
    }
    boolean isValue = entry.getType() == SwitchEntry.Type.EXPRESSION;
    for (Statement statement : entry.getStatements()) {
      if (isValue && result != null && statement instanceof ExpressionStmt expression) {
        code.at(Spans.of(expression));
        result.give(body, body.value(expression.getExpression(), result.expected()));
      } else {
        body.statement(statement);
      }
    }
    if (entry.getType() != SwitchEntry.Type.STATEMENT_GROUP && code.isAlive()) {
      body.jumps().end("");
    }
    if (entry.getGuard().isPresent()) {
      code.start(next);
    }
  }
}

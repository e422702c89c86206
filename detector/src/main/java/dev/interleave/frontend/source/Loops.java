package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import dev.interleave.model.Dispatch;
import java.util.List;

/** Loops as the compiler lays them out: the test first, a jump back last. */
final class Loops {
  private final BodyLowering body;
  private final Code code;

  Loops(BodyLowering body) {
    this.body = body;
    this.code = body.code();
  }

  void whileLoop(WhileStmt loop) {
    Block head = code.block();
    Block content = code.block();
    Block end = code.block();
    code.start(head);
    body.conditions().unless(loop.getCondition(), end, content);
    code.start(content);
    body.jumps().loop(end, head, () -> body.statement(loop.getBody()));
    code.jump(head);
    code.start(end);
  }

  void doLoop(DoStmt loop) {
    Block head = code.block();
    Block test = code.block();
    Block end = code.block();
    code.start(head);
    body.jumps().loop(end, test, () -> body.statement(loop.getBody()));
    code.start(test);
    body.conditions().when(loop.getCondition(), head, end);
    code.start(end);
  }

  void forLoop(ForStmt loop) {
    loop.getInitialization().forEach(body::value);
    Block head = code.block();
    Block content = code.block();
    Block step = code.block();
    Block end = code.block();
    code.start(head);
    if (loop.getCompare().isPresent()) {
      body.conditions().unless(loop.getCompare().get(), end, content);
    }
    code.start(content);
    body.jumps().loop(end, step, () -> body.statement(loop.getBody()));
    code.start(step);
    loop.getUpdate().forEach(body::value);
    code.jump(head);
    code.start(end);
  }

  void forEach(ForEachStmt loop) {
    Expression iterable = loop.getIterable();
    Value all = body.receiver(body.value(iterable));
    if (all.type().isArray()) {
      overArray(loop, all);
    } else {
      overIterable(loop, all);
    }
  }

  private void overArray(ForEachStmt loop, Value array) {
    Variable length = body.context().temporary(Type.INT);
    Variable index = body.context().temporary(Type.INT);
    code.store(length, code.add(new Op.Compute("length", List.of(array.number()), false)));
    code.store(index, body.constant(0, Type.INT).number());
    Block head = code.block();
    Block content = code.block();
    Block step = code.block();
    Block end = code.block();
    code.start(head);
    List<Integer> compared = List.of(code.load(index), code.load(length));
    code.branch(new Op.Branch(Test.COMPARE, compared, false), List.of(end, content));
    code.start(content);
    int element = code.add(new Op.Load(array.number(), code.load(index)));
    assign(loop, new Value(element, array.type().element()));
    body.jumps().loop(end, step, () -> body.statement(loop.getBody()));
    code.start(step);
    int one = body.constant(1, Type.INT).number();
    code.store(index, code.add(new Op.Compute("+", List.of(code.load(index), one), false)));
    code.jump(head);
    code.start(end);
  }

  private void overIterable(ForEachStmt loop, Value all) {
    code.at(Spans.of(loop.getIterable()));
    String owner = all.type().isKnown() ? all.type().name() : "java/lang/Iterable";
    Variable iterator = body.context().temporary(Type.named("java/util/Iterator"));
    code.store(iterator, call(owner, "iterator", "()Ljava/util/Iterator;", all.number()));
    Block head = code.block();
    Block content = code.block();
    Block end = code.block();
    code.start(head);
    int more = call("java/util/Iterator", "hasNext", "()Z", code.load(iterator));
    code.branch(new Op.Branch(Test.ZERO, List.of(more), true), List.of(end, content));
    code.start(content);
    int next = call("java/util/Iterator", "next", "()Ljava/lang/Object;", code.load(iterator));
    assign(loop, new Value(next, elementType(all.type()), true));
    body.jumps().loop(end, head, () -> body.statement(loop.getBody()));
    code.jump(head);
    code.start(end);
  }

  private Type elementType(Type type) {
    for (Type above : body.table().lineage(type)) {
      if (above.name().equals("java/lang/Iterable") && above.arguments().size() == 1) {
        return above.arguments().get(0);
      }
    }
    return Type.OBJECT;
  }

  private int call(String owner, String name, String descriptor, int receiver) {
    return code.add(
        new Op.Call(Dispatch.VIRTUAL, body.method(owner, name, descriptor), List.of(receiver)));
  }

  private void assign(ForEachStmt loop, Value element) {
    VariableDeclarator declarator = loop.getVariable().getVariable(0);
    boolean inferred = declarator.getType().isVarType();
    Type type = inferred ? element.type() : body.types().type(declarator.getType());
    Variable variable = body.context().declare(declarator.getNameAsString(), type);
    code.store(variable, body.coerce(element, type));
  }
}

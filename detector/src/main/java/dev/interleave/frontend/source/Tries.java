package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import dev.interleave.model.Dispatch;
import java.util.ArrayList;
import java.util.List;

/** Protected regions: what must happen at their end stands on every way out, as javac copies it. */
final class Tries {
  private static final String THROWABLE = "java/lang/Throwable";

  private final BodyLowering body;
  private final Code code;

  Tries(BodyLowering body) {
    this.body = body;
    this.code = body.code();
  }

  void synchronize(SynchronizedStmt statement) {
    Value lock = body.value(statement.getExpression());
    Variable kept = body.context().temporary(lock.type());
    code.store(kept, lock.number());
    code.add(new Op.Enter(lock.number()));
    protect(
        () -> body.statement(statement.getBody()), () -> code.add(new Op.Exit(code.load(kept))));
  }

  /** Writes content, and work that is done whether it ends well or not. */
  private void protect(Runnable content, Runnable work) {
    List<Block> outside = code.handlers();
    Block handler = code.block();
    code.handlers(List.of(handler));
    body.jumps().cleanup(work, outside, content);
    code.handlers(outside);
    Block end = code.block();
    if (code.isAlive()) {
      work.run();
      code.jump(end);
    }
    code.start(handler);
    Variable thrown = thrown();
    work.run();
    code.leave(true, List.of(code.load(thrown)));
    code.start(end);
  }

  void write(TryStmt statement) {
    if (statement.getFinallyBlock().isEmpty()) {
      catches(statement);
      return;
    }
    BlockStmt last = statement.getFinallyBlock().get();
    protect(() -> catches(statement), () -> body.statement(last));
  }

  private void catches(TryStmt statement) {
    if (statement.getCatchClauses().isEmpty()) {
      resources(statement, 0);
      return;
    }
    List<Block> outside = code.handlers();
    List<Block> handlers = new ArrayList<>();
    statement.getCatchClauses().forEach(clause -> handlers.add(code.block()));
    if (catchesAll(statement)) {
      code.handlers(handlers);
    } else {
      code.handlersAround(handlers);
    }
    resources(statement, 0);
    code.handlers(outside);
    Block end = code.block();
    code.jump(end);
    for (int i = 0; i < handlers.size(); i++) {
      code.start(handlers.get(i));
      clause(statement.getCatchClauses().get(i));
      code.jump(end);
    }
    code.start(end);
  }

  private boolean catchesAll(TryStmt statement) {
    return statement.getCatchClauses().stream()
        .map(clause -> body.types().type(clause.getParameter().getType()).name())
        .anyMatch(THROWABLE::equals);
  }

  private void clause(CatchClause clause) {
    body.context().open();
    Type type = body.types().type(clause.getParameter().getType());
    Variable caught = body.context().declare(clause.getParameter().getNameAsString(), type);
    code.at(Spans.of(clause.getParameter()));
    code.store(caught, code.add(new Op.Caught(type.name())));
    body.statement(clause.getBody());
    body.context().close();
  }

  private void resources(TryStmt statement, int index) {
    if (index == statement.getResources().size()) {
      body.statement(statement.getTryBlock());
      return;
    }
    body.context().open();
    Expression expression = statement.getResources().get(index);
    boolean made =
        expression instanceof VariableDeclarationExpr declaration
            && declaration.getVariable(0).getInitializer().filter(Tries::isCreation).isPresent();
    guarded(() -> resources(statement, index + 1), resource(expression), made);
    body.context().close();
  }

  private Variable resource(Expression expression) {
    Value value;
    if (expression instanceof VariableDeclarationExpr declaration) {
      body.value(declaration);
      VariableDeclarator declarator = declaration.getVariable(0);
      Variable declared = body.context().find(declarator.getNameAsString());
      if (declared != null) {
        return declared;
      }
      value = body.unknown(expression);
    } else {
      value = body.value(expression);
    }
    Variable kept = body.context().temporary(value.type());
    code.store(kept, value.number());
    return kept;
  }

  private static boolean isCreation(Expression initializer) {
    return Assignments.inner(initializer) instanceof ObjectCreationExpr;
  }

  /** Writes content, and the end of its resource; one that was made here is not null. */
  private void guarded(Runnable content, Variable resource, boolean made) {
    Runnable close = () -> unlessNull(resource, made, () -> close(resource));
    List<Block> outside = code.handlers();
    Block handler = code.block();
    code.handlers(List.of(handler));
    body.jumps().cleanup(close, outside, content);
    code.handlers(outside);
    Block end = code.block();
    if (code.isAlive()) {
      close.run();
      code.jump(end);
    }
    code.start(handler);
    Variable thrown = thrown();
    unlessNull(resource, made, () -> closeAfter(thrown, resource));
    code.leave(true, List.of(code.load(thrown)));
    code.start(end);
  }

  private Variable thrown() {
    Variable thrown = body.context().temporary(Type.named(THROWABLE));
    code.store(thrown, code.add(new Op.Caught(THROWABLE)));
    return thrown;
  }

  /** What closing throws is told by what was thrown before. */
  private void closeAfter(Variable thrown, Variable resource) {
    List<Block> outside = code.handlers();
    Block handler = code.block();
    Block end = code.block();
    code.handlers(List.of(handler));
    close(resource);
    code.handlers(outside);
    code.jump(end);
    code.start(handler);
    Variable second = thrown();
    List<Integer> operands = List.of(code.load(thrown), code.load(second));
    code.add(
        new Op.Call(
            Dispatch.VIRTUAL,
            body.method(THROWABLE, "addSuppressed", "(Ljava/lang/Throwable;)V"),
            operands));
    code.start(end);
  }

  private void unlessNull(Variable resource, boolean made, Runnable work) {
    if (made) {
      work.run();
      return;
    }
    Block some = code.block();
    Block end = code.block();
    int object = code.load(resource);
    code.branch(new Op.Branch(Test.NULL, List.of(object), true), List.of(end, some));
    code.start(some);
    work.run();
    code.start(end);
  }

  private void close(Variable resource) {
    String owner = resource.type().isKnown() ? resource.type().name() : "java/lang/AutoCloseable";
    code.add(
        new Op.Call(
            Dispatch.VIRTUAL, body.method(owner, "close", "()V"), List.of(code.load(resource))));
  }
}

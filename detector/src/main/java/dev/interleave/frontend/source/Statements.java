package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.*;
import com.github.javaparser.ast.visitor.VoidVisitorAdapter;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.ir.Op.Branch.Test;
import java.util.List;
import java.util.Optional;

/** Writes statements; the argument has no meaning. */
final class Statements extends VoidVisitorAdapter<Boolean> {
  private final BodyLowering body;
  private final Loops loops;
  private final Tries tries;

  Statements(BodyLowering body) {
    this.body = body;
    this.loops = new Loops(body);
    this.tries = new Tries(body);
  }

  @Override
  public void visit(BlockStmt block, Boolean ignored) {
    body.context().open();
    block.getStatements().forEach(body::statement);
    body.context().close();
  }

  @Override
  public void visit(ExpressionStmt statement, Boolean ignored) {
    body.value(statement.getExpression());
  }

  @Override
  public void visit(IfStmt choice, Boolean ignored) {
    Code code = body.code();
    Block whenTrue = code.block();
    Block whenFalse = code.block();
    body.conditions().unless(choice.getCondition(), whenFalse, whenTrue);
    code.start(whenTrue);
    body.statement(choice.getThenStmt());
    if (choice.getElseStmt().isEmpty()) {
      code.start(whenFalse);
      return;
    }
    Block end = code.block();
    code.jump(end);
    code.start(whenFalse);
    body.statement(choice.getElseStmt().get());
    code.start(end);
  }

  @Override
  public void visit(WhileStmt loop, Boolean ignored) {
    loops.whileLoop(loop);
  }

  @Override
  public void visit(DoStmt loop, Boolean ignored) {
    loops.doLoop(loop);
  }

  @Override
  public void visit(ForStmt loop, Boolean ignored) {
    body.context().open();
    loops.forLoop(loop);
    body.context().close();
  }

  @Override
  public void visit(ForEachStmt loop, Boolean ignored) {
    body.context().open();
    loops.forEach(loop);
    body.context().close();
  }

  @Override
  public void visit(ReturnStmt statement, Boolean ignored) {
    Optional<Expression> result = statement.getExpression();
    if (result.isEmpty()) {
      body.jumps().unwind(() -> body.code().leave(false, List.of()));
      return;
    }
    Value value = body.value(result.get(), body.context().result());
    body.home().returned(value.type());
    Variable kept = body.context().temporary(value.type());
    body.code().store(kept, body.coerce(value, body.context().result()));
    body.jumps()
        .unwind(
            () -> {
              body.code().at(Spans.of(statement));
              body.code().leave(false, List.of(body.code().load(kept)));
            });
  }

  @Override
  public void visit(BreakStmt statement, Boolean ignored) {
    body.jumps().end(statement.getLabel().map(SimpleName::getIdentifier).orElse(""));
  }

  @Override
  public void visit(ContinueStmt statement, Boolean ignored) {
    body.jumps().again(statement.getLabel().map(SimpleName::getIdentifier).orElse(""));
  }

  @Override
  public void visit(YieldStmt statement, Boolean ignored) {
    Switches.Result result = body.home().switchResult();
    if (result == null) {
      body.value(statement.getExpression());
      return;
    }
    result.give(body, body.value(statement.getExpression(), result.expected()));
  }

  @Override
  public void visit(ThrowStmt statement, Boolean ignored) {
    int thrown = body.value(statement.getExpression()).number();
    body.code().at(Spans.of(statement));
    body.code().leave(true, List.of(thrown));
  }

  @Override
  public void visit(SynchronizedStmt statement, Boolean ignored) {
    tries.synchronize(statement);
  }

  @Override
  public void visit(TryStmt statement, Boolean ignored) {
    tries.write(statement);
  }

  @Override
  public void visit(SwitchStmt choice, Boolean ignored) {
    new Switches(body).statement(choice);
  }

  @Override
  public void visit(LabeledStmt statement, Boolean ignored) {
    String label = statement.getLabel().getIdentifier();
    Statement inner = statement.getStatement();
    if (inner.isForStmt() || inner.isForEachStmt() || inner.isWhileStmt() || inner.isDoStmt()) {
      body.jumps().label(label);
      body.statement(inner);
      return;
    }
    Block end = body.code().block();
    body.jumps().labelled(label, end, () -> body.statement(inner));
    body.code().start(end);
  }

  @Override
  public void visit(AssertStmt statement, Boolean ignored) {
    Code code = body.code();
    Block asked = code.block();
    Block failed = code.block();
    Block end = code.block();
    String owner = body.context().owner().name();
    int disabled =
        code.add(new Op.Get(body.field(owner, "$assertionsDisabled", "Z"), Op.NO_OBJECT));
    code.branch(new Op.Branch(Test.ZERO, List.of(disabled), false), List.of(end, asked));
    code.start(asked);
    body.conditions().when(statement.getCheck(), end, failed);
    code.start(failed);
    statement.getMessage().ifPresent(body::value);
    code.leave(true, List.of(code.add(new Op.Create("java/lang/AssertionError"))));
    code.start(end);
  }

  @Override
  public void visit(LocalClassDeclarationStmt statement, Boolean ignored) {
    local(statement.getClassDeclaration());
  }

  @Override
  public void visit(LocalRecordDeclarationStmt statement, Boolean ignored) {
    local(statement.getRecordDeclaration());
  }

  private void local(Node declaration) {
    SourceClass type = body.home().program().classAt(declaration);
    if (type != null) {
      body.home().lowerLocal(type, body.context());
    }
  }

  @Override
  public void visit(ExplicitConstructorInvocationStmt call, Boolean ignored) {
    SourceClass own = body.context().owner();
    int self = body.names().object(own);
    TypeInfo info = body.table().find(own.name());
    Type above = info == null || info.superclass() == null ? Type.OBJECT : info.superclass();
    Type type = call.isThis() ? own.type() : above;
    call.getExpression().ifPresent(outer -> body.home().nameOuter(body.value(outer).number()));
    Constructors.own(body, call, type, self, call.getArguments());
  }

  @Override
  public void visit(UnparsableStmt statement, Boolean ignored) {
    body.home().unresolved(statement);
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.expr.*;
import com.github.javaparser.ast.visitor.GenericVisitorAdapter;
import dev.interleave.frontend.source.Code.Block;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.model.ClassRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes expressions; the argument is the type that is expected of them. */
final class Expressions extends GenericVisitorAdapter<@Nullable Value, Type> {
  private final BodyLowering body;
  private final Creations creations;
  private final Lambdas lambdas;
  private final Assignments assignments;

  Expressions(BodyLowering body) {
    this.body = body;
    this.creations = new Creations(body);
    this.lambdas = new Lambdas(body);
    this.assignments = new Assignments(body);
  }

  private Value add(Op op, Type type) {
    return new Value(body.code().add(op), type);
  }

  @Override
  public Value visit(NameExpr name, Type expected) {
    Target target = body.names().target(name);
    return target == null ? body.unknown(name) : body.read(target);
  }

  @Override
  public Value visit(FieldAccessExpr access, Type expected) {
    if (access.getNameAsString().equals("length") && body.names().isValue(access.getScope())) {
      Value object = body.receiver(body.value(access.getScope()));
      if (object.type().isArray()) {
        return add(new Op.Compute("length", List.of(object.number()), false), Type.INT);
      }
    }
    Target target = body.names().target(access);
    return target == null ? body.unknown(access) : body.read(target);
  }

  @Override
  public Value visit(ArrayAccessExpr access, Type expected) {
    Target target = body.names().target(access);
    return target == null ? body.unknown(access) : body.read(target);
  }

  @Override
  public Value visit(ThisExpr expression, Type expected) {
    SourceClass own = body.context().owner();
    if (expression.getTypeName().isEmpty()) {
      return new Value(body.names().object(own), own.type());
    }
    String name = expression.getTypeName().get().getIdentifier();
    for (SourceClass type = own; type != null; type = type.outer()) {
      if (type.name().endsWith("/" + name)
          || type.name().endsWith("$" + name)
          || type.name().equals(name)) {
        return new Value(body.names().object(type), type.type());
      }
    }
    return body.unknown(expression);
  }

  @Override
  public Value visit(SuperExpr expression, Type expected) {
    SourceClass own = body.context().owner();
    TypeInfo info = body.table().find(own.name());
    Type above = info == null || info.superclass() == null ? Type.OBJECT : info.superclass();
    return new Value(body.names().object(own), above);
  }

  @Override
  public Value visit(EnclosedExpr enclosed, Type expected) {
    return body.value(enclosed.getInner(), expected);
  }

  @Override
  public Value visit(NullLiteralExpr literal, Type expected) {
    return body.constant(null, Type.NULL);
  }

  @Override
  public Value visit(BooleanLiteralExpr literal, Type expected) {
    return body.constant(literal.getValue() ? 1 : 0, Type.BOOLEAN);
  }

  @Override
  public Value visit(StringLiteralExpr literal, Type expected) {
    return body.constant(literal.getValue(), Type.STRING);
  }

  @Override
  public Value visit(TextBlockLiteralExpr literal, Type expected) {
    return body.constant(literal.getValue(), Type.STRING);
  }

  @Override
  public Value visit(CharLiteralExpr literal, Type expected) {
    return body.constant((int) literal.asChar(), Type.of("C"));
  }

  @Override
  public Value visit(IntegerLiteralExpr literal, Type expected) {
    return Literals.number(body, literal.asNumber(), expected);
  }

  @Override
  public Value visit(LongLiteralExpr literal, Type expected) {
    return body.constant(literal.asNumber().longValue(), Type.of("J"));
  }

  @Override
  public Value visit(DoubleLiteralExpr literal, Type expected) {
    boolean isFloat = literal.getValue().toLowerCase(Locale.ROOT).endsWith("f");
    double value = literal.asDouble();
    return isFloat
        ? body.constant((float) value, Type.of("F"))
        : body.constant(value, Type.of("D"));
  }

  @Override
  public Value visit(ClassExpr literal, Type expected) {
    Type type = body.types().type(literal.getType());
    Type result = Type.named("java/lang/Class", List.of(type.boxed()));
    return type.isClass() || type.isArray()
        ? body.constant(new ClassRef(type.name()), result)
        : add(new Op.Compute("constant", List.of(), false), result);
  }

  @Override
  public Value visit(CastExpr cast, Type expected) {
    Type type = body.types().type(cast.getType());
    Value value = body.value(cast.getExpression(), type);
    if (type.isPrimitive() || value.type().isPrimitive()) {
      return new Value(body.coerce(value, type), type);
    }
    return add(new Op.Cast(type.name(), value.number()), type);
  }

  @Override
  public Value visit(InstanceOfExpr test, Type expected) {
    Value value = body.value(test.getExpression());
    Value result = add(new Op.Compute("instanceof", List.of(value.number()), false), Type.BOOLEAN);
    test.getPattern().ifPresent(pattern -> new Patterns(body).bind(pattern, value));
    return result;
  }

  @Override
  public Value visit(ConditionalExpr choice, Type expected) {
    Block whenTrue = body.code().block();
    Block whenFalse = body.code().block();
    Block end = body.code().block();
    Variable result = body.context().temporary(expected);
    body.conditions().unless(choice.getCondition(), whenFalse, whenTrue);
    body.code().start(whenTrue);
    Value first = body.value(choice.getThenExpr(), expected);
    body.code().store(result, body.coerce(first, expected));
    body.code().jump(end);
    body.code().start(whenFalse);
    Value second = body.value(choice.getElseExpr(), expected);
    body.code().store(result, body.coerce(second, expected));
    body.code().start(end);
    Type type = first.type().isKnown() ? first.type() : second.type();
    boolean converted = expected.isKnown() && !expected.equals(Type.OBJECT);
    return new Value(body.code().load(result), converted ? expected : type);
  }

  @Override
  public Value visit(UnaryExpr unary, Type expected) {
    return switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          assignments.step(unary);
      case LOGICAL_COMPLEMENT -> truth(unary);
      default -> {
        if (body.names().constant(unary) instanceof Number known) {
          yield known instanceof Long
              ? body.constant(known, Type.of("J"))
              : Literals.number(body, known, expected);
        }
        Value value = body.value(unary.getExpression(), expected);
        Type type = Promotion.of(value.type().unboxed(), Type.INT);
        int operand = body.coerce(value, type);
        yield unary.getExpression().isLiteralExpr()
            ? value
            : add(new Op.Compute("-", List.of(operand), type.isWide()), type);
      }
    };
  }

  @Override
  public Value visit(BinaryExpr binary, Type expected) {
    return switch (binary.getOperator()) {
      case AND, OR, EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> truth(binary);
      default -> assignments.arithmetic(binary);
    };
  }

  private Value truth(Expression condition) {
    Block whenTrue = body.code().block();
    Block whenFalse = body.code().block();
    Block end = body.code().block();
    Variable result = body.context().temporary(Type.BOOLEAN);
    body.conditions().unless(condition, whenFalse, whenTrue);
    body.code().start(whenTrue);
    body.code().store(result, body.constant(1, Type.BOOLEAN).number());
    body.code().jump(end);
    body.code().start(whenFalse);
    body.code().store(result, body.constant(0, Type.BOOLEAN).number());
    body.code().start(end);
    return new Value(body.code().load(result), Type.BOOLEAN);
  }

  @Override
  public Value visit(AssignExpr assignment, Type expected) {
    return assignments.assign(assignment);
  }

  @Override
  public Value visit(VariableDeclarationExpr declaration, Type expected) {
    declaration.getVariables().forEach(assignments::declare);
    return new Value(Op.NO_OBJECT, Type.VOID);
  }

  @Override
  public Value visit(MethodCallExpr call, Type expected) {
    return body.calls().call(call, expected);
  }

  @Override
  public Value visit(ObjectCreationExpr creation, Type expected) {
    return creations.object(creation, expected);
  }

  @Override
  public Value visit(ArrayCreationExpr creation, Type expected) {
    return creations.array(creation);
  }

  @Override
  public Value visit(ArrayInitializerExpr values, Type expected) {
    return creations.array(expected.isArray() ? expected : Type.array(Type.UNKNOWN), values);
  }

  @Override
  public Value visit(LambdaExpr lambda, Type expected) {
    return lambdas.lambda(lambda, expected);
  }

  @Override
  public Value visit(MethodReferenceExpr reference, Type expected) {
    return lambdas.reference(reference, expected);
  }

  @Override
  public Value visit(SwitchExpr choice, Type expected) {
    return new Switches(body).value(choice, expected);
  }

  static List<Integer> numbers(List<Value> values) {
    List<Integer> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.number()));
    return numbers;
  }
}

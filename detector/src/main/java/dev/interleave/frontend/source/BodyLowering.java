package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.Statement;
import dev.interleave.frontend.source.Target.Element;
import dev.interleave.frontend.source.Target.Local;
import dev.interleave.frontend.source.Target.OfField;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work on one body: what the writers of statements and expressions share. */
final class BodyLowering {
  private final ClassLowering home;
  private final MethodContext context;
  private final Code code = new Code();
  private final Names names = new Names(this);
  private final Expressions expressions = new Expressions(this);
  private final Conditions conditions = new Conditions(this);
  private final Calls calls = new Calls(this);
  private final Jumps jumps = new Jumps(this);
  private final Statements statements = new Statements(this);

  BodyLowering(ClassLowering home, MethodContext context) {
    this.home = home;
    this.context = context;
  }

  ClassLowering home() {
    return home;
  }

  MethodContext context() {
    return context;
  }

  Code code() {
    return code;
  }

  Names names() {
    return names;
  }

  Conditions conditions() {
    return conditions;
  }

  Calls calls() {
    return calls;
  }

  Jumps jumps() {
    return jumps;
  }

  TypeTable table() {
    return home.program().table();
  }

  Overloads overloads() {
    return new Overloads(table(), new Estimate(this)::called);
  }

  TypeScope types() {
    return context.types();
  }

  MethodRef method(String owner, String name, String descriptor) {
    return home.program().symbols().method(owner, name, descriptor);
  }

  FieldRef field(String owner, String name, String descriptor) {
    return home.program().symbols().field(owner, name, descriptor);
  }

  void statement(Statement statement) {
    code.at(Spans.of(statement));
    statement.accept(statements, false);
  }

  Value value(Expression expression) {
    return value(expression, Type.UNKNOWN);
  }

  /** Writes an expression; the expected type gives lambdas and literals theirs. */
  Value value(Expression expression, Type expected) {
    code.at(Spans.of(expression));
    @Nullable Value value = expression.accept(expressions, expected);
    return value == null ? unknown(expression) : value;
  }

  /** Writes an expression as a value of a type. */
  int valueAs(Expression expression, Type type) {
    boolean wide = type.isPrimitive() && "JFD".contains(type.descriptor());
    return wide && names().constant(expression) instanceof Number known
        ? Literals.number(this, known, type).number()
        : coerce(value(expression, type), type);
  }

  Value unknown(Node node) {
    home.unresolved(node);
    return new Value(code.add(new Op.Compute("unknown", List.of(), false)), Type.UNKNOWN);
  }

  Value constant(@Nullable Object value, Type type) {
    return new Value(code.add(new Op.Constant(value)), type);
  }

  /** Class files know letters and truth as numbers. */
  private static Object inCode(Object constant) {
    if (constant instanceof Character letter) {
      return (int) letter;
    }
    return constant instanceof Boolean truth ? (Object) (truth ? 1 : 0) : constant;
  }

  Value read(Target target) {
    if (target instanceof Local local) {
      return new Value(code.load(local.variable()), local.type());
    }
    if (target instanceof OfField field) {
      if (field.constant() != null) {
        return constant(inCode(field.constant()), field.type());
      }
      int number = code.add(new Op.Get(field.field(), field.object()));
      boolean generic = !field.field().descriptor().equals(field.type().erased());
      return new Value(number, field.type(), generic);
    }
    Element element = (Element) target;
    return new Value(code.add(new Op.Load(element.array(), element.index())), element.type());
  }

  void write(Target target, int value) {
    if (target instanceof Local local) {
      code.store(local.variable(), value);
    } else if (target instanceof OfField field) {
      code.add(new Op.Put(field.field(), field.object(), value));
    } else if (target instanceof Element element) {
      code.add(new Op.Store(element.array(), element.index(), value));
    }
  }

  /** Returns an object that members can be asked of: a generic one is cast first. */
  Value receiver(Value value) {
    return value.isGeneric() && !value.type().equals(Type.OBJECT)
        ? new Value(code.add(new Op.Cast(value.type().name(), value.number())), value.type())
        : value;
  }

  /** Returns the value converted as an assignment does it (JLS §5.2). */
  int coerce(Value value, Type to) {
    Type from = value.type();
    if (!to.isKnown() || !from.isKnown() || to.isVoid() || from.isVoid()) {
      return value.number();
    }
    if (from.isPrimitive() && to.isPrimitive()) {
      return convert(value, to);
    }
    if (from.isPrimitive()) {
      return box(value);
    }
    if (to.isPrimitive()) {
      return unbox(value, to);
    }
    return value.isGeneric() && !to.erased().equals(Type.OBJECT.descriptor())
        ? code.add(new Op.Cast(to.name(), value.number()))
        : value.number();
  }

  private int convert(Value value, Type to) {
    boolean same = value.type().descriptor().equals(to.descriptor());
    boolean isInt = "IBSCZ".contains(value.type().descriptor()) && to.equals(Type.INT);
    return same || isInt || isWidened(value, to)
        ? value.number()
        : code.add(new Op.Compute("convert", List.of(value.number()), to.isWide()));
  }

  /** The compiler writes a constant as the type that is wanted. */
  private boolean isWidened(Value value, Type to) {
    return "JFD".contains(to.descriptor())
        && code.replaceConstant(value.number(), known -> Literals.as(known, to));
  }

  private int box(Value value) {
    Type box = value.type().boxed();
    String descriptor = "(" + value.type().descriptor() + ")" + box.descriptor();
    MethodRef target = method(box.name(), "valueOf", descriptor);
    return code.add(new Op.Call(Dispatch.STATIC, target, List.of(value.number())));
  }

  private int unbox(Value value, Type to) {
    Type primitive = value.type().unboxed();
    int number = value.number();
    if (!primitive.isPrimitive()) {
      primitive = to;
      number = code.add(new Op.Cast(to.boxed().name(), number));
    } else if (value.isGeneric()) {
      number = code.add(new Op.Cast(value.type().name(), number));
    }
    int result = unbox(number, primitive);
    return convert(new Value(result, primitive), to);
  }

  private int unbox(int number, Type primitive) {
    String name =
        switch (primitive.descriptor()) {
          case "I" -> "int";
          case "J" -> "long";
          case "Z" -> "boolean";
          case "D" -> "double";
          case "F" -> "float";
          case "B" -> "byte";
          case "C" -> "char";
          default -> "short";
        };
    MethodRef target =
        method(primitive.boxed().name(), name + "Value", "()" + primitive.descriptor());
    return code.add(new Op.Call(Dispatch.VIRTUAL, target, List.of(number)));
  }

  Body finish() {
    if (code.isAlive()) {
      code.leave(false, List.of());
    }
    return Assembly.assemble(code, context);
  }
}

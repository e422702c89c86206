package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The constructors of a class: declared, implied, and those of anonymous classes. */
final class Constructors {
  private final ClassLowering home;
  private final SourceClass type;

  Constructors(ClassLowering home) {
    this.home = home;
    this.type = home.type();
  }

  /** Writes the constructor of a class that declares none. */
  void writeImplied() {
    List<BodyDeclaration<?>> all = type.body();
    if (type.isRecord() && all.stream().noneMatch(this::isCanonical)) {
      canonical(null);
    } else if (!type.isRecord()
        && !type.isInterface()
        && all.stream().noneMatch(ConstructorDeclaration.class::isInstance)) {
      implied();
    }
  }

  /** Writes what is declared; nothing for members of other kinds. */
  void write(BodyDeclaration<?> member) {
    if (member instanceof ConstructorDeclaration constructor) {
      declared(constructor);
    } else if (member instanceof CompactConstructorDeclaration compact) {
      canonical(compact.getBody());
    }
  }

  private boolean isCanonical(BodyDeclaration<?> member) {
    return member instanceof CompactConstructorDeclaration
        || (member instanceof ConstructorDeclaration constructor
            && type.node() instanceof RecordDeclaration declaration
            && declaration.getParameters().size() == constructor.getParameters().size());
  }

  private MethodContext context(TypeScope scope) {
    MethodContext context = new MethodContext(type, "<init>", scope, null);
    context.receiver();
    if (isEnumLike(type)) {
      context.hidden.put("$name", context.parameter("$enum$name", Type.STRING));
      context.hidden.put("$ordinal", context.parameter("$enum$ordinal", Type.INT));
    }
    SourceClass outer = type.outer();
    if (type.hasOuterObject() && outer != null) {
      context.hidden.put("this$", context.parameter(Names.outerField(type), outer.type()));
    }
    return context;
  }

  static boolean isEnumLike(SourceClass type) {
    return type.isEnum()
        || type.node() instanceof com.github.javaparser.ast.body.EnumConstantDeclaration;
  }

  private void captured(MethodContext context) {
    for (Variable variable : type.captures.values()) {
      String name = "val$" + variable.name();
      context.hidden.put(name, context.parameter(name, variable.type()));
    }
  }

  private void declared(ConstructorDeclaration constructor) {
    TypeScope scope = home.scope().within(constructor);
    MethodContext context = context(scope);
    List<Type> types = ClassLowering.parameters(constructor, context, scope);
    captured(context);
    int access = new Members(type, scope).access(constructor);
    BlockStmt code = constructor.getBody();
    boolean explicit =
        code.getStatements().stream().anyMatch(ExplicitConstructorInvocationStmt.class::isInstance);
    finish(
        context,
        types,
        access,
        body -> {
          if (!explicit) {
            implicitSuper(body, constructor, List.of());
          }
          body.statement(code);
        });
  }

  private void finish(
      MethodContext context, List<Type> types, int access, Consumer<BodyLowering> content) {
    String descriptor =
        Hidden.descriptor(
            type, Members.descriptor(types, Type.VOID), home.program().types().info(type).outer());
    MethodRef ref = home.program().symbols().method(type.name(), "<init>", descriptor);
    home.add(ref, access, List.of(), home.body(context, content));
  }

  private void implied() {
    MethodContext context = context(home.scope());
    List<Type> types = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (Type argument : type.superArguments) {
      types.add(argument);
      positions.add(context.parameter("", argument).slot());
    }
    List<Variable> passed =
        context.incoming().stream().filter(one -> positions.contains(one.slot())).toList();
    captured(context);
    int access =
        home.program().types().info(type).access()
            & (Flags.PUBLIC | Flags.PROTECTED | Flags.PRIVATE);
    finish(
        context,
        types,
        type.isEnum() ? Flags.PRIVATE : access,
        body -> {
          body.code().at(Spans.of(type.node()));
          implicitSuper(body, type.node(), passed);
        });
  }

  private void implicitSuper(BodyLowering body, Node at, List<Variable> passed) {
    TypeInfo info = home.program().types().info(type);
    Type above = info.superclass() == null ? Type.OBJECT : info.superclass();
    int self = body.names().object(type);
    body.code().at(Spans.of(at));
    new Hidden(body).keep(type, self);
    if (passed.isEmpty()) {
      own(body, at, above, self, List.of());
      return;
    }
    List<Integer> operands = new ArrayList<>(List.of(self));
    passed.forEach(variable -> operands.add(body.code().load(variable)));
    String descriptor = Members.descriptor(passed.stream().map(Variable::type).toList(), Type.VOID);
    new Hidden(body).construct(at, above, descriptor, operands);
    new Initializers(home).instance(body);
  }

  /** Writes the call of another constructor, and the initialisers after that of the superclass. */
  static void own(BodyLowering body, Node at, Type type, int self, List<Expression> arguments) {
    boolean explicit = at instanceof ExplicitConstructorInvocationStmt;
    boolean isThis = at instanceof ExplicitConstructorInvocationStmt call && call.isThis();
    if (type.name().equals("java/lang/Enum")) {
      List<Integer> operands = new ArrayList<>(List.of(self));
      new Hidden(body).enumParts().forEach(operands::add);
      body.code()
          .add(
              new Op.Call(
                  Dispatch.SPECIAL,
                  body.method(type.name(), "<init>", "(Ljava/lang/String;I)V"),
                  operands));
    } else {
      if (explicit && !isThis) {
        new Hidden(body).keep(body.context().owner(), self);
      }
      body.calls().construct(at, type, List.of(self), arguments);
    }
    if (!isThis) {
      new Initializers(body.home()).instance(body);
    }
  }

  /** The constructor of all components; what the source adds runs before the fields are set. */
  private void canonical(@Nullable BlockStmt added) {
    MethodContext context = context(home.scope());
    List<Type> types = new ArrayList<>();
    RecordDeclaration declaration = (RecordDeclaration) type.node();
    for (Parameter component : declaration.getParameters()) {
      Type its = Members.parameterType(component, home.scope());
      types.add(its);
      context.parameter(component.getNameAsString(), its);
    }
    finish(
        context,
        types,
        Flags.PUBLIC,
        body -> {
          implicitSuper(body, declaration, List.of());
          if (added != null) {
            body.statement(added);
          }
          body.code().at(Spans.of(declaration.getName()));
          for (Parameter component : declaration.getParameters()) {
            component(body, component.getNameAsString());
          }
        });
  }

  private void component(BodyLowering body, String name) {
    Variable variable = body.context().find(name);
    if (variable != null) {
      int self = body.names().object(type);
      int value = body.code().load(variable);
      body.code()
          .add(new Op.Put(body.field(type.name(), name, variable.type().erased()), self, value));
    }
  }
}

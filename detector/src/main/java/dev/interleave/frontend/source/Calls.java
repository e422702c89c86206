package dev.interleave.frontend.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of methods: who is called, with what, and what comes back. */
final class Calls {
  private final BodyLowering body;

  Calls(BodyLowering body) {
    this.body = body;
  }

  /**
   * Where a method is looked for.
   *
   * @param object the receiver; {@link Op#NO_OBJECT} where there is none
   * @param bySuper whether the named method itself is meant
   */
  private record Site(Type type, int object, boolean bySuper) {}

  /**
   * The arguments of a call.
   *
   * @param values null for lambdas and method references, which wait for their type
   */
  private record Arguments(List<Expression> syntax, List<@Nullable Value> values) {
    List<@Nullable Type> types() {
      List<@Nullable Type> types = new ArrayList<>();
      values.forEach(value -> types.add(value == null ? null : value.type()));
      return types;
    }
  }

  Value call(MethodCallExpr call, Type expected) {
    String name = call.getNameAsString();
    Site site = call.getScope().isPresent() ? site(call.getScope().get()) : implicitSite(name);
    Arguments arguments = arguments(call.getArguments());
    List<Method> methods = body.table().methods(site.type, name);
    Method method = body.overloads().choose(methods, call.getArguments(), arguments.types());
    body.code().at(Spans.of(call));
    return method == null
        ? unresolved(call, site, arguments)
        : resolved(call, site, method, arguments);
  }

  private Site site(Expression scope) {
    if (scope instanceof SuperExpr superior) {
      Value self = body.value(superior);
      Type type = self.type();
      if (superior.getTypeName().isPresent()) {
        type = body.types().dotted(superior.getTypeName().get().asString());
      }
      return new Site(type, self.number(), true);
    }
    if (body.names().isValue(scope)) {
      Value object = body.receiver(body.value(scope));
      return new Site(object.type(), object.number(), false);
    }
    Type type = body.types().typeNamed(scope);
    return new Site(type == null ? Type.UNKNOWN : type, Op.NO_OBJECT, false);
  }

  /** Of the enclosing classes, the innermost that has a method of the name (JLS §15.12.1). */
  private Site implicitSite(String name) {
    SourceClass own = body.context().owner();
    SourceClass incomplete = null;
    for (SourceClass type = own; type != null; type = type.outer()) {
      List<Method> methods = body.table().methods(type.type(), name);
      if (!methods.isEmpty()) {
        // an object that no method of the name needs is not asked for, and not captured
        boolean needsNone = methods.stream().allMatch(Method::isStatic);
        int object = needsNone ? Op.NO_OBJECT : body.names().object(type);
        return new Site(type.type(), object, false);
      }
      if (incomplete == null && !body.table().isComplete(type.type())) {
        incomplete = type;
      }
    }
    Type imported = importedOwner(name);
    if (imported != null) {
      return new Site(imported, Op.NO_OBJECT, false);
    }
    SourceClass owner = incomplete == null ? own : incomplete;
    return new Site(owner.type(), body.names().object(owner), false);
  }

  private @Nullable Type importedOwner(String name) {
    CompilationUnit unit = body.home().type().file().unit();
    List<ImportDeclaration> imports = unit == null ? List.of() : unit.getImports();
    for (ImportDeclaration line : imports) {
      if (line.isStatic()) {
        boolean named = !line.isAsterisk() && line.getName().getIdentifier().equals(name);
        Type owner = named || line.isAsterisk() ? body.names().importedFrom(line) : Type.UNKNOWN;
        if (named || !body.table().methods(owner, name).isEmpty()) {
          return owner;
        }
      }
    }
    return null;
  }

  /** Writes arguments; those whose type comes from the method wait for it. */
  private Arguments arguments(List<Expression> syntax) {
    List<@Nullable Value> values = new ArrayList<>();
    for (Expression argument : syntax) {
      values.add(waits(argument) ? null : body.value(argument));
    }
    return new Arguments(syntax, values);
  }

  private static boolean waits(Expression argument) {
    Expression inner = Assignments.inner(argument);
    return inner instanceof LambdaExpr || inner instanceof MethodReferenceExpr;
  }

  private Value unresolved(MethodCallExpr call, Site site, Arguments arguments) {
    body.home().unresolved(call);
    List<Integer> operands = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    if (site.object != Op.NO_OBJECT) {
      operands.add(site.object);
    }
    guessed(arguments, operands, types);
    boolean unused = call.getParentNode().orElse(null) instanceof ExpressionStmt;
    String descriptor = Members.descriptor(types, unused ? Type.VOID : Type.OBJECT);
    String owner = site.type.isKnown() ? site.type.name() : "?";
    Dispatch dispatch = site.object == Op.NO_OBJECT ? Dispatch.STATIC : Dispatch.VIRTUAL;
    body.code().at(Spans.of(call));
    int number =
        body.code()
            .add(
                new Op.Call(
                    dispatch,
                    body.method(owner, call.getNameAsString(), descriptor),
                    List.copyOf(operands)));
    return new Value(number, unused ? Type.VOID : Type.UNKNOWN);
  }

  private void guessed(Arguments arguments, List<Integer> operands, List<Type> types) {
    for (int i = 0; i < arguments.syntax.size(); i++) {
      Value value = arguments.values.get(i);
      value = value == null ? body.value(arguments.syntax.get(i)) : value;
      operands.add(value.number());
      types.add(value.type());
    }
  }

  private Value resolved(MethodCallExpr call, Site site, Method method, Arguments arguments) {
    List<Integer> operands = new ArrayList<>();
    if (!method.isStatic()) {
      operands.add(site.object);
    }
    Inference inference = pass(method, arguments, operands);
    body.code().at(Spans.of(call));
    Dispatch dispatch =
        method.isStatic() ? Dispatch.STATIC : site.bySuper ? Dispatch.SPECIAL : Dispatch.VIRTUAL;
    String owner = owner(site, method);
    Op op =
        new Op.Call(
            dispatch,
            body.method(owner, method.name(), method.descriptor()),
            List.copyOf(operands));
    Type result = result(call, site, method, inference);
    String raw = method.descriptor().substring(method.descriptor().indexOf(')') + 1);
    return new Value(body.code().add(op), result, !raw.equals(result.erased()));
  }

  private static Type result(MethodCallExpr call, Site site, Method method, Inference inference) {
    if (method.name().equals("getClass") && call.getArguments().isEmpty()) {
      return Type.named("java/lang/Class", List.of(site.type));
    }
    boolean copy = site.type.isArray() && method.name().equals("clone");
    return copy ? site.type : inference.close(method.result());
  }

  /** The class that the compiler names: the receiver's, but for methods of every object. */
  private static String owner(Site site, Method method) {
    boolean ofObject =
        method.owner().equals(Type.OBJECT.name())
            && !(site.type.isArray() && method.name().equals("clone"));
    return ofObject || !site.type.isKnown() ? method.owner() : site.type.name();
  }

  /** Writes the arguments that waited, converts all, and packs those of a variable number. */
  private Inference pass(Method method, Arguments arguments, List<Integer> operands) {
    Inference inference = new Inference(body.table(), method.variables());
    int count = method.parameters().size();
    boolean spread = spreads(method, arguments);
    List<@Nullable Value> values = arguments.values;
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (value != null) {
        inference.argument(Overloads.parameter(method, i, spread), value.type());
      }
    }
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Type declared = Overloads.parameter(method, i, spread);
      passed.add(one(arguments, i, declared, inference));
    }
    operands.addAll(spread ? passed.subList(0, count - 1) : passed);
    if (spread) {
      Type array = method.parameters().get(count - 1);
      operands.add(new Creations(body).filled(array, passed.subList(count - 1, passed.size())));
    }
    return inference;
  }

  private int one(Arguments arguments, int index, Type declared, Inference inference) {
    Value value = arguments.values.get(index);
    if (value != null) {
      return body.coerce(value, inference.apply(erasedBound(declared, value)));
    }
    Expression syntax = arguments.syntax.get(index);
    Value late = body.value(syntax, inference.apply(declared));
    Type result = body.home().lambdaResult(Assignments.inner(syntax));
    inference.result(declared, result);
    return late.number();
  }

  /** A parameter of a type variable takes any object: nothing is cast for it. */
  private static Type erasedBound(Type declared, Value value) {
    return declared.variable().isEmpty() || value.type().isPrimitive() ? declared : Type.UNKNOWN;
  }

  private boolean spreads(Method method, Arguments arguments) {
    int count = method.parameters().size();
    if (!method.isVarargs()) {
      return false;
    }
    if (arguments.values.size() != count) {
      return true;
    }
    Value last = arguments.values.get(count - 1);
    return last == null
        || !(last.type().isArray() || last.type().equals(Type.NULL) || !last.type().isKnown());
  }

  /** Writes the call of a constructor on an object that has been made. */
  void construct(Node at, Type type, List<Integer> first, List<Expression> syntax) {
    Arguments arguments = arguments(syntax);
    SourceClass source = body.home().program().types().source(type.name());
    boolean anonymous = source != null && source.isAnonymous();
    List<Method> own = body.table().declared(anonymous ? above(type) : type, "<init>");
    Method method = body.overloads().choose(own, syntax, arguments.types());
    List<Integer> operands = new ArrayList<>(first);
    String descriptor;
    if (method == null) {
      body.home().unresolved(at);
      List<Type> types = new ArrayList<>();
      guessed(arguments, operands, types);
      descriptor = Members.descriptor(types, Type.VOID);
    } else {
      pass(method, arguments, operands);
      descriptor = method.descriptor();
    }
    if (source != null && anonymous) {
      source.superArguments = Descriptors.parameters(descriptor);
    }
    new Hidden(body).construct(at, type, descriptor, operands);
  }

  private Type above(Type type) {
    List<Type> all = body.table().supertypes(type);
    return all.isEmpty() ? Type.OBJECT : all.get(0);
  }
}

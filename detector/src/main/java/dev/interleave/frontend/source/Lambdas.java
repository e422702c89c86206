package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.interleave.frontend.source.ClassLowering.LambdaBody;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lambdas, whose bodies become methods of their class, and method references. */
final class Lambdas {
  private final BodyLowering body;

  Lambdas(BodyLowering body) {
    this.body = body;
  }

  Value lambda(LambdaExpr lambda, Type expected) {
    Method function = body.table().functional(expected);
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < lambda.getParameters().size(); i++) {
      Parameter parameter = lambda.getParameter(i);
      boolean typed = !parameter.getType().isUnknownType() && !parameter.getType().isVarType();
      boolean known = function != null && i < function.parameters().size();
      types.add(
          typed
              ? Members.parameterType(parameter, body.types())
              : known && function != null ? function.parameters().get(i) : Type.UNKNOWN);
    }
    Type result = function == null ? Type.UNKNOWN : function.result();
    LambdaBody made = body.home().lambda(lambda, types, result, body.context());
    List<Integer> captured = new ArrayList<>();
    if (!made.isStatic()) {
      captured.add(body.names().object(body.context().owner()));
    }
    for (String name : made.captured()) {
      Target target = body.names().named(name);
      captured.add(target == null ? body.unknown(lambda).number() : body.read(target).number());
    }
    body.code().at(Spans.of(lambda));
    Dispatch dispatch = made.isStatic() ? Dispatch.STATIC : Dispatch.SPECIAL;
    String type = expected.isKnown() ? expected.name() : "?";
    return new Value(
        body.code().add(new Op.Lambda(type, made.method(), dispatch, captured)), expected);
  }

  Value reference(MethodReferenceExpr reference, Type expected) {
    Expression scope = asValue(reference.getScope());
    Method function = body.table().functional(expected);
    int arity = function == null ? -1 : function.parameters().size();
    String name = reference.getIdentifier();
    if (scope instanceof TypeExpr || !body.names().isValue(scope)) {
      Type named = typeOf(scope);
      return name.equals("new")
          ? constructor(reference, named, arity, expected)
          : ofType(reference, named, function, expected);
    }
    return ofObject(reference, scope, function, expected);
  }

  /**
   * The parser takes {@code System.out} for a type, which a name with a field at its end is not.
   */
  private Expression asValue(Expression scope) {
    if (scope instanceof TypeExpr named
        && named.getType() instanceof ClassOrInterfaceType type
        && type.getTypeArguments().isEmpty()) {
      Expression name = named(type);
      name.setParentNode(scope.getParentNode().orElse(null));
      return body.names().isValue(name) ? name : scope;
    }
    return scope;
  }

  private static Expression named(ClassOrInterfaceType type) {
    Expression name =
        type.getScope().isPresent()
            ? new FieldAccessExpr(named(type.getScope().get()), type.getNameAsString())
            : new NameExpr(type.getNameAsString());
    name.setRange(type.getRange().orElse(null));
    return name;
  }

  private Value ofObject(
      MethodReferenceExpr reference, Expression scope, @Nullable Method function, Type expected) {
    String name = reference.getIdentifier();
    boolean bySuper = scope instanceof SuperExpr;
    Value object = body.receiver(body.value(scope));
    if (!bySuper && !scope.isThisExpr()) {
      body.code()
          .add(
              new Op.Call(
                  Dispatch.STATIC,
                  body.method(
                      "java/util/Objects",
                      "requireNonNull",
                      "(Ljava/lang/Object;)Ljava/lang/Object;"),
                  List.of(object.number())));
    }
    Method method = pick(reference, object.type(), parameters(function), false);
    String owner = method == null ? object.type().name() : owner(object.type(), method);
    int arity = function == null ? -1 : function.parameters().size();
    MethodRef ref = body.method(owner, name, descriptor(method, arity));
    Dispatch dispatch = bySuper ? Dispatch.SPECIAL : Dispatch.VIRTUAL;
    return made(
        reference,
        expected,
        new Op.Lambda(name(expected), ref, dispatch, List.of(object.number())),
        method);
  }

  private Type typeOf(Expression scope) {
    Type type =
        scope instanceof TypeExpr named
            ? body.types().type(named.getType())
            : body.types().typeNamed(scope);
    return type == null ? Type.UNKNOWN : type;
  }

  private static String owner(Type site, Method method) {
    return method.owner().equals(Type.OBJECT.name()) ? method.owner() : site.name();
  }

  private static String name(Type expected) {
    return expected.isKnown() ? expected.name() : "?";
  }

  private Value made(
      MethodReferenceExpr reference, Type expected, Op.Lambda op, @Nullable Method method) {
    body.home().lambdaResult(reference, method == null ? Type.UNKNOWN : method.result());
    body.code().at(Spans.of(reference));
    return new Value(body.code().add(op), expected);
  }

  private Value constructor(MethodReferenceExpr reference, Type type, int arity, Type expected) {
    TypeInfo info = body.table().find(type);
    Method method = null;
    if (info != null) {
      for (Method one : info.methods("<init>")) {
        boolean fits = arity < 0 || one.parameters().size() == arity;
        method = method == null && fits ? one : method;
      }
    }
    MethodRef ref = body.method(type.name(), "<init>", descriptor(method, 0));
    Value value =
        made(
            reference,
            expected,
            new Op.Lambda(name(expected), ref, Dispatch.SPECIAL, List.of()),
            method);
    body.home().lambdaResult(reference, type);
    return value;
  }

  private Value ofType(
      MethodReferenceExpr reference, Type type, @Nullable Method function, Type expected) {
    String name = reference.getIdentifier();
    List<Type> given = parameters(function);
    Method method = pick(reference, type, given, true);
    if (method == null) {
      List<Type> rest = given == null || given.isEmpty() ? null : given.subList(1, given.size());
      method = pick(reference, type, rest, false);
    }
    boolean isStatic = method != null && method.isStatic();
    String owner = method == null ? type.name() : owner(type, method);
    int arity = given == null ? 0 : given.size();
    MethodRef ref = body.method(owner, name, descriptor(method, arity));
    Dispatch dispatch = isStatic ? Dispatch.STATIC : Dispatch.VIRTUAL;
    return made(
        reference, expected, new Op.Lambda(name(expected), ref, dispatch, List.of()), method);
  }

  private static @Nullable List<Type> parameters(@Nullable Method function) {
    return function == null ? null : function.parameters();
  }

  /** Returns the method that takes what is given; the first of the name when that is not known. */
  private @Nullable Method pick(
      MethodReferenceExpr reference, Type type, @Nullable List<Type> given, boolean onlyStatic) {
    List<Method> all =
        body.table().methods(type, reference.getIdentifier()).stream()
            .filter(method -> !onlyStatic || method.isStatic())
            .toList();
    if (given == null) {
      return all.isEmpty() ? null : all.get(0);
    }
    List<Expression> each = Collections.nCopies(given.size(), new ThisExpr());
    return body.overloads().choose(all, each, List.copyOf(given));
  }

  private String descriptor(@Nullable Method method, int arity) {
    if (method != null) {
      return method.descriptor();
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      types.add(Type.OBJECT);
    }
    return Members.descriptor(types, Type.OBJECT);
  }
}

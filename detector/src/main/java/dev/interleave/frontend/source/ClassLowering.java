package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Body;
import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.ClassFacts.Trouble;
import dev.interleave.ir.MethodFacts;
import dev.interleave.ir.Op;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The work on one class: its methods, and those that lambdas become. */
final class ClassLowering {
  private final FileLowering program;
  private final SourceClass type;
  private final List<MethodFacts> methods = new ArrayList<>();
  private final SortedMap<Integer, MethodFacts> ofLambdas =
      new TreeMap<>(Comparator.reverseOrder());
  private final List<Trouble> troubles = new ArrayList<>();
  private final IdentityHashMap<Node, LambdaBody> lambdas = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Type> lambdaResults = new IdentityHashMap<>();
  private Switches.@Nullable Result switchResult;
  private @Nullable Integer namedOuter;
  private Type returned = Type.UNKNOWN;

  /**
   * A lambda's body as a method.
   *
   * @param captured names of the variables that it takes along
   */
  record LambdaBody(MethodRef method, boolean isStatic, List<String> captured) {}

  ClassLowering(FileLowering program, SourceClass type) {
    this.program = program;
    this.type = type;
  }

  FileLowering program() {
    return program;
  }

  SourceClass type() {
    return type;
  }

  TypeScope scope() {
    return program.types().scope(type);
  }

  ClassFacts run() {
    TypeInfo info = program.types().info(type);
    writeMethods(info);
    List<FieldDeclaration> fields = new Fields(this, info).all();
    Type above = info.superclass();
    return new ClassFacts(
        ref(type.name()),
        above == null || info.isInterface() ? ref(Type.OBJECT.name()) : ref(above.name()),
        info.interfaces().stream().map(one -> ref(one.name())).toList(),
        classAccess(info),
        type.file().path(),
        type.node() instanceof NodeWithAnnotations<?> declaration && !type.isAnonymous()
            ? Annotations.of(declaration, scope())
            : List.of(),
        fields,
        methods,
        troubles,
        List.of());
  }

  /** Writes them in the order in which they stand in class files. */
  private void writeMethods(TypeInfo info) {
    Constructors constructors = new Constructors(this);
    constructors.writeImplied();
    for (BodyDeclaration<?> member : type.body()) {
      if (member instanceof MethodDeclaration method) {
        method(method);
      } else {
        constructors.write(member);
      }
    }
    new Generated(this, info).write();
    int end = methods.size();
    new Initializers(this).writeStatic();
    methods.addAll(end, ofLambdas.values());
  }

  /** A class file knows two kinds of access to a class; what is protected is public there. */
  private static int classAccess(TypeInfo info) {
    int access = info.access() & ~(Flags.PRIVATE | Flags.PROTECTED | Flags.STATIC);
    return Flags.has(info.access(), Flags.PROTECTED) ? access | Flags.PUBLIC : access;
  }

  private ClassRef ref(String name) {
    return program.symbols().type(name);
  }

  private void method(MethodDeclaration method) {
    Members members = new Members(type, scope());
    TypeScope inner = scope().within(method);
    int access = members.access(method);
    Type result = inner.type(method.getType());
    MethodContext context = new MethodContext(type, method.getNameAsString(), inner, null);
    if (!Flags.has(access, Flags.STATIC)) {
      context.receiver();
    }
    context.result(result);
    List<Type> types = parameters(method, context, inner);
    MethodRef ref =
        program
            .symbols()
            .method(type.name(), method.getNameAsString(), Members.descriptor(types, result));
    List<Annotation> annotations = Annotations.of(method, inner);
    BlockStmt code = method.getBody().orElse(null);
    Consumer<BodyLowering> content = body -> body.statement(java.util.Objects.requireNonNull(code));
    add(ref, access, annotations, code == null ? null : body(context, content));
  }

  static List<Type> parameters(
      CallableDeclaration<?> callable, MethodContext context, TypeScope scope) {
    List<Type> types = new ArrayList<>();
    for (Parameter parameter : callable.getParameters()) {
      Type its = Members.parameterType(parameter, scope);
      types.add(its);
      context.parameter(parameter.getNameAsString(), its);
    }
    return types;
  }

  void add(MethodRef ref, int access, List<Annotation> annotations, @Nullable Body body) {
    methods.add(facts(ref, access, annotations, body));
  }

  private static MethodFacts facts(
      MethodRef ref, int access, List<Annotation> annotations, @Nullable Body body) {
    return new MethodFacts(
        new dev.interleave.model.MethodDeclaration(ref, access, annotations), body);
  }

  /** Writes a body; one that cannot be written costs only itself. */
  @Nullable Body body(MethodContext context, Consumer<BodyLowering> content) {
    try {
      BodyLowering body = new BodyLowering(this, context);
      content.accept(body);
      return body.finish();
    } catch (RuntimeException | StackOverflowError unreadable) {
      troubles.add(new Trouble(context.name(), "cannot be read: " + unreadable));
      return null;
    }
  }

  LambdaBody lambda(LambdaExpr lambda, List<Type> types, Type wanted, MethodContext parent) {
    LambdaBody known = lambdas.get(lambda);
    if (known != null) {
      return known;
    }
    Type around = returned;
    returned = Type.UNKNOWN;
    MethodContext context = new MethodContext(type, parent.name(), parent.types(), parent);
    for (int i = 0; i < types.size(); i++) {
      context.parameter(lambda.getParameter(i).getNameAsString(), types.get(i));
    }
    context.result(wanted);
    Body body = body(context, writer -> content(lambda, wanted, writer));
    Type result = wanted.isKnown() && wanted.variable().isEmpty() ? wanted : returned.boxed();
    lambdaResults.put(lambda, returned);
    returned = around;
    int number = type.lambdas.getOrDefault(lambda, lambdas.size());
    LambdaBody made = lambdaMethod(number, context, result, body);
    lambdas.put(lambda, made);
    return made;
  }

  private void content(LambdaExpr lambda, Type wanted, BodyLowering writer) {
    Expression expression = lambda.getExpressionBody().orElse(null);
    if (expression == null) {
      writer.statement(lambda.getBody());
      return;
    }
    Value value = writer.value(expression, wanted);
    returned = value.type();
    boolean nothing = wanted.isVoid() || value.type().isVoid();
    int number = nothing ? Op.NO_OBJECT : writer.coerce(value, wanted);
    writer.code().leave(false, nothing ? List.of() : List.of(number));
  }

  private LambdaBody lambdaMethod(
      int number, MethodContext context, Type result, @Nullable Body body) {
    List<Variable> incoming = new ArrayList<>(context.incoming());
    boolean isStatic = incoming.isEmpty() || !incoming.get(0).name().equals("this");
    List<Type> all = incoming.stream().skip(isStatic ? 0 : 1).map(Variable::type).toList();
    String name =
        switch (context.name()) {
          case "<init>" -> "new";
          case "<clinit>" -> "static";
          default -> context.name();
        };
    MethodRef ref =
        program
            .symbols()
            .method(type.name(), "lambda$" + name + "$" + number, Members.descriptor(all, result));
    int access = Flags.PRIVATE | Flags.SYNTHETIC | (isStatic ? Flags.STATIC : 0);
    ofLambdas.put(number, facts(ref, access, List.of(), body));
    List<String> captured = context.takenAlong().stream().map(Variable::name).toList();
    return new LambdaBody(ref, isStatic, captured);
  }

  /** Returns what a lambda or method reference gives, as far as its body tells. */
  Type lambdaResult(Expression syntax) {
    return lambdaResults.getOrDefault(syntax, Type.UNKNOWN);
  }

  void lambdaResult(Node syntax, Type result) {
    lambdaResults.put(syntax, result);
  }

  void returned(Type result) {
    returned = returned.isKnown() ? returned : result;
  }

  Switches.@Nullable Result switchResult() {
    return switchResult;
  }

  void switchResult(Switches.@Nullable Result result) {
    switchResult = result;
  }

  /** The outer object that the next creation names. */
  void nameOuter(int object) {
    namedOuter = object;
  }

  @Nullable Integer takeNamedOuter() {
    Integer named = namedOuter;
    namedOuter = null;
    return named;
  }

  /** Finds the variables that a local class uses, before anything is made of it. */
  void capture(SourceClass local, MethodContext context) {
    if (program.hasBegun(local) || !local.captures.isEmpty()) {
      return;
    }
    Set<String> own = new HashSet<>();
    local.node().findAll(VariableDeclarator.class).forEach(one -> own.add(one.getNameAsString()));
    local.node().findAll(Parameter.class).forEach(one -> own.add(one.getNameAsString()));
    for (var member : local.body()) {
      for (NameExpr name : member.findAll(NameExpr.class)) {
        String text = name.getNameAsString();
        boolean inherited = program.table().field(local.type(), text) != null;
        Variable variable = own.contains(text) || inherited ? null : context.find(text);
        if (variable != null) {
          local.captures.put(text, variable);
        }
      }
    }
  }

  void lowerLocal(SourceClass local, MethodContext context) {
    capture(local, context);
    program.lower(local);
  }

  void unresolved(Node node) {
    program.unresolved(node);
  }
}

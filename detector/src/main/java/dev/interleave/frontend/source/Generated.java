package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.frontend.source.TypeInfo.Method;
import dev.interleave.ir.Op;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Methods that no source writes: accessors, copies of what is declared, those that erasure needs.
 */
final class Generated {
  private final ClassLowering home;
  private final SourceClass type;
  private final TypeInfo info;

  Generated(ClassLowering home, TypeInfo info) {
    this.home = home;
    this.type = home.type();
    this.info = info;
  }

  void write() {
    if (type.node() instanceof RecordDeclaration declaration) {
      declaration.getParameters().forEach(this::accessor);
      ofObject("toString", List.of(), Type.STRING);
      ofObject("hashCode", List.of(), Type.INT);
      ofObject("equals", List.of(Type.OBJECT), Type.BOOLEAN);
    }
    if (type.isEnum()) {
      values();
      valueOf();
    }
    bridges();
    repeated();
  }

  private void accessor(Parameter component) {
    String name = component.getNameAsString();
    boolean written =
        type.body().stream()
            .anyMatch(
                member ->
                    member instanceof com.github.javaparser.ast.body.MethodDeclaration method
                        && method.getNameAsString().equals(name)
                        && method.getParameters().isEmpty());
    if (written) {
      return;
    }
    Type its = Members.parameterType(component, home.scope());
    MethodContext context = new MethodContext(type, name, home.scope(), null);
    context.receiver();
    MethodRef ref = home.program().symbols().method(type.name(), name, "()" + its.erased());
    home.add(
        ref,
        Flags.PUBLIC,
        List.of(),
        home.body(
            context,
            body -> {
              body.code().at(Spans.of(component));
              int self = body.names().object(type);
              int value =
                  body.code().add(new Op.Get(body.field(type.name(), name, its.erased()), self));
              body.code().leave(false, List.of(value));
            }));
  }

  /** What records have of every object looks at nothing but the components' values. */
  private void ofObject(String name, List<Type> parameters, Type result) {
    String descriptor = Members.descriptor(parameters, result);
    boolean written =
        info.methods(name).stream().anyMatch(one -> one.descriptor().equals(descriptor));
    if (written) {
      return;
    }
    MethodContext context = new MethodContext(type, name, home.scope(), null);
    context.receiver();
    parameters.forEach(its -> context.parameter("other", its));
    home.add(
        home.program().symbols().method(type.name(), name, descriptor),
        Flags.PUBLIC | Flags.FINAL,
        List.of(),
        home.body(
            context,
            body -> {
              body.code().at(Spans.of(type.node()));
              List<Integer> operands = new ArrayList<>();
              operands.add(body.names().object(type));
              parameters.forEach(
                  its ->
                      operands.add(
                          body.read(Objects.requireNonNull(body.names().named("other"))).number()));
              body.code()
                  .leave(
                      false,
                      List.of(body.code().add(new Op.Compute(name, List.copyOf(operands), false))));
            }));
  }

  private void values() {
    Type array = Type.array(type.type());
    MethodContext context = new MethodContext(type, "values", home.scope(), null);
    MethodRef ref = home.program().symbols().method(type.name(), "values", "()" + array.erased());
    home.add(
        ref,
        Flags.PUBLIC | Flags.STATIC,
        List.of(),
        home.body(
            context,
            body -> {
              int all =
                  body.code()
                      .add(
                          new Op.Get(
                              body.field(type.name(), "$VALUES", array.erased()), Op.NO_OBJECT));
              MethodRef copy = body.method(array.erased(), "clone", "()Ljava/lang/Object;");
              int copied = body.code().add(new Op.Call(Dispatch.VIRTUAL, copy, List.of(all)));
              int cast = body.code().add(new Op.Cast(array.erased(), copied));
              body.code().leave(false, List.of(cast));
            }));
  }

  private void valueOf() {
    String own = type.type().descriptor();
    MethodContext context = new MethodContext(type, "valueOf", home.scope(), null);
    context.parameter("name", Type.STRING);
    home.add(
        home.program().symbols().method(type.name(), "valueOf", "(Ljava/lang/String;)" + own),
        Flags.PUBLIC | Flags.STATIC,
        List.of(),
        home.body(
            context,
            body -> {
              Value all = body.constant(new ClassRef(type.name()), Type.UNKNOWN);
              int name = body.read(Objects.requireNonNull(body.names().named("name"))).number();
              String descriptor = "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;";
              MethodRef target = body.method("java/lang/Enum", "valueOf", descriptor);
              int found =
                  body.code()
                      .add(new Op.Call(Dispatch.STATIC, target, List.of(all.number(), name)));
              body.code().leave(false, List.of(body.code().add(new Op.Cast(type.name(), found))));
            }));
  }

  /** A method that overrides one of another erased type is called by that type too. */
  private void bridges() {
    TypeTable table = home.program().table();
    for (List<Method> overloads : List.copyOf(info.methods().values())) {
      for (Method own : overloads) {
        if (own.isStatic()
            || own.name().startsWith("<")
            || Flags.has(own.access(), Flags.PRIVATE | Flags.ABSTRACT)) {
          continue;
        }
        Set<String> known = new HashSet<>();
        overloads.forEach(other -> known.add(other.descriptor()));
        for (Type above : table.lineage(type.type())) {
          TypeInfo its = table.find(above);
          if (its != null && !its.name().equals(type.name())) {
            bridges(own, table.declared(above, own.name()), known);
          }
        }
      }
    }
  }

  private void bridges(Method own, List<Method> overridden, Set<String> known) {
    for (Method other : overridden) {
      boolean same =
          !other.isStatic()
              && !Flags.has(other.access(), Flags.PRIVATE)
              && TypeTable.shape(other).equals(TypeTable.shape(own));
      if (same && known.add(other.descriptor())) {
        bridge(own, other.descriptor(), type.type());
      }
    }
  }

  /** A public class repeats the public methods of those above it that are not. */
  private void repeated() {
    TypeTable table = home.program().table();
    Type first = info.superclass();
    Set<String> seen = new HashSet<>();
    for (Type at : table.lineage(type.type())) {
      TypeInfo its = table.find(at);
      boolean own = at.name().equals(type.name());
      if (first == null || its == null || own == !Flags.has(its.access(), Flags.PUBLIC)) {
        return;
      }
      for (String name : its.isInterface() ? Set.<String>of() : its.methods().keySet()) {
        for (Method method : table.declared(at, name)) {
          if (seen.add(name + TypeTable.shape(method)) && !own && isRepeated(method)) {
            bridge(method, method.descriptor(), first);
          }
        }
      }
    }
  }

  private static boolean isRepeated(Method method) {
    int others = Flags.STATIC | Flags.FINAL | Flags.ABSTRACT | Flags.SYNTHETIC;
    return Flags.has(method.access(), Flags.PUBLIC)
        && (method.access() & others) == 0
        && !method.name().equals("<init>");
  }

  /**
   * Writes a method that passes a call on.
   *
   * @param descriptor what it is called by
   * @param to whose method it calls: of the object itself, or of its superclass
   */
  private void bridge(Method method, String descriptor, Type to) {
    MethodContext context = new MethodContext(type, method.name(), home.scope(), null);
    context.receiver();
    List<Variable> parameters = new ArrayList<>();
    for (Type erased : Descriptors.parameters(descriptor)) {
      parameters.add(context.parameter("", erased));
    }
    MethodRef ref = home.program().symbols().method(type.name(), method.name(), descriptor);
    int access = (method.access() & ~Flags.SYNCHRONIZED) | Flags.SYNTHETIC | Flags.BRIDGE;
    home.add(
        ref, access, List.of(), home.body(context, body -> delegate(body, method, to, parameters)));
  }

  private void delegate(BodyLowering body, Method method, Type to, List<Variable> parameters) {
    body.code().at(Spans.of(type.node()));
    List<Integer> operands = new ArrayList<>(List.of(body.names().object(type)));
    List<Type> wanted = Descriptors.parameters(method.descriptor());
    for (int i = 0; i < parameters.size(); i++) {
      int value = body.code().load(parameters.get(i));
      boolean same = wanted.get(i).erased().equals(parameters.get(i).type().erased());
      operands.add(same ? value : body.code().add(new Op.Cast(wanted.get(i).name(), value)));
    }
    Dispatch dispatch = to.name().equals(type.name()) ? Dispatch.VIRTUAL : Dispatch.SPECIAL;
    MethodRef target = body.method(to.name(), method.name(), method.descriptor());
    int result = body.code().add(new Op.Call(dispatch, target, operands));
    body.code().leave(false, method.descriptor().endsWith(")V") ? List.of() : List.of(result));
  }
}

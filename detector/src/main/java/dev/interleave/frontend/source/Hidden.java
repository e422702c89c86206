package dev.interleave.frontend.source;

import com.github.javaparser.ast.Node;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the compiler passes to constructors unasked: the outer object and captured values. */
final class Hidden {
  private final BodyLowering body;

  Hidden(BodyLowering body) {
    this.body = body;
  }

  /** Returns a constructor's descriptor with the hidden parameters. */
  static String descriptor(@Nullable SourceClass type, String declared, String outer) {
    StringBuilder text = new StringBuilder("(");
    if (type != null && Constructors.isEnumLike(type)) {
      text.append("Ljava/lang/String;I");
    }
    if (!outer.isEmpty()) {
      text.append('L').append(outer).append(';');
    }
    text.append(declared, 1, declared.indexOf(')'));
    if (type != null) {
      type.captures.values().forEach(variable -> text.append(variable.type().erased()));
    }
    return text.append(")V").toString();
  }

  /**
   * Writes the call.
   *
   * @param operands the object made and the arguments; the outer object, where the source names it,
   *     is not among them
   */
  void construct(Node at, Type type, String declared, List<Integer> operands) {
    SourceClass source = body.home().program().types().source(type.name());
    TypeInfo info = body.table().find(type);
    String outer = info == null ? "" : info.outer();
    List<Integer> all = new ArrayList<>(operands);
    if (source != null && Constructors.isEnumLike(source)) {
      all.addAll(1, enumParts());
    }
    if (!outer.isEmpty()) {
      all.add(1, outerObject(outer));
    }
    for (String name : source == null ? List.<String>of() : source.captures.keySet()) {
      Target target = body.names().named(name);
      all.add(target == null ? body.unknown(at).number() : body.read(target).number());
    }
    String descriptor = descriptor(source, declared, outer);
    body.code().at(Spans.of(at));
    body.code()
        .add(new Op.Call(Dispatch.SPECIAL, body.method(type.name(), "<init>", descriptor), all));
  }

  /** Returns the name and the number of the enum constant that is being made. */
  List<Integer> enumParts() {
    List<Integer> parts = new ArrayList<>();
    for (String name : List.of("$name", "$ordinal")) {
      Variable part = body.context().hidden.get(name);
      parts.add(part == null ? body.code().add(new Op.Constant(null)) : body.code().load(part));
    }
    return parts;
  }

  private int outerObject(String outer) {
    Integer named = body.home().takeNamedOuter();
    if (named != null) {
      return named;
    }
    int object =
        body.names()
            .objectWhere(candidate -> body.table().isBelow(Type.named(candidate.name()), outer));
    return object == Op.NO_OBJECT ? body.code().add(new Op.Constant(null)) : object;
  }

  /** Writes the fields that keep the hidden parameters, as the first thing in a constructor. */
  void keep(SourceClass type, int self) {
    Variable outer = body.context().hidden.get("this$");
    if (outer != null) {
      put(type, self, Names.outerField(type), outer);
    }
    for (String name : type.captures.keySet()) {
      Variable captured = body.context().hidden.get("val$" + name);
      if (captured != null) {
        put(type, self, "val$" + name, captured);
      }
    }
  }

  private void put(SourceClass type, int self, String name, Variable value) {
    int number = body.code().load(value);
    body.code().add(new Op.Put(body.field(type.name(), name, value.type().erased()), self, number));
  }
}

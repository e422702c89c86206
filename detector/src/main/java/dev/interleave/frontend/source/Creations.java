package dev.interleave.frontend.source;

import com.github.javaparser.ast.ArrayCreationLevel;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.interleave.ir.Op;
import java.util.ArrayList;
import java.util.List;

/** New objects and arrays. */
final class Creations {
  private final BodyLowering body;

  Creations(BodyLowering body) {
    this.body = body;
  }

  Value object(ObjectCreationExpr creation, Type expected) {
    Type type = type(creation);
    SourceClass anonymous = body.home().program().classAt(creation);
    if (anonymous != null) {
      body.home().capture(anonymous, body.context());
      type = Type.named(anonymous.name());
    } else if (creation.getType().isUsingDiamondOperator()
        && expected.arguments().size() == parameters(type)) {
      type = Type.named(type.name(), expected.arguments());
    }
    creation.getScope().ifPresent(outer -> body.home().nameOuter(body.value(outer).number()));
    body.code().at(Spans.of(creation));
    int made = body.code().add(new Op.Create(type.name()));
    body.calls().construct(creation, type, List.of(made), creation.getArguments());
    if (anonymous != null) {
      body.home().program().lower(anonymous);
    }
    return new Value(made, type);
  }

  private int parameters(Type type) {
    TypeInfo info = body.table().find(type);
    return info == null ? -1 : info.parameters().size();
  }

  private Type type(ObjectCreationExpr creation) {
    if (creation.getScope().isPresent()) {
      Type outer = new Estimate(body).of(creation.getScope().get());
      for (Type above : body.table().lineage(outer)) {
        TypeInfo info = body.table().find(above);
        String member =
            info == null ? null : info.members().get(creation.getType().getNameAsString());
        if (member != null) {
          return Type.named(member);
        }
      }
    }
    return body.types().type(creation.getType());
  }

  Value array(ArrayCreationExpr creation) {
    Type type = body.types().type(creation.createdType());
    if (creation.getInitializer().isPresent()) {
      return array(type, creation.getInitializer().get());
    }
    for (ArrayCreationLevel level : creation.getLevels()) {
      level.getDimension().ifPresent(size -> body.valueAs(size, Type.INT));
    }
    return new Value(body.code().add(new Op.Create(created(type))), type);
  }

  /** Arrays of primitives are alike to all who read steps. */
  private static String created(Type type) {
    Type element = type.element();
    return element.isPrimitive() ? "[" : element.isClass() ? "[" + element.name() : type.erased();
  }

  Value array(Type type, ArrayInitializerExpr syntax) {
    body.constant(syntax.getValues().size(), Type.INT);
    int array = body.code().add(new Op.Create(created(type)));
    int index = 0;
    for (Expression one : syntax.getValues()) {
      int at = body.constant(index++, Type.INT).number();
      int value = body.valueAs(one, type.element());
      body.code().add(new Op.Store(array, at, value));
    }
    return new Value(array, type);
  }

  int filled(Type type, List<Integer> values) {
    body.constant(values.size(), Type.INT);
    int array = body.code().add(new Op.Create(created(type)));
    List<Integer> all = new ArrayList<>(values);
    for (int i = 0; i < all.size(); i++) {
      int at = body.constant(i, Type.INT).number();
      body.code().add(new Op.Store(array, at, all.get(i)));
    }
    return array;
  }
}

package dev.interleave.frontend.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.frontend.source.Target.Element;
import dev.interleave.frontend.source.Target.Local;
import dev.interleave.frontend.source.Target.OfField;
import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.ir.Op;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What names mean: variables, fields here and further out, statics that are imported. */
final class Names {
  private final BodyLowering body;

  Names(BodyLowering body) {
    this.body = body;
  }

  /** Returns what an expression that can be assigned means; null when that is not known. */
  @Nullable Target target(Expression expression) {
    if (expression instanceof EnclosedExpr enclosed) {
      return target(enclosed.getInner());
    }
    if (expression instanceof NameExpr name) {
      return named(name.getNameAsString());
    }
    if (expression instanceof ArrayAccessExpr access) {
      Value array = body.receiver(body.value(access.getName()));
      int index = body.valueAs(access.getIndex(), Type.INT);
      return new Element(array.number(), index, array.type().element());
    }
    return expression instanceof FieldAccessExpr access ? selected(access) : null;
  }

  @Nullable Target named(String name) {
    Variable variable = body.context().find(name);
    if (variable != null) {
      return new Local(variable);
    }
    SourceClass first = body.context().owner();
    for (SourceClass type = first; type != null; type = type.outer()) {
      Field field = body.table().field(type.type(), name);
      if (field != null) {
        return field(type.type(), field, field.isStatic() ? Op.NO_OBJECT : object(type));
      }
      Variable captured = type.captures.get(name);
      if (captured != null) {
        return captured(type, captured);
      }
    }
    return imported(name);
  }

  private Target captured(SourceClass type, Variable captured) {
    Variable hidden = body.context().hidden.get("val$" + captured.name());
    if (hidden != null && type == body.context().owner()) {
      return new Local(hidden);
    }
    String descriptor = captured.type().erased();
    return new OfField(
        body.field(type.name(), "val$" + captured.name(), descriptor),
        object(type),
        captured.type(),
        null);
  }

  private OfField field(Type site, Field field, int object) {
    TypeInfo declaring = body.table().find(field.owner());
    boolean asDeclared = declaring != null && declaring.isInterface();
    String owner = asDeclared ? field.owner() : site.name();
    return new OfField(
        body.field(owner, field.name(), field.descriptor()),
        object,
        field.type(),
        field.constant());
  }

  private @Nullable Target imported(String name) {
    CompilationUnit unit = body.home().type().file().unit();
    List<ImportDeclaration> imports = unit == null ? List.of() : unit.getImports();
    for (ImportDeclaration line : imports) {
      if (line.isStatic() && (line.isAsterisk() || line.getName().getIdentifier().equals(name))) {
        Type owner = importedFrom(line);
        Field field = body.table().field(owner, name);
        if (field != null) {
          return field(owner, field, Op.NO_OBJECT);
        }
      }
    }
    return null;
  }

  /** Returns the class whose members a static import means. */
  Type importedFrom(ImportDeclaration line) {
    String full = line.getNameAsString();
    String owner = line.isAsterisk() ? full : full.substring(0, full.lastIndexOf('.'));
    return body.types().dotted(owner);
  }

  private @Nullable Target selected(FieldAccessExpr access) {
    Expression scope = access.getScope();
    String name = access.getNameAsString();
    if (!isValue(scope)) {
      Type type = body.types().typeNamed(scope);
      Field field = type == null ? null : body.table().field(type, name);
      if (type == null) {
        return null;
      }
      if (field != null) {
        return field(type, field, Op.NO_OBJECT);
      }
      return body.table().find(type) == null ? constantOf(type, name) : null;
    }
    Value object = body.receiver(body.value(scope));
    Field field = body.table().field(object.type(), name);
    if (field == null) {
      return object.type().isKnown() && !object.type().isArray() ? guess(object, name) : null;
    }
    body.code().at(Spans.of(access));
    OfField its = field(object.type(), field, field.isStatic() ? Op.NO_OBJECT : object.number());
    return new OfField(its.field(), its.object(), its.type(), null);
  }

  /** What a class that is not at hand has under a name is most often one of its own kind. */
  private Target constantOf(Type type, String name) {
    String descriptor = type.descriptor();
    return new OfField(body.field(type.name(), name, descriptor), Op.NO_OBJECT, Type.UNKNOWN, null);
  }

  private Target guess(Value object, String name) {
    String descriptor = Type.OBJECT.descriptor();
    return new OfField(
        body.field(object.type().name(), name, descriptor), object.number(), Type.UNKNOWN, null);
  }

  /** Returns the value that the compiler puts in place of an expression; null when it does not. */
  @Nullable Object constant(Expression expression) {
    return new Constants(this::named).value(expression);
  }

  private @Nullable Object named(Expression expression) {
    boolean plain =
        expression instanceof NameExpr
            || (expression instanceof FieldAccessExpr access && !isValue(access.getScope()));
    return plain && target(expression) instanceof OfField field ? field.constant() : null;
  }

  /** Returns whether an expression is a value rather than the name of a type or package. */
  boolean isValue(Expression expression) {
    if (expression instanceof NameExpr name) {
      return isVisible(name.getNameAsString());
    }
    if (expression instanceof FieldAccessExpr access) {
      if (isValue(access.getScope())) {
        return true;
      }
      Type owner = body.types().typeNamed(access.getScope());
      return owner != null && body.table().field(owner, access.getNameAsString()) != null;
    }
    return true;
  }

  private boolean isVisible(String name) {
    if (body.context().find(name) != null) {
      return true;
    }
    SourceClass first = body.context().owner();
    for (SourceClass type = first; type != null; type = type.outer()) {
      if (type.captures.containsKey(name) || body.table().field(type.type(), name) != null) {
        return true;
      }
    }
    return imported(name) != null;
  }

  /** Returns the object of an enclosing class; {@link Op#NO_OBJECT} when there is none. */
  int object(SourceClass wanted) {
    return objectWhere(type -> type == wanted);
  }

  int objectWhere(Predicate<SourceClass> isWanted) {
    Variable self = body.context().self();
    if (self == null) {
      return Op.NO_OBJECT;
    }
    SourceClass at = body.context().owner();
    int object = body.code().load(self);
    while (!isWanted.test(at)) {
      SourceClass outer = at.outer();
      if (outer == null || !at.hasOuterObject()) {
        return Op.NO_OBJECT;
      }
      Variable hidden = body.context().hidden.get("this$");
      object =
          hidden != null && at == body.context().owner()
              ? body.code().load(hidden)
              : body.code()
                  .add(
                      new Op.Get(
                          body.field(at.name(), outerField(at), "L" + outer.name() + ";"), object));
      at = outer;
    }
    return object;
  }

  /** Returns the name of the field that keeps the outer object. */
  static String outerField(SourceClass type) {
    int depth = 0;
    SourceClass at = type.outer();
    while (at != null && at.hasOuterObject()) {
      depth++;
      at = at.outer();
    }
    return "this$" + depth;
  }
}

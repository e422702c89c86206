package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.ir.Op;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.List;

/** What runs before all else in an object or class: field initialisers and blocks, in order. */
final class Initializers {
  private final ClassLowering home;
  private final SourceClass type;

  Initializers(ClassLowering home) {
    this.home = home;
    this.type = home.type();
  }

  void instance(BodyLowering body) {
    for (BodyDeclaration<?> member : type.body()) {
      if (member instanceof FieldDeclaration field && !isStatic(field)) {
        fields(body, field);
      } else if (member instanceof InitializerDeclaration block && !block.isStatic()) {
        body.statement(block.getBody());
      }
    }
  }

  private boolean isStatic(FieldDeclaration field) {
    return field.isStatic() || type.isInterface();
  }

  private void fields(BodyLowering body, FieldDeclaration field) {
    for (VariableDeclarator one : field.getVariables()) {
      if (one.getInitializer().isPresent() && !isConstant(field, one)) {
        boolean isStatic = isStatic(field);
        int object = isStatic ? Op.NO_OBJECT : body.names().object(type);
        Type its = body.types().type(one.getType());
        int value = body.valueAs(one.getInitializer().get(), its);
        body.code().at(Spans.of(one));
        String name = one.getNameAsString();
        body.code().add(new Op.Put(body.field(type.name(), name, its.erased()), object, value));
      }
    }
  }

  /** A constant stands in the class file and is never assigned (JLS §15.29). */
  private boolean isConstant(FieldDeclaration field, VariableDeclarator one) {
    return isStatic(field) && (field.isFinal() || type.isInterface()) && Constants.of(one) != null;
  }

  /** Writes the class initialiser, where there is something to do. */
  void writeStatic() {
    boolean some = type.isEnum();
    for (BodyDeclaration<?> member : type.body()) {
      some |= member instanceof InitializerDeclaration block && block.isStatic();
      some |=
          member instanceof FieldDeclaration field
              && isStatic(field)
              && field.getVariables().stream()
                  .anyMatch(one -> one.getInitializer().isPresent() && !isConstant(field, one));
    }
    if (!some) {
      return;
    }
    MethodContext context = new MethodContext(type, "<clinit>", home.scope(), null);
    MethodRef ref = home.program().symbols().method(type.name(), "<clinit>", "()V");
    home.add(ref, Flags.STATIC, List.of(), home.body(context, this::classContent));
  }

  private void classContent(BodyLowering body) {
    if (type.node() instanceof EnumDeclaration declaration) {
      constants(body, declaration);
    }
    for (BodyDeclaration<?> member : type.body()) {
      if (member instanceof FieldDeclaration field && isStatic(field)) {
        fields(body, field);
      } else if (member instanceof InitializerDeclaration block && block.isStatic()) {
        body.statement(block.getBody());
      }
    }
  }

  private void constants(BodyLowering body, EnumDeclaration declaration) {
    int ordinal = 0;
    String descriptor = type.type().descriptor();
    for (EnumConstantDeclaration constant : declaration.getEntries()) {
      body.code().at(Spans.of(constant));
      int made = constant(body, constant, ordinal++);
      String name = constant.getNameAsString();
      body.code().add(new Op.Put(body.field(type.name(), name, descriptor), Op.NO_OBJECT, made));
    }
    Type array = Type.array(type.type());
    MethodRef listed = body.method(type.name(), "$values", "()" + array.erased());
    int values = body.code().add(new Op.Call(Dispatch.STATIC, listed, List.of()));
    body.code()
        .add(new Op.Put(body.field(type.name(), "$VALUES", array.erased()), Op.NO_OBJECT, values));
    int access = Flags.PRIVATE | Flags.STATIC | Flags.SYNTHETIC;
    MethodContext context = new MethodContext(type, "$values", home.scope(), null);
    home.add(listed, access, List.of(), home.body(context, list -> listed(list, declaration)));
  }

  private void listed(BodyLowering body, EnumDeclaration declaration) {
    body.code().at(Spans.of(declaration));
    List<Integer> all = new ArrayList<>();
    String own = type.type().descriptor();
    for (EnumConstantDeclaration constant : declaration.getEntries()) {
      FieldRef field = body.field(type.name(), constant.getNameAsString(), own);
      all.add(body.code().add(new Op.Get(field, Op.NO_OBJECT)));
    }
    int array = new Creations(body).filled(Type.array(type.type()), all);
    body.code().leave(false, List.of(array));
  }

  private int constant(BodyLowering body, EnumConstantDeclaration constant, int ordinal) {
    SourceClass own = home.program().classAt(constant);
    Type made = own == null ? type.type() : Type.named(own.name());
    int object = body.code().add(new Op.Create(made.name()));
    keep(body, "$name", body.constant(constant.getNameAsString(), Type.STRING));
    keep(body, "$ordinal", body.constant(ordinal, Type.INT));
    body.calls().construct(constant, made, List.of(object), constant.getArguments());
    if (own != null) {
      home.program().lower(own);
    }
    return object;
  }

  private static void keep(BodyLowering body, String name, Value value) {
    Variable variable = body.context().temporary(value.type());
    body.context().hidden.put(name, variable);
    body.code().store(variable, value.number());
  }
}

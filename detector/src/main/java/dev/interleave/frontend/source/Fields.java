package dev.interleave.frontend.source;

import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import dev.interleave.frontend.source.MethodContext.Variable;
import dev.interleave.frontend.source.TypeInfo.Field;
import dev.interleave.model.Annotation;
import dev.interleave.model.Flags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a class, those that the compiler adds included. */
final class Fields {
  private final ClassLowering home;
  private final TypeInfo info;
  private final List<dev.interleave.model.FieldDeclaration> all = new ArrayList<>();

  Fields(ClassLowering home, TypeInfo info) {
    this.home = home;
    this.info = info;
  }

  List<dev.interleave.model.FieldDeclaration> all() {
    Map<String, List<Annotation>> annotations = new HashMap<>();
    SourceClass type = home.type();
    for (var member : type.body()) {
      if (member instanceof FieldDeclaration field) {
        for (VariableDeclarator one : field.getVariables()) {
          annotations.put(one.getNameAsString(), Annotations.of(field, home.scope()));
        }
      }
    }
    for (Field field : info.fields().values()) {
      add(
          field.name(),
          field.descriptor(),
          field.access(),
          annotations.getOrDefault(field.name(), List.of()));
    }
    hidden();
    return all;
  }

  private void hidden() {
    SourceClass type = home.type();
    int hidden = Flags.FINAL | Flags.SYNTHETIC;
    SourceClass outer = type.outer();
    if (type.hasOuterObject() && outer != null) {
      add(Names.outerField(type), "L" + outer.name() + ";", hidden, List.of());
    }
    for (Variable captured : type.captures.values()) {
      add("val$" + captured.name(), captured.type().erased(), hidden, List.of());
    }
    if (type.isEnum()) {
      int access = Flags.PRIVATE | Flags.STATIC | hidden;
      add("$VALUES", "[L" + type.name() + ";", access, List.of());
    }
  }

  private void add(String name, String descriptor, int access, List<Annotation> annotations) {
    all.add(
        new dev.interleave.model.FieldDeclaration(
            home.program().symbols().field(home.type().name(), name, descriptor),
            access,
            annotations));
  }
}

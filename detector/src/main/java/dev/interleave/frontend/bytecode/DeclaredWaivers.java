package dev.interleave.frontend.bytecode;

import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.MethodFacts;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Span;
import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.List;

/** Where annotations that class files keep say that no findings are wanted. */
final class DeclaredWaivers {
  private DeclaredWaivers() {}

  static List<Waiver> of(ClassFacts type) {
    List<Waiver> all = new ArrayList<>(Waiver.asked(type.annotations(), on(type, "")));
    for (MethodFacts method : type.methods()) {
      if (!method.declaration().annotations().isEmpty()) {
        MethodRef ref = method.declaration().ref();
        Waiver here = on(type, ref.name() + ref.descriptor());
        all.addAll(Waiver.asked(method.declaration().annotations(), here));
      }
    }
    for (FieldDeclaration field : type.fields()) {
      if (!field.annotations().isEmpty()) {
        all.addAll(Waiver.asked(field.annotations(), on(type, field.ref().name())));
      }
    }
    return List.copyOf(all);
  }

  private static Waiver on(ClassFacts type, String member) {
    return Waiver.at(type.ref(), member, type.sourceFile(), Span.UNKNOWN);
  }
}

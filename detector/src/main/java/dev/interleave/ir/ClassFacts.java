package dev.interleave.ir;

import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class as a front end read it.
 *
 * @param ref the class
 * @param superclass null for java.lang.Object and for modules
 * @param interfaces the direct ones
 * @param access JVMS table 4.1-B flags
 * @param sourceFile relative to its source root, {@code com/acme/Chat.java}
 * @param annotations as written
 * @param fields the declared ones
 * @param methods the declared ones
 * @param troubles methods that could not be read, with the reason
 * @param waivers where no findings are wanted; those of a whole source file are with its first
 *     class
 */
public record ClassFacts(
    ClassRef ref,
    @Nullable ClassRef superclass,
    List<ClassRef> interfaces,
    int access,
    String sourceFile,
    List<Annotation> annotations,
    List<FieldDeclaration> fields,
    List<MethodFacts> methods,
    List<Trouble> troubles,
    List<Waiver> waivers) {
  /**
   * A method that could not be read.
   *
   * @param method its name
   * @param reason one clause
   */
  public record Trouble(String method, String reason) {}

  /** Returns the same class with waivers. */
  public ClassFacts waived(List<Waiver> all) {
    return all.isEmpty()
        ? this
        : new ClassFacts(
            ref,
            superclass,
            interfaces,
            access,
            sourceFile,
            annotations,
            fields,
            methods,
            troubles,
            all);
  }
}

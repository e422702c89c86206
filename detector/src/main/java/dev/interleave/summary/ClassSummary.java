package dev.interleave.summary;

import dev.interleave.ir.ClassFacts.Trouble;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class with its bodies summarized and dropped.
 *
 * @param ref the class
 * @param superclass null for none
 * @param interfaces the direct ones
 * @param access its flags
 * @param sourceFile relative to its source root
 * @param annotations as written
 * @param fields the declared ones
 * @param methods every declared method, without bodies
 * @param summaries one for each method that has a body
 * @param handed the methods that method references name
 * @param troubles methods that could not be read
 * @param waivers where no findings are wanted
 */
public record ClassSummary(
    ClassRef ref,
    @Nullable ClassRef superclass,
    List<ClassRef> interfaces,
    int access,
    String sourceFile,
    List<Annotation> annotations,
    List<FieldDeclaration> fields,
    List<MethodDeclaration> methods,
    List<MethodSummary> summaries,
    List<MethodRef> handed,
    List<Trouble> troubles,
    List<Waiver> waivers) {
  /** Returns this class with other summaries of its methods. */
  public ClassSummary with(List<MethodSummary> others) {
    return new ClassSummary(
        ref,
        superclass,
        interfaces,
        access,
        sourceFile,
        annotations,
        fields,
        methods,
        others,
        handed,
        troubles,
        waivers);
  }
}

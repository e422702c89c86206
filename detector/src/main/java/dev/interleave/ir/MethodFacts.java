package dev.interleave.ir;

import dev.interleave.model.MethodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method's declaration and body.
 *
 * @param ref the method
 * @param access JVMS table 4.6-A flags
 * @param annotations as written
 * @param body null for abstract and native methods, and for those that could not be read
 */
public record MethodFacts(
    MethodRef ref, int access, List<AnnotationFacts> annotations, @Nullable Body body) {}

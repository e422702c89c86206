package dev.interleave.model;

import java.util.List;

/**
 * A method's declaration.
 *
 * @param ref the method
 * @param access JVMS table 4.6-A flags
 * @param annotations as written
 */
public record MethodDeclaration(MethodRef ref, int access, List<Annotation> annotations) {}

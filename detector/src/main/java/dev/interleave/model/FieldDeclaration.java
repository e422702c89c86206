package dev.interleave.model;

import java.util.List;

/**
 * A field's declaration.
 *
 * @param ref the field
 * @param access JVMS table 4.5-A flags
 * @param annotations as written
 */
public record FieldDeclaration(FieldRef ref, int access, List<Annotation> annotations) {}

package dev.interleave.ir;

import dev.interleave.model.FieldRef;
import java.util.List;

/**
 * A field's declaration.
 *
 * @param ref the field
 * @param access JVMS table 4.5-A flags
 * @param annotations as written
 */
public record FieldFacts(FieldRef ref, int access, List<AnnotationFacts> annotations) {}

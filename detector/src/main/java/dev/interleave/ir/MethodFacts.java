package dev.interleave.ir;

import dev.interleave.model.MethodDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * A method as a front end read it.
 *
 * @param declaration its head
 * @param body null for abstract and native methods, and for those that could not be read
 */
public record MethodFacts(MethodDeclaration declaration, @Nullable Body body) {}

package dev.interleave.summary;

import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.Op;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lambda or method reference.
 *
 * @param body the method that it runs
 * @param dispatch how that method is found
 * @param captured the paths of the captured values, which are the body's first parameters
 */
public record Closure(MethodRef body, Dispatch dispatch, List<AccessPath> captured) {
  /** Returns the methods that the method references in a class name. */
  static List<MethodRef> named(ClassFacts facts) {
    return facts.methods().stream()
        .flatMap(method -> method.body() == null ? Stream.empty() : method.body().ops().stream())
        .filter(op -> op instanceof Op.Lambda lambda && !lambda.body().isLambda())
        .map(op -> ((Op.Lambda) op).body())
        .distinct()
        .toList();
  }
}

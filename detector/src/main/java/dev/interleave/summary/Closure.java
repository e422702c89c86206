package dev.interleave.summary;

import dev.interleave.model.AccessPath;
import dev.interleave.model.Dispatch;
import dev.interleave.model.MethodRef;
import java.util.List;

/**
 * A lambda or method reference.
 *
 * @param body the method that it runs
 * @param dispatch how that method is found
 * @param captured the paths of the captured values, which are the body's first parameters
 */
public record Closure(MethodRef body, Dispatch dispatch, List<AccessPath> captured) {}

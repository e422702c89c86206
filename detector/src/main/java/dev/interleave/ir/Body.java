package dev.interleave.ir;

import dev.interleave.model.Span;
import java.util.List;

/**
 * What a method does: its steps, and the blocks they form in reverse post-order, entry first.
 *
 * @param ops the steps; a step's position is the name of its value
 * @param spans where each step stands
 * @param blocks the control flow; blocks cover all steps without gaps
 * @param names names of parameters where the class file keeps them, empty strings elsewhere
 */
public record Body(List<Op> ops, List<Span> spans, List<Block> blocks, List<String> names) {}

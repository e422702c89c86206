package dev.interleave.ir;

import java.util.List;

/**
 * Steps that run one after the other.
 *
 * @param first number of the first step
 * @param end number after the last step
 * @param successors blocks that may follow, by position in the body
 * @param handlers blocks that receive an exception thrown here
 */
public record Block(int first, int end, List<Integer> successors, List<Integer> handlers) {
  public Block {
    successors = List.copyOf(successors);
    handlers = List.copyOf(handlers);
  }
}

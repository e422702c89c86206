package dev.interleave.summary;

import dev.interleave.ir.Block;
import java.util.BitSet;
import java.util.List;

/**
 * Which blocks may run more than once in one run of the body: the natural loops (Aho et al.,
 * "Compilers", 2nd ed., §9.6.6); what leaves the method from within one is not part of it.
 */
final class Loops {
  private final BitSet inside = new BitSet();

  Loops(List<Block> blocks) {
    for (int from = 0; from < blocks.size(); from++) {
      for (int to : blocks.get(from).successors()) {
        if (to <= from) {
          add(blocks, to, from);
        }
      }
    }
  }

  /** Adds what leads from the head of a loop to its end. */
  private void add(List<Block> blocks, int head, int end) {
    BitSet loop = new BitSet();
    loop.set(head);
    loop.set(end);
    for (int known = 0; known < loop.cardinality(); ) {
      known = loop.cardinality();
      for (int block = end - 1; block > head; block--) {
        if (!loop.get(block) && blocks.get(block).successors().stream().anyMatch(loop::get)) {
          loop.set(block);
        }
      }
    }
    inside.or(loop);
  }

  boolean contains(int block) {
    return inside.get(block);
  }
}

package dev.interleave.summary;

import dev.interleave.ir.Block;
import java.util.BitSet;
import java.util.List;

/** Which blocks may run more than once in one run of the body. */
final class Loops {
  private final BitSet inside = new BitSet();

  Loops(List<Block> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      for (int to : blocks.get(i).successors()) {
        if (to <= i) {
          inside.set(to, i + 1);
        }
      }
    }
  }

  boolean contains(int block) {
    return inside.get(block);
  }
}

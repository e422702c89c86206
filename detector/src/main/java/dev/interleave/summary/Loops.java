package dev.interleave.summary;

import dev.interleave.ir.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which blocks may run more than once in one run of the body: the natural loops (Aho et al.,
 * "Compilers", 2nd ed., §9.6.6); what leaves the method from within one is not part of it.
 */
final class Loops {
  private final BitSet inside = new BitSet();

  Loops(List<Block> blocks) {
    Map<Integer, BitSet> ends = new TreeMap<>();
    for (int from = 0; from < blocks.size(); from++) {
      for (int to : blocks.get(from).successors()) {
        if (to <= from) {
          ends.computeIfAbsent(to, head -> new BitSet()).set(from);
        }
      }
    }
    if (!ends.isEmpty()) {
      List<List<Integer>> before = predecessors(blocks);
      ends.forEach((head, its) -> add(before, head, its));
    }
  }

  private static List<List<Integer>> predecessors(List<Block> blocks) {
    List<List<Integer>> before = new ArrayList<>();
    blocks.forEach(block -> before.add(new ArrayList<>(2)));
    for (int from = 0; from < blocks.size(); from++) {
      for (int to : blocks.get(from).successors()) {
        before.get(to).add(from);
      }
    }
    return before;
  }

  /** Adds what leads from the head of a loop to its ends. */
  private void add(List<List<Integer>> before, int head, BitSet ends) {
    BitSet loop = new BitSet();
    loop.set(head);
    Deque<Integer> next = new ArrayDeque<>();
    ends.stream().forEach(next::add);
    while (!next.isEmpty()) {
      int block = next.poll();
      if (block >= head && block < ends.length() && !loop.get(block)) {
        loop.set(block);
        next.addAll(before.get(block));
      }
    }
    inside.or(loop);
  }

  boolean contains(int block) {
    return inside.get(block);
  }
}

package dev.interleave.summary;

import dev.interleave.ir.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which blocks every way to a block goes through, and which decisions it hangs on (K. Cooper, T.
 * Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm", 2001). Exceptions are left out of the
 * ways from a block: what only an exception skips is not decided by the program.
 */
final class Dominance {
  private final int[] dominator;
  private final int[] postDominator;

  private Dominance(int[] dominator, int[] postDominator) {
    this.dominator = dominator;
    this.postDominator = postDominator;
  }

  static Dominance of(List<Block> blocks) {
    int exit = blocks.size();
    Graph ways = new Graph(exit + 1);
    Graph backwards = new Graph(exit + 1);
    for (int i = 0; i < exit; i++) {
      Block block = blocks.get(i);
      for (int to : block.successors()) {
        ways.link(i, to);
        backwards.link(to, i);
      }
      for (int to : block.handlers()) {
        ways.link(i, to);
      }
      if (block.successors().isEmpty()) {
        backwards.link(exit, i);
      }
    }
    return new Dominance(ways.dominators(0), backwards.dominators(exit));
  }

  /** Returns the nearest block that every way to this one goes through; itself for the entry. */
  int dominator(int block) {
    return dominator[block] < 0 ? 0 : dominator[block];
  }

  /**
   * Returns, for each block, the blocks whose decisions it hangs on directly: one way from there
   * always leads to it, another may not (J. Ferrante, K. Ottenstein, J. Warren, "The Program
   * Dependence Graph and Its Use in Optimization", 1987).
   */
  List<List<Integer>> deciders(List<Block> blocks) {
    List<List<Integer>> deciders = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      deciders.add(new ArrayList<>(1));
    }
    for (int from = 0; from < blocks.size(); from++) {
      if (blocks.get(from).successors().size() > 1) {
        for (int to : blocks.get(from).successors()) {
          mark(deciders, from, to);
        }
      }
    }
    return deciders;
  }

  private void mark(List<List<Integer>> deciders, int from, int to) {
    int node = to;
    while (node >= 0 && node < deciders.size() && node != postDominator[from]) {
      List<Integer> known = deciders.get(node);
      if (known.isEmpty() || known.get(known.size() - 1) != from) {
        known.add(from);
      }
      int next = postDominator[node];
      if (next == node) {
        return;
      }
      node = next;
    }
  }

  /** Edges between numbered nodes, kept as chains in arrays. */
  private static final class Graph {
    private final int[] firstOut;
    private final int[] firstIn;
    private int[] ends = new int[16];
    private int[] nextOut = new int[16];
    private int[] nextIn = new int[16];
    private int[] starts = new int[16];
    private int edges;

    Graph(int count) {
      firstOut = new int[count];
      firstIn = new int[count];
      Arrays.fill(firstOut, -1);
      Arrays.fill(firstIn, -1);
    }

    void link(int from, int to) {
      if (edges == ends.length) {
        ends = Arrays.copyOf(ends, edges * 2);
        starts = Arrays.copyOf(starts, edges * 2);
        nextOut = Arrays.copyOf(nextOut, edges * 2);
        nextIn = Arrays.copyOf(nextIn, edges * 2);
      }
      ends[edges] = to;
      starts[edges] = from;
      nextOut[edges] = firstOut[from];
      nextIn[edges] = firstIn[to];
      firstOut[from] = edges;
      firstIn[to] = edges++;
    }

    /** Returns the immediate dominator of each node, the root its own, -1 where unreachable. */
    int[] dominators(int root) {
      int[] order = postorder(root);
      int[] rank = new int[firstOut.length];
      Arrays.fill(rank, -1);
      for (int i = 0; i < order.length; i++) {
        rank[order[i]] = i;
      }
      int[] immediate = new int[firstOut.length];
      Arrays.fill(immediate, -1);
      immediate[root] = root;
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int i = order.length - 2; i >= 0; i--) {
          int best = best(order[i], immediate, rank);
          changed |= immediate[order[i]] != best;
          immediate[order[i]] = best;
        }
      }
      return immediate;
    }

    private int best(int node, int[] immediate, int[] rank) {
      int best = -1;
      for (int edge = firstIn[node]; edge >= 0; edge = nextIn[edge]) {
        int input = starts[edge];
        if (rank[input] >= 0 && immediate[input] >= 0) {
          best = best < 0 ? input : meet(best, input, immediate, rank);
        }
      }
      return best;
    }

    private static int meet(int first, int second, int[] immediate, int[] rank) {
      int left = first;
      int right = second;
      while (left != right) {
        if (rank[left] < rank[right]) {
          left = immediate[left];
        } else {
          right = immediate[right];
        }
      }
      return left;
    }

    private int[] postorder(int root) {
      int[] order = new int[firstOut.length];
      int[] next = firstOut.clone();
      int[] path = new int[firstOut.length];
      boolean[] seen = new boolean[firstOut.length];
      int count = 0;
      int depth = 1;
      path[0] = root;
      seen[root] = true;
      while (depth > 0) {
        int node = path[depth - 1];
        int edge = next[node];
        if (edge >= 0) {
          next[node] = nextOut[edge];
          if (!seen[ends[edge]]) {
            seen[ends[edge]] = true;
            path[depth++] = ends[edge];
          }
        } else {
          order[count++] = node;
          depth--;
        }
      }
      return Arrays.copyOf(order, count);
    }
  }
}

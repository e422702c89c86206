package dev.interleave.summary;

import dev.interleave.domain.Condition;
import dev.interleave.domain.Sources;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Of each block: what decides whether it runs. */
final class ControlSources {
  private static final int FARTHEST = 24;

  private final Body body;
  private final Values values;
  private final Loops loops;
  private final Shared shared;
  private final @Nullable Dominance dominance;
  private final @Nullable Decision[] known;
  private final List<List<Integer>> deciders;
  private final List<List<Condition>> conditions;
  private final BitSet asserting = new BitSet();
  private final BitSet undisturbed = new BitSet();

  ControlSources(Body body, Values values, Loops loops, Shared shared) {
    this.body = body;
    this.values = values;
    this.loops = loops;
    this.shared = shared;
    this.dominance = body.blocks().size() > 2 ? Dominance.of(body.blocks()) : null;
    this.known = new Decision[body.blocks().size()];
    this.deciders = dominance == null ? List.of() : dominance.deciders(body.blocks());
    this.conditions = dominance == null ? List.of() : findConditions(dominance);
    if (dominance != null) {
      findAssertions();
      findUndisturbed();
    }
  }

  /**
   * Returns whether a block runs for the sake of an assertion alone, where those are switched on.
   */
  boolean isAsserted(int block) {
    if (dominance == null || asserting.isEmpty()) {
      return false;
    }
    int at = block;
    while (!asserting.get(at) && at != dominance.dominator(at)) {
      at = dominance.dominator(at);
    }
    return asserting.get(at);
  }

  /** JLS §14.10: compilers keep in a field of this name whether assertions are switched off. */
  private void findAssertions() {
    for (int i = 0; i < body.blocks().size(); i++) {
      Op.Branch branch = branchOf(i);
      List<Integer> next = body.blocks().get(i).successors();
      if (branch != null
          && next.size() == 2
          && branch.operands().get(0) >= 0
          && body.ops().get(branch.operands().get(0)) instanceof Op.Get get
          && get.field().name().equals("$assertionsDisabled")) {
        asserting.set(next.get(branch.onNothing() ? 0 : 1));
      }
    }
  }

  /** Which blocks are reached when nothing is thrown; blocks come after one that leads to them. */
  private void findUndisturbed() {
    undisturbed.set(0);
    for (int i = 0; i < body.blocks().size(); i++) {
      if (undisturbed.get(i)) {
        body.blocks().get(i).successors().forEach(undisturbed::set);
      }
    }
  }

  /** Returns what decides whether a block runs. */
  Decision of(int block) {
    Decision result = known[block];
    if (result == null) {
      result = shared.decision(decide(block));
      known[block] = result;
    }
    return result;
  }

  private Decision decide(int block) {
    boolean repeated = loops.contains(block);
    return dominance == null
        ? new Decision(Sources.NONE, Sources.NONE, List.of(), repeated, false)
        : walk(block, dominance, repeated);
  }

  private Decision walk(int block, Dominance tree, boolean repeated) {
    Sources all = Sources.NONE;
    Sources absence = Sources.NONE;
    BitSet seen = new BitSet();
    Deque<Integer> next = new ArrayDeque<>(deciders.get(block));
    while (!next.isEmpty() && seen.cardinality() < FARTHEST) {
      int decider = next.poll();
      if (seen.get(decider)) {
        continue;
      }
      seen.set(decider);
      Op.Branch branch = branchOf(decider);
      if (branch != null) {
        Sources tested = testedBy(branch, decider, tree);
        all = all.union(tested);
        if (asksForPresence(branch)) {
          absence = absence.union(tested);
        }
      }
      next.addAll(deciders.get(decider));
    }
    return new Decision(
        shared.sources(all),
        shared.sources(absence),
        conditions.get(block),
        repeated,
        !undisturbed.get(block));
  }

  /** Of each block: what the parameters have to be for it to run, where it asks them directly. */
  private List<List<Condition>> findConditions(Dominance tree) {
    int[] entries = new int[body.blocks().size()];
    for (Block each : body.blocks()) {
      each.successors().forEach(to -> entries[to]++);
      each.handlers().forEach(to -> entries[to]++);
    }
    List<List<Condition>> all = new ArrayList<>(entries.length);
    for (int block = 0; block < entries.length; block++) {
      int above = tree.dominator(block);
      List<Condition> before = above < block ? all.get(above) : List.of();
      Condition own = above < block && entries[block] == 1 ? asked(above, block) : null;
      boolean isKnown = own == null || before.contains(own);
      all.add(isKnown ? before : Stream.concat(before.stream(), Stream.of(own)).toList());
    }
    return all;
  }

  /** Returns what a decision says of a parameter on the way to a block that only it leads to. */
  private @Nullable Condition asked(int decider, int block) {
    Op.Branch branch = branchOf(decider);
    List<Integer> next = body.blocks().get(decider).successors();
    if (branch == null
        || next.size() != 2
        || next.get(0).equals(next.get(1))
        || !next.contains(block)) {
      return null;
    }
    int operand = branch.operands().get(0);
    boolean reference = branch.test() == Op.Branch.Test.NULL;
    return operand >= 0
            && body.ops().get(operand) instanceof Op.Param parameter
            && (reference || isFlag(branch, parameter))
        ? new Condition(parameter.index(), branch.onNothing() == (next.get(1) == block), reference)
        : null;
  }

  /** Of a number, being positive is asked like being other than zero. */
  private static boolean isFlag(Op.Branch branch, Op.Param parameter) {
    return branch.test() == Op.Branch.Test.ZERO && parameter.type().equals("Z");
  }

  private Op.@Nullable Branch branchOf(int block) {
    Block its = body.blocks().get(block);
    return its.end() > its.first() && body.ops().get(its.end() - 1) instanceof Op.Branch branch
        ? branch
        : null;
  }

  /** A compiled condition such as {@code a || b} spreads over blocks that join in constants. */
  private Sources testedBy(Op.Branch branch, int block, Dominance tree) {
    Sources tested = values.sourcesOf(branch.operands());
    for (int operand : branch.operands()) {
      if (operand >= 0 && body.ops().get(operand) instanceof Op.Phi phi && isFlag(phi)) {
        tested = tested.union(between(tree.dominator(block), block));
      }
    }
    return tested;
  }

  boolean isFlag(Op.Phi phi) {
    for (int operand : phi.operands()) {
      if (operand < 0 || !(body.ops().get(operand) instanceof Op.Constant)) {
        return false;
      }
    }
    return true;
  }

  /** Returns what is tested in the blocks from one to another. */
  Sources between(int from, int to) {
    Sources tested = Sources.NONE;
    for (int i = Math.max(from, to - FARTHEST); i < to; i++) {
      Op.Branch branch = branchOf(i);
      if (branch != null) {
        tested = tested.union(values.sourcesOf(branch.operands()));
      }
    }
    return tested;
  }

  private boolean asksForPresence(Op.Branch branch) {
    if (branch.test() == Op.Branch.Test.NULL) {
      return true;
    }
    int operand = branch.operands().get(0);
    if (branch.test() == Op.Branch.Test.ZERO && isGetOrTypeTest(body.ops().get(operand))) {
      return true;
    }
    if (branch.test() == Op.Branch.Test.ZERO && body.ops().get(operand) instanceof Op.Call) {
      CallEffect effect = values.effect(operand);
      return effect != null && effect.has(CallEffect.Flag.EXISTENCE);
    }
    return false;
  }

  private static boolean isGetOrTypeTest(Op op) {
    return op instanceof Op.Get
        || (op instanceof Op.Compute compute && compute.operator().equals("instanceof"));
  }

  /** Returns the nearest block that every way to this one goes through. */
  int dominator(int block) {
    return dominance == null ? 0 : dominance.dominator(block);
  }
}

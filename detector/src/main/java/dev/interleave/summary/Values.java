package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.ir.Body;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.knowledge.CallEffect.LockAction;
import dev.interleave.knowledge.CallEffect.Result;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of each value of a body: how it is reached, its type, and what it depends on. */
final class Values implements Op.Cases<Boolean> {
  private final Body body;
  private final Knowledge knowledge;
  private final Hierarchy hierarchy;
  private final AccessPath[] paths;
  private final Sources[] sources;
  private final String[] types;
  private final @Nullable CallEffect[] effects;
  private final Map<Integer, OutsideCall> outside = new HashMap<>(2);
  private final Spelling spelling;
  private final Kept kept = new Kept();
  private final BitSet used = new BitSet();
  private final BitSet taken;
  private int step;

  private Values(Body body, Knowledge knowledge, Hierarchy hierarchy, BitSet taken) {
    int count = body.ops().size();
    this.taken = taken;
    this.body = body;
    this.knowledge = knowledge;
    this.hierarchy = hierarchy;
    this.paths = new AccessPath[count];
    this.sources = new Sources[count];
    this.types = new String[count];
    this.effects = new CallEffect[count];
    this.spelling = new Spelling(body, this, knowledge, hierarchy);
  }

  /**
   * Goes over a body.
   *
   * @param taken the steps that read a field and take its object out of it
   */
  static Values of(Body body, Knowledge knowledge, Hierarchy hierarchy, BitSet taken) {
    Values values = new Values(body, knowledge, hierarchy, taken);
    if (values.sweep()) {
      values.sweep();
    }
    return values;
  }

  /** Goes over all steps once; returns whether a phi waits for a value further down. */
  private boolean sweep() {
    boolean waiting = false;
    for (step = 0; step < paths.length; step++) {
      waiting |= body.ops().get(step).match(this);
    }
    return waiting;
  }

  AccessPath path(int value) {
    AccessPath known = value < 0 ? null : paths[value];
    return known == null ? AccessPath.unknown(value) : known;
  }

  Sources sources(int value) {
    Sources known = value < 0 ? null : sources[value];
    return known == null ? Sources.NONE : known;
  }

  String type(int value) {
    String known = value < 0 ? null : types[value];
    return known == null ? "" : known;
  }

  @Nullable CallEffect effect(int call) {
    return effects[call];
  }

  /** Returns what a call does outside memory; null when it does nothing there. */
  @Nullable OutsideCall outside(int call) {
    return outside.get(call);
  }

  Spelling spelling() {
    return spelling;
  }

  boolean isUsed(int value) {
    return used.get(value);
  }

  boolean isCurrentThread(Op.Call call) {
    CallEffect known = knowledge.effect(call.target(), 0, hierarchy);
    return known != null && known.has(Flag.CURRENT);
  }

  /** Returns whether a value is one that a call took out of a collection. */
  boolean isElementRead(int value) {
    CallEffect effect = value < 0 ? null : effects[value];
    return effect != null
        && effect.access() == AccessKind.READ
        && effect.result() == Result.ELEMENT;
  }

  Sources sourcesOf(List<Integer> operands) {
    Sources all = Sources.NONE;
    for (int i = 0; i < operands.size(); i++) {
      all = all.union(sources(operands.get(i)));
    }
    return all;
  }

  private Boolean define(AccessPath path, String type, Sources its) {
    paths[step] = path;
    types[step] = type;
    sources[step] = its;
    return false;
  }

  private void use(List<Integer> operands) {
    for (int i = 0; i < operands.size(); i++) {
      use(operands.get(i));
    }
  }

  private void use(int operand) {
    if (operand >= 0) {
      used.set(operand);
    }
  }

  @Override
  public Boolean param(Op.Param op) {
    return define(AccessPath.param(op.index()), op.type(), Sources.of(step));
  }

  @Override
  public Boolean constant(Op.Constant op) {
    Object value = op.value();
    if (value instanceof ClassRef type) {
      return define(
          AccessPath.named(type.binaryName() + ".class"), "java/lang/Class", Sources.NONE);
    }
    String type = value instanceof String ? "java/lang/String" : "";
    return define(AccessPath.named(String.valueOf(value)), type, Sources.NONE);
  }

  @Override
  public Boolean create(Op.Create op) {
    Sources known = sources[step] == null ? Sources.NONE : sources[step];
    return define(AccessPath.fresh(step), op.type(), known);
  }

  @Override
  public Boolean get(Op.Get op) {
    use(op.object());
    AccessPath path = taken.get(step) ? AccessPath.unknown(step) : field(op);
    boolean given =
        op.object() == Op.NO_OBJECT
            || (path(op.object()).root() == Root.PARAM && path(op.object()).isBare());
    Sources of = given ? Sources.NONE : sources(op.object());
    return define(path, op.field().typeName(), Sources.of(step).union(of));
  }

  /** Returns how the field is reached that a step reads. */
  AccessPath field(Op.Get op) {
    return op.object() == Op.NO_OBJECT
        ? AccessPath.global(op.field())
        : path(op.object()).then(Selectors.of(op.field()));
  }

  @Override
  public Boolean put(Op.Put op) {
    use(op.object());
    use(op.value());
    return false;
  }

  @Override
  public Boolean load(Op.Load op) {
    use(op.array());
    use(op.index());
    Sources its = Sources.of(step).union(sources(op.array())).union(sources(op.index()));
    return define(path(op.array()).then(AccessPath.ELEMENT), elementType(type(op.array())), its);
  }

  private static String elementType(String array) {
    if (array.startsWith("[L") && array.endsWith(";")) {
      return array.substring(2, array.length() - 1);
    }
    return array.startsWith("[") ? array.substring(1) : "";
  }

  @Override
  public Boolean store(Op.Store op) {
    use(List.of(op.array(), op.index(), op.value()));
    return absorb(op.array(), sources(op.value()));
  }

  @Override
  public Boolean call(Op.Call op) {
    use(op.operands());
    int arguments = op.operands().size() - (op.hasReceiver() ? 1 : 0);
    CallEffect effect = applicable(op, knowledge.effect(op.target(), arguments, hierarchy));
    effects[step] = effect;
    Sources from = sourcesOf(op.operands());
    if (op.hasReceiver()) {
      absorb(op.operands().get(0), op.target().isConstructor() ? given(op, effect, from) : from);
    }
    kept.note(op, effect, this);
    boolean counts = reaches(op) || Summarizer.isEvent(op, effect, knowledge);
    Sources its = counts ? from.union(Sources.of(step)) : from;
    return define(resultPath(op, effect), op.target().returnType(), its);
  }

  /** What a collection is made with is its content, or how much room it has at first. */
  private Sources given(Op.Call made, @Nullable CallEffect effect, Sources from) {
    boolean room = made.target().descriptor().startsWith("(I");
    boolean copy = effect != null && effect.access() != null;
    if (!(room || copy)
        || !knowledge.traits(made.target().owner(), hierarchy).contains(Trait.UNGUARDED)) {
      return from;
    }
    return room ? Sources.NONE : from.union(Sources.of(step));
  }

  /** Returns how others reach a value that came from elsewhere and has been put somewhere. */
  AccessPath shown(int value) {
    AccessPath path = path(value);
    return path.root() == Root.UNKNOWN ? kept.where(value, path) : path;
  }

  private boolean reaches(Op.Call op) {
    OutsideCall known = spelling.outside(op);
    if (known != null) {
      outside.put(step, known);
      if (op.hasReceiver()) {
        absorb(op.operands().get(0), Sources.of(step));
      }
    }
    return known != null;
  }

  /**
   * A program's own subclass of a library type may do something else: link looks it up. The
   * constructor of a nested class has parameters of its own.
   */
  private @Nullable CallEffect applicable(Op.Call op, @Nullable CallEffect effect) {
    if (effect != null
        && op.target().isConstructor()
        && op.target().owner().name().contains("$")
        && !knowledge.knows(op.target().owner())) {
      return null;
    }
    if (effect != null && effect.has(Flag.CURRENT) && !isCompared(step)) {
      return null;
    }
    boolean certain =
        effect == null
            || knowledge.knows(op.target().owner())
            || effect.lock() != LockAction.NONE
            || effect.has(Flag.CONFINES)
            || effect.has(Flag.SERIAL)
            || !effect.spawns().isEmpty();
    return certain ? effect : null;
  }

  /** Returns whether it matters which object a value is. */
  private boolean isCompared(int value) {
    for (int next = value + 1; next < body.ops().size(); next++) {
      if (body.ops().get(next) instanceof Op.Branch branch
          && branch.test() == Op.Branch.Test.SAME
          && branch.operands().contains(value)) {
        return true;
      }
    }
    return false;
  }

  /** What goes into an object of this body's own, its content depends on. */
  private Boolean absorb(int receiver, Sources from) {
    AccessPath path = path(receiver);
    if (path.root() == Root.FRESH && path.isBare()) {
      int made = path.number();
      sources[made] = sources(made).union(from);
    }
    return false;
  }

  private AccessPath resultPath(Op.Call op, @Nullable CallEffect effect) {
    if (effect == null || op.operands().isEmpty()) {
      boolean fresh = effect != null && !effect.makes().isEmpty();
      return fresh ? AccessPath.fresh(step) : AccessPath.unknown(step);
    }
    if (!effect.makes().isEmpty()) {
      return AccessPath.fresh(step);
    }
    AccessPath subject = path(op.operands().get(0));
    return switch (effect.result()) {
      case ELEMENT -> subject.then(AccessPath.ELEMENT);
      case VIEW, SELF, EXCLUSIVE_LOCK -> subject;
      case SHARED_LOCK -> subject.then(AccessPath.SHARED_LOCK);
      case OTHER -> AccessPath.unknown(step);
    };
  }

  @Override
  public Boolean lambda(Op.Lambda op) {
    use(op.captured());
    return define(AccessPath.fresh(step), op.type(), sourcesOf(op.captured()));
  }

  @Override
  public Boolean enter(Op.Enter op) {
    use(op.monitor());
    return false;
  }

  @Override
  public Boolean exit(Op.Exit op) {
    return false;
  }

  @Override
  public Boolean compute(Op.Compute op) {
    use(op.operands());
    return define(AccessPath.unknown(step), "", sourcesOf(op.operands()));
  }

  @Override
  public Boolean cast(Op.Cast op) {
    use(op.value());
    return define(path(op.value()), op.type(), sources(op.value()));
  }

  @Override
  public Boolean phi(Op.Phi op) {
    boolean waiting = false;
    AccessPath common = null;
    String type = "";
    Sources its = sources(step);
    for (int operand : op.operands()) {
      use(operand);
      if (operand < 0) {
        continue;
      }
      waiting |= operand > step;
      its = its.union(sources(operand));
      type = type.isEmpty() ? type(operand) : type;
      if (paths[operand] != null && body.ops().get(operand) != op) {
        common = common == null ? shown(operand) : prefer(common, shown(operand));
      }
    }
    define(common == null ? AccessPath.unknown(step) : common, type, its);
    return waiting;
  }

  private AccessPath prefer(AccessPath first, AccessPath second) {
    AccessPath shared = first.sharedWith(second);
    return shared == null ? AccessPath.unknown(step) : shared;
  }

  @Override
  public Boolean caught(Op.Caught op) {
    return define(AccessPath.unknown(step), op.type(), Sources.NONE);
  }

  @Override
  public Boolean branch(Op.Branch op) {
    use(op.operands());
    return false;
  }

  @Override
  public Boolean leave(Op.Leave op) {
    use(op.operands());
    return false;
  }
}

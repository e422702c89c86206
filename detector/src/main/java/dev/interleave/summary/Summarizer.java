package dev.interleave.summary;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Hierarchy;
import dev.interleave.domain.Location;
import dev.interleave.domain.OutsideCall;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Term;
import dev.interleave.ir.Block;
import dev.interleave.ir.Body;
import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.MethodFacts;
import dev.interleave.ir.Op;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.LockAction;
import dev.interleave.knowledge.Knowledge;
import dev.interleave.knowledge.Knowledge.Meaning;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Annotation;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.Span;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Give;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Keep;
import dev.interleave.summary.Action.Touch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the bodies of one class into summaries; the bodies can be dropped then. */
public final class Summarizer {
  private final Knowledge knowledge;
  private final Hierarchy hierarchy;
  private final LockWrappers wrappers;

  /** Makes a summarizer for classes of one program; it may be used by several threads. */
  public Summarizer(Knowledge knowledge, Hierarchy hierarchy, LockWrappers wrappers) {
    this.knowledge = knowledge;
    this.hierarchy = hierarchy;
    this.wrappers = wrappers;
  }

  /** Summarizes a class. */
  public ClassSummary summarize(ClassFacts facts) {
    Set<FieldRef> constants = constants(facts);
    Shared shared = new Shared();
    List<MethodDeclaration> declarations = new ArrayList<>();
    List<MethodSummary> summaries = new ArrayList<>();
    for (MethodFacts method : facts.methods()) {
      declarations.add(method.declaration());
      if (method.body() != null) {
        summaries.add(
            new OneBody(method.declaration(), method.body(), constants, shared).summarize());
      }
    }
    return new ClassSummary(
        facts.ref(),
        facts.superclass(),
        facts.interfaces(),
        facts.access(),
        facts.sourceFile(),
        facts.annotations(),
        facts.fields(),
        declarations,
        IdleReads.drop(facts.ref(), facts.fields(), summaries),
        Closure.named(facts),
        facts.troubles(),
        facts.waivers());
  }

  private static Set<FieldRef> constants(ClassFacts facts) {
    Set<FieldRef> constants = new HashSet<>();
    for (FieldDeclaration field : facts.fields()) {
      if (Flags.has(field.access(), Flags.FINAL)) {
        constants.add(field.ref());
      }
    }
    return constants;
  }

  /** Returns the guards that a method's annotations say its callers hold. */
  private GuardSet promised(MethodDeclaration method) {
    GuardSet promised = GuardSet.NONE;
    for (Annotation annotation : method.annotations()) {
      if (knowledge.meaning(annotation.type()).orElse(null) == Meaning.GUARDEDBY) {
        for (String name : annotation.value().split(",", -1)) {
          AccessPath lock = lock(method, Annotation.lockName(name));
          promised = promised.plus(Guard.of(lock, Annotation.isForReaders(name), Guard.AT_ENTRY));
        }
      }
    }
    return promised;
  }

  private static AccessPath lock(MethodDeclaration method, String name) {
    if (name.endsWith(".class")) {
      return AccessPath.named(method.ref().owner().binaryName() + ".class");
    }
    AccessPath self = AccessPath.param(0);
    return name.equals("this") || name.isEmpty()
        ? self
        : self.then(new FieldRef(method.ref().owner(), name, "*"));
  }

  /** Returns whether a call is kept: one that is known to touch nothing and run nothing is not. */
  static boolean isEvent(Op.Call op, @Nullable CallEffect effect, Knowledge knowledge) {
    if (effect != null) {
      return effect.access() != null || effect.runsCode();
    }
    String owner = op.target().owner().name();
    boolean ofPlatform = owner.startsWith("java/") || owner.startsWith("[");
    return !ofPlatform || knowledge.isFunctional(op.target().owner());
  }

  /** The work on one body. */
  private final class OneBody {
    private final MethodDeclaration method;
    private final Body body;
    private final Set<FieldRef> constants;
    private final Values values;
    private final Keys keys;
    private final Shared shared;
    private final Operands operands;
    private final ControlSources control;
    private final GuardFlow guards;
    private final Loops loops;
    private final Map<Integer, List<Keep>> kept;
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, String> created = new HashMap<>();
    private final List<Integer> remade = new ArrayList<>(0);
    private final Map<Integer, List<Term>> spelled = new HashMap<>(2);
    private Sources resultSources = Sources.NONE;
    private @Nullable AccessPath result;
    private boolean severalResults;
    private int block;

    OneBody(MethodDeclaration method, Body body, Set<FieldRef> constants, Shared shared) {
      this.method = method;
      this.body = body;
      this.constants = constants;
      Values all = Values.of(body, knowledge, hierarchy, new BitSet());
      GuardSet start = promised(method).plusAll(Asserted.of(body, all));
      this.guards = GuardFlow.of(method, start, body, all, wrappers);
      BitSet taken = TakenOut.of(body, all, guards);
      this.values = taken.isEmpty() ? all : Values.of(body, knowledge, hierarchy, taken);
      this.keys = new Keys(body, values);
      this.shared = shared;
      this.operands = new Operands(body, values, shared);
      this.loops = new Loops(body.blocks());
      this.control = new ControlSources(body, values, loops, shared);
      this.kept = LeftHeld.of(body, values, guards, loops, this::runsOthers);
    }

    MethodSummary summarize() {
      acquireOfMethod();
      for (block = 0; block < body.blocks().size(); block++) {
        Block its = body.blocks().get(block);
        for (int step = its.first(); step < its.end(); step++) {
          record(step, body.ops().get(step));
          for (Keep keep : kept.getOrDefault(step, List.of())) {
            add(step, keep);
          }
        }
      }
      return new MethodSummary(
          MethodSummary.NO_NUMBER,
          method,
          body.names().size(),
          shared.names(body.names()),
          List.of(events.toArray(new Event[0])),
          created.isEmpty() ? Map.of() : Map.copyOf(created),
          List.copyOf(remade),
          severalResults ? null : result,
          resultSources,
          guards.acquired(),
          List.copyOf(guards.released()),
          spelled.isEmpty() ? Map.of() : Map.copyOf(spelled));
    }

    private void record(int step, Op op) {
      if (op instanceof Op.Call call) {
        call(step, call);
      } else if (op instanceof Op.Get get) {
        if (!constants.contains(get.field())) {
          field(step, AccessKind.READ, values.field(get), null, "");
        }
      } else if (op instanceof Op.Put put) {
        AccessPath path =
            put.object() == Op.NO_OBJECT
                ? AccessPath.global(put.field())
                : values.path(put.object()).then(Selectors.of(put.field()));
        String bits = operands.bitsChanged(put.value());
        field(step, AccessKind.WRITE, path, operands.stored(put.value()), bits);
        keep(step, values.spelling().statement(put.field(), put.value()));
      } else if (op instanceof Op.Load load) {
        element(step, AccessKind.READ, load.array(), load.index(), null);
      } else if (op instanceof Op.Store store) {
        Operand value = operands.stored(store.value());
        element(step, AccessKind.WRITE, store.array(), store.index(), value);
      } else if (op instanceof Op.Create create) {
        create(step, create.type());
      } else if (op instanceof Op.Enter enter) {
        acquire(step, enter.monitor(), true);
      } else if (op instanceof Op.Lambda lambda) {
        create(step, lambda.type());
      } else if (op instanceof Op.Leave leave && !leave.throwing()) {
        leave(step, leave);
      }
    }

    /** The monitor of a synchronized method is taken before its first line. */
    private void acquireOfMethod() {
      Guard own = guards.ofMethod();
      if (own != null) {
        String type = method.ref().owner().name();
        Span first = Span.UNKNOWN;
        for (int i = 0; first.equals(Span.UNKNOWN) && i < body.spans().size(); i++) {
          first = body.spans().get(i);
        }
        events.add(
            new Event(0, first, new Acquire(own, type, true, false), GuardSet.NONE, Decision.NONE));
      }
    }

    private void acquire(int step, int lock, boolean monitor) {
      Guard taken = guards.takenAt(step);
      if (taken != null) {
        CallEffect effect = values.effect(step);
        boolean tried = effect != null && effect.lock() == LockAction.TRY;
        add(step, new Acquire(taken, values.type(lock), monitor, tried));
      }
    }

    private void add(int step, Action action) {
      if (action instanceof Touch touch && !touch.kind().writes() && control.isAsserted(block)) {
        return;
      }
      events.add(
          new Event(step, body.spans().get(step), action, guards.before(step), control.of(block)));
    }

    private void field(
        int step, AccessKind kind, AccessPath path, @Nullable Operand value, String through) {
      Location location = location(Location.Kind.FIELD, path, null);
      if (path.root() != Root.FRESH || value != null) {
        add(step, shared.touch(new Touch(kind, location, through, "", false, false, value)));
      }
    }

    private Location location(Location.Kind kind, AccessPath path, @Nullable AccessPath key) {
      return new Location(kind, shared.path(path), key == null ? null : shared.path(key));
    }

    private void element(int step, AccessKind kind, int array, int index, @Nullable Operand value) {
      AccessPath path = values.path(array);
      boolean captured = path.root() == Root.PARAM && method.ref().isLambda();
      if (path.lastField() != null || path.root() == Root.UNKNOWN || captured) {
        Location location = location(Location.Kind.CONTENT, path, values.path(index));
        add(step, new Touch(kind, location, "", values.type(array), false, false, value));
      }
    }

    private void call(int step, Op.Call call) {
      CallEffect effect = values.effect(step);
      if (effect != null && !effect.makes().isEmpty()) {
        create(step, "makes:" + effect.makes());
      }
      if (effect != null && effect.lock() != LockAction.NONE && !call.operands().isEmpty()) {
        acquire(step, call.operands().get(0), false);
      }
      OutsideCall outside = values.outside(step);
      if (outside != null) {
        add(step, new Reaches(body, values).of(step, call, outside));
      }
      if (!isEvent(call, effect, knowledge)) {
        return;
      }
      if (effect != null && effect.access() != null && effect.subject() < call.operands().size()) {
        content(step, call, effect);
      }
      if (effect == null || effect.runsCode()) {
        List<Operand> handed = operands.of(call.operands());
        if (effect == null) {
          keep(step, values.spelling().arguments(call));
        }
        add(step, new Invoke(call.target(), call.dispatch(), handed, effect, values.isUsed(step)));
      }
    }

    private void create(int step, String what) {
      created.put(step, what);
      if (loops.contains(block)) {
        remade.add(step);
      }
    }

    private boolean runsOthers(int step) {
      CallEffect effect = values.effect(step);
      return body.ops().get(step) instanceof Op.Call call
          && isEvent(call, effect, knowledge)
          && (effect == null ? !wrappers.knows(call.target()) : effect.canFail());
    }

    private void keep(int step, List<Term> terms) {
      if (!terms.isEmpty()) {
        spelled.put(step, terms);
      }
    }

    private void content(int step, Op.Call call, CallEffect effect) {
      int receiver = call.operands().get(effect.subject());
      boolean keyed = effect.key() > 0 && effect.key() < call.operands().size();
      int of = keyed ? call.operands().get(effect.key()) : receiver;
      AccessPath key = keyed ? keys.of(of) : keys.ofPart(receiver);
      Operand value =
          effect.value() >= 0 && effect.value() < call.operands().size()
              ? operands.storedIn(receiver, of, call.operands().get(effect.value()))
              : null;
      Location content = location(Location.Kind.CONTENT, values.path(receiver), key);
      Touch touch = Touch.of(effect, call.target(), content, values.type(receiver), value);
      add(step, goesOnWithItsOwn(step, call, effect) ? touch.as(AccessKind.WRITE) : touch);
      if (effect.aside() != CallEffect.NONE && effect.aside() < call.operands().size()) {
        int operand = call.operands().get(effect.aside());
        AccessPath path = values.path(operand);
        if (path.lastField() != null) {
          add(step, Touch.aside(effect, call.target(), path, values.type(operand)));
        }
      }
    }

    /**
     * Who puts a new object where none was, does not look at what the call returns, and works on
     * with the new one, might as well have overwritten another thread's.
     */
    private boolean goesOnWithItsOwn(int step, Op.Call call, CallEffect effect) {
      if (effect.access() != AccessKind.UPDATE
          || effect.result() != CallEffect.Result.ELEMENT
          || effect.value() < 0
          || !effect.runs().isEmpty()
          || values.isUsed(step)) {
        return false;
      }
      int value = call.operands().get(effect.value());
      return values.path(value).root() == Root.FRESH && new OwnUse(body, values).after(step, value);
    }

    private void leave(int step, Op.Leave leave) {
      if (leave.operands().isEmpty()) {
        return;
      }
      int value = leave.operands().get(0);
      resultSources = resultSources.union(values.sources(value));
      Op op = value >= 0 ? body.ops().get(value) : null;
      if (op instanceof Op.Constant) {
        resultSources = resultSources.union(control.of(block).control());
      } else if (op instanceof Op.Phi phi && control.isFlag(phi)) {
        resultSources = resultSources.union(control.between(control.dominator(block), block));
      }
      if (op instanceof Op.Lambda) {
        add(step, new Give(operands.stored(value)));
      }
      AccessPath path = values.shown(value);
      if (Spelling.givesName(method.ref())) {
        List<Term> named = values.spelling().results(value);
        spelled.merge(MethodSummary.RESULT, named, Spelling::joined);
      }
      boolean isNull = op instanceof Op.Constant constant && constant.value() == null;
      if (!isNull) {
        AccessPath common = result == null ? path : result.sharedWith(path);
        severalResults |= common == null;
        result = common == null ? path : common;
        handOut(step, path);
      }
    }

    /** The reads of fields that never change are not kept; that their objects leave here is. */
    private void handOut(int step, AccessPath path) {
      FieldRef field = path.isBare() || path.endsInElement() ? null : path.lastField();
      if (field != null && constants.contains(field) && field.descriptor().startsWith("L")) {
        field(step, AccessKind.READ, path, null, "");
        resultSources = resultSources.union(Sources.of(step));
      }
    }
  }
}

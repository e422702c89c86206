package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the calls into unknown code that a body makes, itself or through its callees. */
public final class Callbacks {
  private static final int MOST = 12;
  private static final int DEEPEST = 4;
  private static final Set<String> VALUE_METHODS =
      Set.of("equals", "hashCode", "toString", "compareTo", "compare", "getClass", "name", "close");

  private static final Set<String> TASKS =
      Set.of("java/lang/Runnable", "java/util/concurrent/Callable");
  private static final Pattern INTERNAL = Pattern.compile("/(internal|internals|impl)/");
  private static final Pattern LIFE =
      Pattern.compile("^((set|add|remove)([A-Z]|$)|(init|start|stop|destroy|shutdown|open)$)");
  private static final Pattern HANDLER = Pattern.compile("(.*\\.)?[A-Z]\\w*Handler");
  private static final Pattern RESULT = Pattern.compile("^set[A-Z]");
  private static final Pattern MAKING =
      Pattern.compile("(make|create|new|build|open|load|allocate|connect|fetch)");

  private final Program program;
  private final CallGraph graph;
  private final StoredCode stored;
  private final Implementers implementers;
  private final PerBody<List<List<Callback>>> known;

  Callbacks(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    this.known = new PerBody<>(program);
    this.stored = new StoredCode(program, graph);
    this.implementers = new Implementers(program, graph);
  }

  /**
   * Returns the calls into unknown code that an event makes, each by the shortest way there; what
   * takes fewer calls comes first.
   */
  public List<Callback> of(MethodSummary body, Event event) {
    List<Callback> all = new ArrayList<>();
    for (int calls = 0; calls <= DEEPEST; calls++) {
      add(all, List.of(), body, event, calls);
    }
    return all;
  }

  /** Adds what an event reaches through so many calls, unless it is known already. */
  private void add(
      List<Callback> into, List<Callback> known, MethodSummary body, Event event, int calls) {
    if (!(event.action() instanceof Invoke invoke)) {
      return;
    }
    if (calls == 0) {
      Callback.Kind kind = kind(body, event, invoke);
      if (kind != null && into.size() < MOST) {
        into.add(new Callback(body, event, invoke.target(), receiver(invoke), kind, List.of()));
      }
      return;
    }
    for (CallSite site : graph.sites(body, event)) {
      if (site.kind().isWaitedFor() && !site.target().isConstructor()) {
        for (Callback callback : reached(site.callee(), calls - 1)) {
          boolean old = contains(into, callback) || contains(known, callback);
          if (!old && into.size() + known.size() < MOST && !isKnownThere(site, callback)) {
            Callback here = callback.through(site);
            if (!Frames.ruleOut(here.calls(), here.event())) {
              into.add(here);
            }
          }
        }
      }
    }
  }

  private static boolean contains(List<Callback> all, Callback wanted) {
    return all.stream()
        .anyMatch(
            one ->
                one.event().step() == wanted.event().step()
                    && one.origin().ref().equals(wanted.origin().ref()));
  }

  /**
   * Returns whether the action that a callee runs is a body that the caller wrote itself, or the
   * future that it completes belongs to an object that nobody else has yet.
   */
  private static boolean isKnownThere(CallSite site, Callback callback) {
    if (!(callback.event().action() instanceof Invoke invoke)) {
      return false;
    }
    AccessPath path = invoke.operands().get(0).path();
    for (int i = callback.calls().size() - 1; i >= 0; i--) {
      path = Frames.toCaller(path, callback.calls().get(i).arguments());
    }
    boolean own =
        switch (callback.kind()) {
          case ACTION -> callback.calls().isEmpty() && path.isBare();
          case DEPENDENTS -> true;
          default -> false;
        };
    return own
        && path.root() == Root.PARAM
        && path.number() < site.arguments().size()
        && site.arguments().get(path.number()).root() == Root.FRESH;
  }

  /** Returns what a body reaches through so many calls and not through fewer. */
  private List<Callback> reached(@Nullable MethodSummary body, int calls) {
    if (body == null) {
      return List.of();
    }
    List<List<Callback>> byCalls = known.orPut(body, ArrayList::new);
    while (byCalls.size() <= calls) {
      List<Callback> before = byCalls.stream().flatMap(List::stream).toList();
      List<Callback> all = new ArrayList<>();
      for (Event event : body.events()) {
        if (!isWithoutLock(body, event)) {
          add(all, before, body, event, byCalls.size());
        }
      }
      byCalls.add(all);
    }
    return byCalls.get(calls);
  }

  /** Returns whether an event is decided by the question whether this thread holds a lock. */
  private static boolean isWithoutLock(MethodSummary body, Event event) {
    for (int i = 0; i < event.control().size(); i++) {
      for (Event before : body.at(event.control().get(i))) {
        if (before.action() instanceof Invoke invoke && invoke.has(Flag.HOLDS)) {
          return true;
        }
      }
    }
    return false;
  }

  static ClassRef receiver(Invoke invoke) {
    String type = invoke.operands().isEmpty() ? "" : invoke.operands().get(0).type();
    return type.isEmpty() || type.equals("java/lang/Object")
        ? invoke.target().owner()
        : new ClassRef(type);
  }

  private Callback.@Nullable Kind kind(MethodSummary body, Event event, Invoke invoke) {
    if (invoke.effect() != null) {
      return kindOfKnown(invoke, invoke.effect());
    }
    if (invoke.dispatch() != Dispatch.VIRTUAL
        || isValueMethod(invoke.target().name())
        || invoke.operands().isEmpty()) {
      return null;
    }
    Operand operand = invoke.operands().get(0);
    ClassRef type = receiver(invoke);
    boolean copied = operand.path().endsInElement() && isListenerName(type.name());
    if (!(isShared(operand) || copied)
        || (operand.path().isParam(0) && !Flags.has(body.access(), Flags.STATIC))
        || !isOpenType(type, invoke.target())
        || isDecorator(body, type, invoke.target())) {
      return null;
    }
    return kindOfType(body, event, invoke, type);
  }

  private static Callback.@Nullable Kind kindOfKnown(Invoke invoke, CallEffect effect) {
    if (effect.has(Flag.ENTERS)) {
      return isShared(invoke.operands().get(0)) ? Callback.Kind.CONTAINER : null;
    }
    boolean fires = effect.has(Flag.FIRES) && isShared(invoke.operands().get(0));
    return fires ? Callback.Kind.DEPENDENTS : null;
  }

  private Callback.@Nullable Kind kindOfType(
      MethodSummary body, Event event, Invoke invoke, ClassRef type) {
    MethodRef target = invoke.target();
    boolean silent = target.descriptor().endsWith(")V");
    if (program.traits(type).contains(Trait.FUNCTIONAL)) {
      return kindOfCode(body, invoke.operands().get(0).path(), type, silent);
    }
    if (isInternal(type) && !isLockingListener(type, target)) {
      return Callback.Kind.FUNCTION;
    }
    if (!isListenerName(type.name()) && LIFE.matcher(target.name()).find()) {
      boolean asks = !silent && !target.descriptor().endsWith(")Z");
      boolean tells =
          !asks
              && RESULT.matcher(target.name()).find()
              && !implementers.telling(type, target).isEmpty();
      return tells ? Callback.Kind.RELAY : Callback.Kind.FUNCTION;
    }
    if (isTold(body, event, invoke, type)) {
      return silent ? Callback.Kind.LISTENER : Callback.Kind.FUNCTION;
    }
    if (isListenerName(type.name())) {
      return Callback.Kind.FUNCTION;
    }
    return isInjected(invoke, type, silent) ? Callback.Kind.COLLABORATOR : null;
  }

  /** Returns whether a class at hand that is told something takes a lock of its own for it. */
  private boolean isLockingListener(ClassRef type, MethodRef target) {
    return isListenerName(type.name()) && !implementers.locking(type, target).isEmpty();
  }

  private Callback.@Nullable Kind kindOfCode(
      MethodSummary body, AccessPath path, ClassRef type, boolean silent) {
    if ((path.root() == Root.PARAM && path.isBare() && isOnlyForProgram(body))
        || stored.isAtHand(path)) {
      return null;
    }
    boolean queued = path.endsInElement() || path.root() == Root.UNKNOWN;
    boolean task = queued && TASKS.contains(type.name());
    return silent && !task ? Callback.Kind.ACTION : Callback.Kind.FUNCTION;
  }

  /** Returns whether a call works with what the object was given, and users alone can give. */
  private boolean isInjected(Invoke invoke, ClassRef type, boolean silent) {
    AccessPath path = invoke.operands().get(0).path();
    boolean injected = path.root() == Root.PARAM && path.number() == 0 && path.fields().size() == 1;
    boolean asks = !silent && !MAKING.matcher(invoke.target().name()).lookingAt();
    return injected
        && path.lastField() != null
        && !asks
        && implementers.areUsers(type, invoke.target())
        && !implementers.areLambdas(type);
  }

  /**
   * Returns whether a call tells something to whoever registered, and nobody knows what he does.
   */
  private boolean isTold(MethodSummary body, Event event, Invoke invoke, ClassRef type) {
    MethodRef target = invoke.target();
    boolean listed = invoke.operands().get(0).path().endsInElement();
    if (isListenerName(type.name())) {
      return listed || !implementers.areHarmless(type, target);
    }
    boolean told = !target.descriptor().startsWith("()");
    boolean walked = listed && event.repeated();
    return told
        && ((walked && isToFear(type, target))
            || (isHandedTo(body, type) && implementers.areToFear(type, target)));
  }

  /** Returns whether a body that tells a handler something got it from its caller. */
  private static boolean isHandedTo(MethodSummary body, ClassRef type) {
    return HANDLER.matcher(type.simpleName()).matches()
        && body.ref().descriptor().contains("L" + type.name() + ";");
  }

  /** A class that passes calls on to another object of its own type, with a lock around it. */
  private boolean isDecorator(MethodSummary body, ClassRef type, MethodRef target) {
    return (body.ref().name().equals(target.name()) || !isListenerName(type.name()))
        && program.hierarchy().isA(body.ref().owner(), type);
  }

  /** Returns whether every caller is at hand, and so all that they hand in. */
  private boolean isOnlyForProgram(MethodSummary body) {
    return !EntryGuards.isOpen(program, body) && !graph.callers(body).isEmpty();
  }

  /** Returns whether a type is of a package for inner use, by the names that are usual for it. */
  static boolean isInternal(ClassRef type) {
    return INTERNAL.matcher(type.name()).find();
  }

  static boolean isValueMethod(String name) {
    return VALUE_METHODS.contains(name);
  }

  private static boolean isShared(Operand operand) {
    Root root = operand.path().root();
    return operand.closure() == null && root != Root.FRESH && root != Root.NAMED;
  }

  static boolean isListenerName(String name) {
    return name.endsWith("Listener")
        || name.endsWith("Callback")
        || name.endsWith("Observer")
        || name.endsWith("Subscriber");
  }

  /** Returns whether others may supply the body that a call reaches. */
  private boolean isOpenType(ClassRef type, MethodRef target) {
    ClassSummary summary = program.type(type);
    if (summary == null) {
      return program.traits(type).contains(Trait.FUNCTIONAL)
          || (!type.name().startsWith("java/") && isListenerName(type.name()));
    }
    MethodRef found = program.find(target.in(type));
    MethodDeclaration declared = found == null ? null : program.declaration(found);
    boolean isInterface = Flags.has(summary.access(), Flags.INTERFACE);
    return Flags.has(summary.access(), Flags.PUBLIC)
        && (isInterface || isListenerName(type.name()))
        && declared != null
        && isForOthers(declared);
  }

  /** Returns whether a method waits for a body: it has none, or an empty one to override. */
  private boolean isForOthers(MethodDeclaration declared) {
    MethodSummary body = program.body(declared.ref());
    int fixed = Flags.FINAL | Flags.STATIC | Flags.PRIVATE;
    return Flags.has(declared.access(), Flags.ABSTRACT)
        || (body != null && body.events().isEmpty() && (declared.access() & fixed) == 0);
  }

  /** What the classes at hand do with no lock of their own, others are trusted to do as well. */
  private boolean isToFear(ClassRef type, MethodRef target) {
    return implementers.areUsers(type, target) || !implementers.locking(type, target).isEmpty();
  }

  /** Returns the classes at hand that implement a callback and take a lock of their own there. */
  public List<MethodRef> lockingTargets(Callback callback) {
    return implementers.locking(callback.receiver(), callback.target());
  }

  /** Returns the classes at hand that implement a callback and tell listeners in turn. */
  public List<MethodRef> tellingTargets(Callback callback) {
    return implementers.telling(callback.receiver(), callback.target());
  }

  /** Returns whether a body does nothing but run what it was handed. */
  public static boolean isWrapper(MethodSummary body) {
    int calls = 0;
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke) {
        calls++;
      } else if (event.action() instanceof Touch touch
          && (touch.kind().writes() || touch.location().kind() == Location.Kind.CONTENT)) {
        return false;
      }
    }
    return calls <= 1;
  }
}

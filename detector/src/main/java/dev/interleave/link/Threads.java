package dev.interleave.link;

import dev.interleave.knowledge.Entry;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Annotation;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run a body. A thread is followed from the code handed to it through calls within
 * the same outermost class: further away it would often be another object that it works on.
 */
public final class Threads {
  private static final ClassRef THREAD = new ClassRef("java/lang/Thread");
  private static final ClassRef TIMER_TASK = new ClassRef("java/util/TimerTask");

  private final Program program;
  private final CallGraph graph;
  private final Spawns spawns;
  private final PerBody<List<Start>> starts;
  private final PerBody<List<Arrival>> arrivals;
  private final PerBody<List<MethodSummary>> made;
  private final BitSet outside;

  /**
   * Where code is handed to another thread.
   *
   * @param root the code
   * @param text for people: {@code run is started by Thread.start at Pump.java:12}
   * @param many whether several threads may run it at once
   * @param alone where the executor with one thread is kept that runs it; null for others
   */
  public record Start(MethodRef root, String text, boolean many, @Nullable FieldRef alone) {}

  /**
   * A framework's call.
   *
   * @param root the method called
   * @param why for people
   * @param named whether it is this very method that the framework speaks of, not all of a class
   */
  public record Arrival(MethodRef root, String why, boolean named) {}

  Threads(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    this.spawns = new Spawns(graph);
    this.starts = new PerBody<>(program);
    this.arrivals = new PerBody<>(program);
    this.made = new PerBody<>(program);
    findMade();
    findStarts();
    findArrivals();
    this.outside = Outsiders.of(program, graph, this::isRoot, body -> callees(body, site -> true));
  }

  /** Returns the threads that run a body. */
  public List<Start> starts(MethodRef method) {
    return of(starts, method);
  }

  /** Returns the frameworks that call a body. */
  public List<Arrival> arrivals(MethodRef method) {
    return of(arrivals, method);
  }

  /** Returns whether a framework calls a method at work, whatever its name says. */
  public boolean isEntered(MethodRef method) {
    return arrivals(method).stream()
        .anyMatch(arrival -> arrival.named() && arrival.root().equals(method));
  }

  private <T> List<T> of(PerBody<List<T>> table, MethodRef method) {
    MethodSummary body = program.body(method);
    return body == null ? List.of() : table.get(body, List.of());
  }

  /** Returns whether code that is not at hand, or the program's main thread, may run a body. */
  public boolean isReachable(MethodRef method) {
    MethodSummary body = program.body(method);
    return body != null && outside.get(body.number());
  }

  /** Returns whether code that is not at hand may call a method by its name, from anywhere. */
  public boolean isOpen(MethodRef method) {
    MethodSummary body = program.body(method);
    return body != null
        && Flags.has(body.access(), Flags.PUBLIC)
        && EntryGuards.isOpen(program, body);
  }

  /** Returns whether only one thread ever runs a body of one object. */
  public boolean isConfined(MethodRef method) {
    List<Start> its = starts(method);
    boolean one = its.size() == 1 && !its.get(0).many();
    return (one || areOfOnePool(its, its)) && !isReachable(method);
  }

  /** Returns whether two bodies are known to run on different threads. */
  public boolean mayMeet(MethodRef first, MethodRef second) {
    List<Start> mine = starts(first);
    List<Start> theirs = starts(second);
    boolean differ =
        !mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs) && !areOfOnePool(mine, theirs);
    return differ
        || (!mine.isEmpty() && isReachable(second))
        || (!theirs.isEmpty() && isReachable(first));
  }

  /** What one executor with one thread runs, it runs one after the other. */
  private static boolean areOfOnePool(List<Start> mine, List<Start> theirs) {
    FieldRef pool = mine.isEmpty() ? null : mine.get(0).alone();
    return pool != null
        && mine.stream().allMatch(start -> Objects.equals(pool, start.alone()))
        && theirs.stream().allMatch(start -> Objects.equals(pool, start.alone()));
  }

  /** Returns whether a body does something before it hands a thread what runs another body. */
  public boolean isBeforeStart(MethodRef method, Event event, MethodRef started) {
    for (Start start : starts(started)) {
      boolean before = false;
      for (CallSite site : graph.callers(start.root())) {
        if (site.kind().isSpawn()) {
          before = site.caller().ref().equals(method) && event.step() < site.event().step();
          if (!before) {
            return false;
          }
        }
      }
      if (!before) {
        return false;
      }
    }
    return isConfined(started);
  }

  /** Returns whether an event hands code to another thread, whoever wrote that code. */
  public static boolean isHandOver(Event event) {
    return event.action() instanceof Invoke invoke
        && invoke.effect() != null
        && !invoke.effect().spawns().isEmpty();
  }

  /** Returns whether whoever starts the threads that run a body then waits for their end. */
  public boolean isAwaited(MethodRef method) {
    return !starts(method).isEmpty()
        && starts(method).stream().allMatch(start -> spawns.areAwaited(start.root()));
  }

  /** Returns whether each of the threads has an object of a class for itself: what it runs. */
  public boolean isOfEach(Start start, ClassRef type) {
    return program.hierarchy().isA(start.root().owner(), type)
        && (isThreadBody(start.root()) || spawns.areMadeForEach(start.root()));
  }

  /** Code that is stored to be run by means not at hand counts as run by whoever made it. */
  private void findMade() {
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke invoke) {
          invoke.operands().forEach(operand -> noteMade(body, operand));
        } else if (event.action() instanceof Touch touch && touch.value() != null) {
          noteMade(body, touch.value());
        }
      }
    }
  }

  private void noteMade(MethodSummary body, Operand operand) {
    Closure closure = operand.closure();
    MethodRef found = closure == null ? null : program.find(closure.body());
    MethodSummary target = found == null ? null : program.body(found);
    if (target != null && graph.callers(target).isEmpty()) {
      made.orPut(body, () -> new ArrayList<>(1)).add(target);
    }
  }

  private void findStarts() {
    for (MethodSummary body : program.bodies()) {
      MethodRef method = body.ref();
      CallSite handed = null;
      boolean many = false;
      boolean alone = true;
      for (CallSite site : graph.callers(body)) {
        if (site.kind().isSpawn()) {
          handed = handed == null ? site : handed;
          many |= site.kind() == CallSite.Kind.SPAWN_MANY;
          alone &= Objects.equals(site.alone(), handed.alone());
        }
      }
      boolean thread = isThreadBody(method);
      if (thread) {
        many |= spawns.isMadeInLoop(method.owner(), program);
      }
      if (handed != null) {
        FieldRef pool = alone && !many ? handed.alone() : null;
        spread(body, new Start(method, describe(handed), many, pool));
      } else if (thread) {
        String name = method.owner().simpleName();
        String loop = many ? ", made in a loop" : "";
        String text = name + "." + method.name() + " is the body of a thread" + loop;
        spread(body, new Start(method, text, many, null));
      }
    }
  }

  /** Returns whether a method is what a thread or a timer runs by itself. */
  public boolean isThreadBody(MethodRef method) {
    return method.name().equals("run")
        && method.descriptor().equals("()V")
        && (program.hierarchy().isA(method.owner(), THREAD)
            || program.hierarchy().isA(method.owner(), TIMER_TASK));
  }

  /** Returns a clause for people: what is run by what, and where. */
  public String describe(CallSite site) {
    String how = "a thread";
    if (site.event().action() instanceof Invoke invoke) {
      ClassRef owner = invoke.target().owner();
      how =
          invoke.target().isConstructor()
              ? "new " + owner.simpleName()
              : owner.simpleName() + "." + invoke.target().name();
    }
    String several = site.event().repeated() ? ", in a loop" : ", on several threads";
    String loop = site.kind() == CallSite.Kind.SPAWN_MANY ? several : "";
    String where = where(site.caller(), site.event());
    return display(site.target()) + " is run by " + how + where + handedOn(site) + loop;
  }

  private String where(MethodSummary body, Event event) {
    return " at " + program.place(body.ref(), event.span()).shortForm();
  }

  /** A method of the program's own that runs code on a thread says where it does so. */
  private String handedOn(CallSite site) {
    boolean own = site.event().action() instanceof Invoke call && call.effect() == null;
    for (CallSite within : own ? graph.sites(site.caller(), site.event()) : List.<CallSite>of()) {
      MethodSummary helper = within.callee();
      if (helper == null || within.kind() != CallSite.Kind.CALL) {
        continue;
      }
      for (Event event : helper.events()) {
        if (isHandOver(event) && event.action() instanceof Invoke invoke) {
          String to = invoke.target().owner().simpleName() + "." + invoke.target().sourceName();
          return ", which hands it to " + to + where(helper, event);
        }
      }
    }
    return "";
  }

  private static String display(MethodRef method) {
    return method.isLambda()
        ? "the lambda in " + method.sourceName()
        : method.owner().simpleName() + "." + method.sourceName();
  }

  private void spread(MethodSummary root, Start start) {
    for (MethodSummary reached : nest(root)) {
      starts.orPut(reached, () -> new ArrayList<>(1)).add(start);
    }
  }

  /** Returns what a body reaches by calls without leaving its outermost class. */
  private List<MethodSummary> nest(MethodSummary root) {
    String outermost = root.ref().owner().outermost();
    BitSet seen = new BitSet();
    seen.set(root.number());
    List<MethodSummary> all = new ArrayList<>(List.of(root));
    for (int i = 0; i < all.size(); i++) {
      for (MethodSummary callee : callees(all.get(i), Threads::staysWithObject)) {
        if (!seen.get(callee.number()) && callee.ref().owner().outermost().equals(outermost)) {
          seen.set(callee.number());
          all.add(callee);
        }
      }
    }
    return all;
  }

  private List<MethodSummary> callees(MethodSummary body, Predicate<CallSite> followed) {
    List<MethodSummary> all = new ArrayList<>();
    for (CallSite site : graph.sites(body)) {
      if (site.callee() != null && !site.kind().isElsewhere() && followed.test(site)) {
        all.add(site.callee());
      }
    }
    all.addAll(made.get(body, List.of()));
    return all;
  }

  /** Returns whether a call stays with the object, or the captured ones, that a body works for. */
  private static boolean staysWithObject(CallSite site) {
    if (site.arguments().isEmpty() || site.kind() != CallSite.Kind.CALL) {
      return true;
    }
    if (site.event().action() instanceof Invoke invoke && invoke.dispatch() == Dispatch.STATIC) {
      return true;
    }
    AccessPath receiver = site.arguments().get(0);
    return receiver.root() == AccessPath.Root.PARAM
        && receiver.fields().stream().allMatch(field -> field.name().startsWith("this$"));
  }

  private void findArrivals() {
    List<Entry> entries = program.knowledge().entries();
    Mentions mentions = new Mentions(program, entries);
    for (ClassSummary type : program.classes()) {
      mentions.in(type).stream().forEach(i -> arrive(type, entries.get(i)));
    }
  }

  private void arrive(ClassSummary type, Entry entry) {
    if (entry.kind() == Entry.Kind.METHOD) {
      annotated(type, entry);
    } else if (entry.kind() == Entry.Kind.CLASS
        ? isAnnotated(type.annotations(), entry.name())
        : program.hierarchy().isA(type.ref(), new ClassRef(entry.name()))) {
      called(type, entry);
    }
  }

  /** Frameworks look at the annotations of overridden methods, too. */
  private void annotated(ClassSummary type, Entry entry) {
    for (MethodDeclaration method : type.methods()) {
      if (isAnnotated(method.annotations(), entry.name())) {
        arrive(method.ref(), entry);
        for (ClassRef below : program.subclasses(type.ref())) {
          arrive(method.ref().in(below), entry);
        }
      }
    }
  }

  /** What a framework's own base class hands its calls on to may be protected. */
  private void called(ClassSummary type, Entry entry) {
    for (MethodSummary body : type.summaries()) {
      boolean named = entry.methods().contains(body.ref().name());
      int open = named ? Flags.PUBLIC | Flags.PROTECTED : Flags.PUBLIC;
      if ((named || entry.methods().isEmpty())
          && (body.access() & open) != 0
          && !Flags.has(body.access(), Flags.STATIC)
          && !body.ref().isConstructor()) {
        arrive(body.ref(), entry);
      }
    }
  }

  private void arrive(MethodRef method, Entry entry) {
    MethodSummary body = program.body(method);
    if (body != null) {
      String what = method.owner().simpleName() + "." + method.name();
      boolean named = entry.kind() == Entry.Kind.METHOD || !entry.methods().isEmpty();
      Arrival arrival = new Arrival(method, what + " " + entry.why(), named);
      for (MethodSummary reached : nest(body)) {
        arrivals.orPut(reached, () -> new ArrayList<>(1)).add(arrival);
      }
    }
  }

  private static boolean isAnnotated(List<Annotation> annotations, String name) {
    for (Annotation annotation : annotations) {
      if (annotation.type().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRoot(MethodSummary body) {
    for (Start start : starts.get(body, List.of())) {
      if (start.root().equals(body.ref())) {
        return true;
      }
    }
    return false;
  }
}

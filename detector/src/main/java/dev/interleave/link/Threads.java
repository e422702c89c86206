package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run a body. A thread is followed from the code handed to it through calls within
 * the same outermost class: further away it would often be another object that it works on.
 */
public final class Threads {
  static final ClassRef THREAD = new ClassRef("java/lang/Thread");
  private static final ClassRef TIMER_TASK = new ClassRef("java/util/TimerTask");

  private final Program program;
  private final CallGraph graph;
  private final Spawns spawns;
  private final Starters starters;
  private final HandingTexts texts;
  private final PerBody<List<Start>> starts;
  private final Arrivals arrivals;
  private final Nests nests;
  private final Outsiders outside;
  private final CommonObjects common;

  Threads(Program program, CallGraph graph, Starters starters) {
    this.program = program;
    this.graph = graph;
    this.spawns = new Spawns(graph);
    this.starters = starters;
    this.texts = new HandingTexts(program, graph);
    this.starts = new PerBody<>(program);
    this.nests = new Nests(program, graph);
    this.common = new CommonObjects(program, graph);
    this.arrivals = new Arrivals(program, graph, nests);
    findStarts();
    this.outside = Outsiders.of(program, graph, this::isRoot, nests::callees);
  }

  /** Returns the threads that run a body. */
  public List<Start> starts(MethodRef method) {
    MethodSummary body = program.body(method);
    return body == null ? List.of() : starts.get(body, List.of());
  }

  /** Returns the frameworks that call a body. */
  public List<Arrival> arrivals(MethodRef method) {
    return arrivals.of(method);
  }

  /** Returns whether a framework calls a method at work, whatever its name says. */
  public boolean isEntered(MethodRef method) {
    return arrivals(method).stream()
        .anyMatch(arrival -> arrival.named() && arrival.root().equals(method));
  }

  /** Returns whether code that is not at hand, or the program's main thread, may run a body. */
  public boolean isReachable(MethodRef method) {
    MethodSummary body = program.body(method);
    return body != null && outside.isReached(body.number());
  }

  /**
   * Returns whether anybody runs a body: a thread, a framework or such code, be it to make an
   * object that nobody knows yet.
   */
  public boolean isRun(MethodRef method) {
    MethodSummary body = program.body(method);
    boolean fromOutside = body != null && outside.isRun(body.number());
    return fromOutside || !starts(method).isEmpty() || !arrivals(method).isEmpty();
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
    return its.size() == 1 && !its.get(0).many() && !its.get(0).onOne() && !isReachable(method);
  }

  /**
   * Returns whether one and the same framework's call, which waits for the end of the one before,
   * is all that runs two bodies.
   */
  public boolean areOneTask(MethodRef first, MethodRef second) {
    MethodRef task = task(first);
    return task != null && Objects.equals(task, task(second));
  }

  private @Nullable MethodRef task(MethodRef method) {
    MethodRef task = starts(method).isEmpty() ? arrivals.task(method) : null;
    return task != null && (task.equals(method) || !isOpen(method)) ? task : null;
  }

  /** Returns whether two bodies are known to run on different threads. */
  public boolean mayMeet(MethodRef first, MethodRef second) {
    List<Start> mine = running(first);
    List<Start> theirs = running(second);
    boolean differ = !mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs);
    return differ
        || (!mine.isEmpty() && isReachable(second))
        || (!theirs.isEmpty() && isReachable(first));
  }

  /** Returns the threads that go on beside whoever started them. */
  private List<Start> running(MethodRef method) {
    return starts(method).stream().filter(start -> !start.isAwaited()).toList();
  }

  /** Returns whether two bodies are known to work on one object's slot on different threads. */
  public boolean mayMeet(MethodRef first, MethodRef second, Slot slot) {
    return mayMeet(first, second)
        && (isReachable(first) || isReachable(second) || !areOfOnePool(first, second, slot));
  }

  /** What one executor with one thread runs, it runs one after the other. */
  private boolean areOfOnePool(MethodRef first, MethodRef second, Slot slot) {
    List<Start> all = Stream.concat(starts(first).stream(), starts(second).stream()).toList();
    return all.stream()
        .allMatch(
            start -> isOfOne(start, slot) && Objects.equals(start.alone(), all.get(0).alone()));
  }

  /**
   * Returns whether the one thread of an executor is the only one that comes to a slot by a start:
   * each object has an executor of its own, if it has any.
   */
  public boolean isOfOne(Start start, Slot slot) {
    FieldRef pool = start.alone();
    return pool != null
        && (program.isStatic(pool)
            || (!program.isStatic(slot.field()) && slot.field().owner().equals(pool.owner())));
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

  /**
   * Returns what makes two bodies meet at a slot of one object for certain, as a clause: one body
   * starts threads for both, or starts one and goes on with the other.
   */
  public Optional<String> together(MethodRef method, Access there) {
    for (Start mine : running(method)) {
      for (Start theirs : running(there.body().ref())) {
        if (starters.startsBoth(mine, theirs, there.slot())) {
          return Optional.of(mine.text() + ", and " + theirs.text());
        }
      }
      Optional<String> meanwhile = starters.goesOn(mine, there);
      if (meanwhile.isPresent()) {
        String name = HandingTexts.method(there.body().ref());
        return Optional.of(mine.text() + ", and " + name + " " + meanwhile.get());
      }
    }
    return Optional.empty();
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
    if (start.onOne()) {
      return false;
    }
    boolean own =
        program.hierarchy().isA(start.root().owner(), type)
            && (isThreadBody(start.root()) || spawns.areMadeForEach(start.root()));
    return own || nests.isOfEach(start, type);
  }

  /**
   * Returns whether what a body reaches by a path is an object that each of the threads which run
   * it got for itself, as far as anybody knows: by a call that is not followed, or as the one of
   * its round.
   */
  public boolean isOfEach(MethodRef method, AccessPath path) {
    MethodSummary body = program.body(method);
    if (path.root() == AccessPath.Root.UNKNOWN && body != null) {
      return Spawns.isItsOwn(body, path, false);
    }
    return path.root() == AccessPath.Root.PARAM && spawns.isOfEachRound(method, path.number());
  }

  /** Returns whether several tasks of one kind work on one content, each by a field of its own. */
  public boolean isCommon(Slot slot) {
    return slot.kind() == Location.Kind.CONTENT
        && slot.elements() == 0
        && !slot.field().descriptor().startsWith("[")
        && common.contains(slot.field());
  }

  private void findStarts() {
    new SharedLocals(program, graph, texts, starters)
        .all()
        .forEach(it -> spread(it.body(), it.start()));
    for (MethodSummary body : program.bodies()) {
      List<CallSite> sites =
          graph.callers(body).stream().filter(site -> site.kind().isSpawn()).toList();
      if (!sites.isEmpty()) {
        spread(body, handedOver(body, sites));
      } else if (isThreadBody(body.ref())) {
        String name = body.ref().owner().simpleName() + "." + body.ref().name();
        boolean many = spawns.isMadeOften(body.ref().owner(), program);
        String text = name + " is the body of a thread" + (many ? ", made more than once" : "");
        spread(body, new Start(body.ref(), text, many, null, "", false, null));
      }
    }
  }

  private Start handedOver(MethodSummary body, List<CallSite> sites) {
    MethodRef method = body.ref();
    CallSite first = sites.get(0);
    List<CallSite> several =
        sites.stream()
            .filter(site -> (site.kind().areMany() && isAnyTime(site)) || isMadeInALoop(site))
            .toList();
    boolean made = isThreadBody(method) && spawns.isMadeOften(method.owner(), program);
    boolean certain =
        made
            || several.isEmpty()
            || several.stream().anyMatch(site -> isCertain(site) || isAgain(site));
    String again = HandingTexts.method(first.caller().ref()) + " is called again while that runs";
    boolean alone = sites.stream().allMatch(site -> Objects.equals(site.alone(), first.alone()));
    return new Start(
        method,
        describe(first) + (made && !first.kind().areMany() ? ", on several such threads" : ""),
        made || !several.isEmpty(),
        alone ? first.alone() : null,
        certain ? "" : again,
        false,
        first);
  }

  /** Returns whether a task may be handed over again, though no loop stands around it. */
  private boolean isAnyTime(CallSite site) {
    return isCertain(site) || EntryGuards.isOpen(program, site.caller()) || isAgain(site);
  }

  private static boolean isCertain(CallSite site) {
    return site.event().repeated() || site.isSeveralInOne();
  }

  private boolean isAgain(CallSite site) {
    List<CallSite> callers = graph.callers(site.caller());
    return callers.size() > 1
        || callers.stream().anyMatch(call -> call.event().repeated() || isOfEachOnOne(call));
  }

  private boolean isMadeInALoop(CallSite site) {
    return Spawns.isStartedByItsMaking(site)
        && graph.callers(site.caller()).stream().anyMatch(call -> call.event().repeated());
  }

  /** What is called on the elements themselves is called on each of them once. */
  private static boolean isOfEachOnOne(CallSite call) {
    return call.isOfEach() && !call.arguments().isEmpty();
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
    return texts.of(site);
  }

  private void spread(MethodSummary root, Start start) {
    for (MethodSummary reached : nests.of(root)) {
      starts.orPut(reached, () -> new ArrayList<>(1)).add(start);
    }
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

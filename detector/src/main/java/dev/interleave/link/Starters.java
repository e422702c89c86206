package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which threads of one body run at once, and what that body does meanwhile. */
final class Starters {
  private static final Set<Flag> WAITING = Set.of(Flag.JOINS, Flag.BLOCKS, Flag.AWAITS, Flag.ASKS);

  private final Program program;
  private final CallGraph graph;
  private final PerBody<Boolean> waiting;

  Starters(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    this.waiting = new PerBody<>(program);
  }

  /**
   * Returns whether one body starts two threads that run at once, and both come to a slot of one
   * object.
   */
  boolean startsBoth(Start first, Start second, Slot slot) {
    CallSite one = first.at();
    CallSite other = second.at();
    return one != null
        && other != null
        && one.caller().equals(other.caller())
        && (Spawns.areBoth(one, other) || Spawns.areBoth(other, one))
        && (program.isStatic(slot.field()) || (isOnStarter(one, slot) && isOnStarter(other, slot)));
  }

  /**
   * Returns what the body that started a thread does while that runs, as a clause, to make an
   * access to the object that the thread works on; nothing when it does not.
   */
  Optional<String> goesOn(Start start, Access access) {
    CallSite site = start.at();
    if (site == null) {
      return Optional.empty();
    }
    AccessPath path = access.touch().location().path();
    boolean onItself = path.root() == AccessPath.Root.PARAM && path.number() == 0;
    boolean onOne =
        program.isStatic(access.slot().field()) || (onItself && isOnStarter(site, access.slot()));
    boolean onHandedOver =
        path.root() == AccessPath.Root.FRESH && isHandedOver(site, AccessPath.fresh(path.number()));
    boolean meanwhile =
        (onOne && isMeanwhile(site, access.event()))
            || (onHandedOver && isBeside(site, access.event()));
    if (meanwhile && site.caller().equals(access.body())) {
      return Optional.of("goes on at " + place(access.body(), access.event()));
    }
    return onItself ? handedOver(site, access.body()) : Optional.empty();
  }

  /** Returns where the body that started a thread calls a method of what it handed over to it. */
  private Optional<String> handedOver(CallSite site, MethodSummary method) {
    return graph.callers(method).stream()
        .filter(call -> call.caller().equals(site.caller()))
        .filter(call -> isOnHandedOver(site, call) && isBeside(site, call.event()))
        .map(call -> "is called meanwhile at " + place(call.caller(), call.event()))
        .findFirst();
  }

  private String place(MethodSummary body, Event event) {
    return program.place(body.ref(), event.span()).shortForm();
  }

  private static boolean isOnHandedOver(CallSite site, CallSite call) {
    AccessPath object = call.arguments().isEmpty() ? null : call.arguments().get(0);
    return object != null
        && object.root() == AccessPath.Root.FRESH
        && object.isBare()
        && call.kind() == CallSite.Kind.CALL
        && isHandedOver(site, object);
  }

  /** What a task brings along, or was made with, is handed over with it. */
  private static boolean isHandedOver(CallSite site, AccessPath object) {
    List<AccessPath> captured = site.captured();
    return captured != null
        && (captured.contains(object)
            || captured.stream().anyMatch(task -> isMadeWith(site.caller(), task, object)));
  }

  private static boolean isMadeWith(MethodSummary body, AccessPath task, AccessPath object) {
    return task.root() == AccessPath.Root.FRESH
        && body.events().stream()
            .anyMatch(
                event ->
                    event.action() instanceof Invoke made
                        && made.makes(task)
                        && made.paths().contains(object));
  }

  /**
   * Returns whether the body that starts a thread calls methods of an object, which it has handed
   * over, while that runs.
   */
  boolean usesMeanwhile(CallSite site, AccessPath object) {
    return graph.sites(site.caller()).stream()
        .anyMatch(call -> call.isOn(object) && isBeside(site, call.event()));
  }

  /** Returns whether a body has handed an object to a thread that may run at an event of it. */
  boolean isGivenAway(MethodSummary body, AccessPath object, Event event) {
    return object.isBare()
        && graph.sites(body).stream()
            .anyMatch(
                site ->
                    site.kind().isSpawn()
                        && site.captured() != null
                        && site.captured().contains(object)
                        && isBeside(site, event));
  }

  /**
   * What one decision leads to both may be one or the other: on this thread or on another; and what
   * hangs on how the hand-over went may be done because it failed.
   */
  private boolean isBeside(CallSite site, Event event) {
    Event start = site.event();
    return site.kind().isSpawn()
        && site.kind() != CallSite.Kind.CROWD
        && !event.control().contains(start.step())
        && !event.control().meets(start.control())
        && isMeanwhile(site, event);
  }

  private boolean isMeanwhile(CallSite site, Event event) {
    return event.step() > site.event().step()
        && !event.caught()
        && !site.event().caught()
        && !waits(site.caller(), site.event().step(), event.step());
  }

  /** Returns whether a body may wait between two steps for anything that a thread does. */
  private boolean waits(MethodSummary body, int from, int to) {
    return body.events().stream()
        .filter(event -> event.step() > from && event.step() < to)
        .anyMatch(event -> waits(body, event));
  }

  private boolean waits(MethodSummary body, Event event) {
    if (event.action() instanceof Touch touch) {
      return isPolled(event, touch);
    }
    return event.action() instanceof Invoke invoke
        && (WAITING.stream().anyMatch(invoke::has)
            || isPolled(body, event, invoke)
            || graph.sites(body, event).stream().anyMatch(site -> waits(site.callee())));
  }

  /** A field or flag that decides whether a loop goes on may be what the thread sets. */
  private boolean isPolled(Event event, Touch touch) {
    boolean flag =
        touch.location().kind() == Location.Kind.FIELD
            || touch.receiverType().startsWith("[")
            || program.traits(new ClassRef(touch.receiverType())).contains(Trait.ATOMIC);
    return flag
        && touch.kind().reads()
        && event.repeated()
        && event.control().contains(event.step());
  }

  /** So may what a method of the program says that decides it. */
  private boolean isPolled(MethodSummary body, Event event, Invoke invoke) {
    return invoke.target().returnType().equals("Z")
        && event.repeated()
        && event.control().contains(event.step())
        && graph.sites(body, event).stream().anyMatch(site -> site.callee() != null);
  }

  private boolean waits(@Nullable MethodSummary body) {
    if (body == null) {
      return false;
    }
    Boolean before = waiting.get(body);
    if (before != null) {
      return before;
    }
    waiting.put(body, false);
    boolean its = body.events().stream().anyMatch(event -> waits(body, event));
    waiting.put(body, its);
    return its;
  }

  /** Returns whether a thread works on a slot of the object whose method starts it. */
  private boolean isOnStarter(CallSite site, Slot slot) {
    MethodSummary starter = site.caller();
    return !site.arguments().isEmpty()
        && site.arguments().get(0).isParam(0)
        && !starter.isHandedIn(AccessPath.param(0))
        && program.hierarchy().isA(starter.ref().owner(), slot.field().owner());
  }
}

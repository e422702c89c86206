package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places where code is handed to threads: what is made for them, and who waits for them. */
final class Spawns {
  private static final Pattern GIVING =
      Pattern.compile(
          "(take|poll|next|remove|pop|accept|receive|read|parse|create|new|make|build|decode|load"
              + "|copy|clone|open|convert|to|from|borrow|acquire|fetch|find|query|select|getAndSet"
              + "|call|invoke|execute|submit|join)([A-Z].*)?");

  private final CallGraph graph;

  Spawns(CallGraph graph) {
    this.graph = graph;
  }

  private List<CallSite> of(MethodRef root) {
    return graph.callers(root).stream().filter(site -> site.kind().isSpawn()).toList();
  }

  /** Returns whether whoever starts the threads then waits for their end. */
  boolean areAwaited(MethodRef root) {
    return of(root).stream().allMatch(Spawns::joinsAfter);
  }

  /** Returns whether some body makes one thread of a class after the other, and waits for none. */
  boolean isMadeOften(ClassRef thread, Program program) {
    ClassSummary type = program.type(thread);
    if (type == null) {
      return false;
    }
    List<CallSite> sites =
        type.summaries().stream()
            .filter(body -> body.ref().isConstructor())
            .flatMap(body -> graph.callers(body.ref()).stream())
            .filter(site -> !isByItself(site, thread))
            .toList();
    return sites.stream()
        .anyMatch(
            site -> (site.event().repeated() && !joinsAfter(site)) || hasCompany(site, sites));
  }

  /** A thread that makes another one of its kind may be about to end. */
  private static boolean isByItself(CallSite site, ClassRef thread) {
    return site.caller().ref().owner().equals(thread)
        && !Flags.has(site.caller().access(), Flags.STATIC);
  }

  /** Returns whether the same body makes another one later, and not in place of the first. */
  private static boolean hasCompany(CallSite site, List<CallSite> sites) {
    return sites.stream()
        .anyMatch(other -> other.caller().equals(site.caller()) && areBoth(site, other));
  }

  /**
   * Returns whether a body makes two threads that run at once: of two that hang on something, one
   * may stand in for the other.
   */
  static boolean areBoth(CallSite first, CallSite second) {
    Event one = first.event();
    Event other = second.event();
    return other.step() > one.step()
        && isCertain(one)
        && isCertain(other)
        && !Stages.areInTurn(first, second)
        && joins(first.caller(), one).noneMatch(join -> join.step() < other.step());
  }

  private static boolean isCertain(Event event) {
    return event.control().isEmpty() && !event.caught();
  }

  /** Returns whether each thread that runs some code has an object of its own for it. */
  boolean areMadeForEach(MethodRef root) {
    List<CallSite> sites = of(root);
    return !root.isLambda() && sites.stream().allMatch(Spawns::isMadeForEach);
  }

  /** Returns whether threads that run some code are each handed another object with it. */
  boolean isOfEachRound(MethodRef root, int parameter) {
    List<CallSite> sites = graph.callers(root);
    return !sites.isEmpty()
        && sites.stream()
            .allMatch(
                site ->
                    parameter >= site.arguments().size()
                        ? site.captured() != null
                        : site.kind().isSpawn()
                            && isOfRound(site.arguments().get(parameter), site));
  }

  private static boolean isOfRound(AccessPath handed, CallSite site) {
    return site.event().repeated() && isItsOwn(site.caller(), handed, true);
  }

  /**
   * Returns whether a body gets an object that nobody else gets, as far as anybody knows: as the
   * one of its turn in a walk, or by a call that makes, finds or takes one.
   *
   * @param again whether it has to be another one in each round of a loop
   */
  static boolean isItsOwn(MethodSummary body, AccessPath path, boolean again) {
    int element = path.fields().indexOf(AccessPath.ELEMENT);
    if (element >= 0) {
      return isWalkedOver(body, path, element);
    }
    return path.root() == AccessPath.Root.UNKNOWN
        && body.at(path.number()).stream()
            .noneMatch(
                event ->
                    event.action() instanceof Invoke invoke
                        && !(GIVING.matcher(invoke.target().name()).matches()
                            && (event.repeated() || !again)));
  }

  /** What is looked up, and not walked over, may be one and the same each time. */
  private static boolean isWalkedOver(MethodSummary body, AccessPath path, int element) {
    AccessPath whole = path;
    while (whole.fields().size() > element) {
      whole = whole.parent();
    }
    AccessPath walked = whole;
    return body.events().stream()
        .noneMatch(
            event ->
                event.action() instanceof Touch touch
                    && touch.location().path().equals(walked)
                    && touch.through().startsWith("get"));
  }

  private static boolean joinsAfter(CallSite site) {
    return joins(site.caller(), site.event()).findAny().isPresent();
  }

  /** Returns where a body waits for threads after an event. */
  static Stream<Event> joins(MethodSummary body, Event event) {
    return body.events().stream()
        .filter(
            later ->
                later.step() > event.step()
                    && later.action() instanceof Invoke invoke
                    && invoke.has(Flag.JOINS));
  }

  private static boolean isMadeForEach(CallSite site) {
    AccessPath task = site.arguments().isEmpty() ? null : site.arguments().get(0);
    boolean again = site.event().repeated();
    return task != null
        && switch (task.root()) {
          case FRESH -> !again || isMadeAgain(site.caller(), task);
          case UNKNOWN -> again;
          default -> isStartedByItsMaking(site);
        };
  }

  /** Returns whether the constructor of a task hands it to a thread, and so each one of them. */
  static boolean isStartedByItsMaking(CallSite site) {
    return site.caller().ref().isConstructor()
        && !site.arguments().isEmpty()
        && site.arguments().get(0).isParam(0);
  }

  /** Returns whether a body makes an object of its own in a loop. */
  static boolean isMadeAgain(MethodSummary body, AccessPath path) {
    return body.remade().contains(path.number());
  }
}

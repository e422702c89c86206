package dev.interleave.link;

import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.Optional;
import java.util.Set;

/** Which threads of one body run at once, and what that body does meanwhile. */
final class Starters {
  private static final Set<Flag> WAITING = Set.of(Flag.JOINS, Flag.BLOCKS, Flag.AWAITS, Flag.ASKS);
  private static final int DEEPEST = 2;

  private final Program program;
  private final CallGraph graph;

  Starters(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
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
   * Returns the place where the body that started a thread makes an access while that runs, on the
   * object that the thread works on; nothing when it does not.
   */
  Optional<String> goesOn(Start start, Access access) {
    CallSite site = start.at();
    Event event = access.event();
    boolean meanwhile =
        site != null
            && site.caller().equals(access.body())
            && event.step() > site.event().step()
            && !event.caught()
            && !site.event().caught()
            && !waits(site.caller(), site.event().step(), event.step(), DEEPEST);
    AccessPath path = access.touch().location().path();
    boolean onOne =
        program.isStatic(access.slot().field())
            || (path.root() == AccessPath.Root.PARAM
                && path.number() == 0
                && site != null
                && isOnStarter(site, access.slot()));
    return meanwhile && onOne
        ? Optional.of(program.place(access.body().ref(), event.span()).shortForm())
        : Optional.empty();
  }

  /** Returns whether a body waits between two steps for anything that a thread may do. */
  private boolean waits(MethodSummary body, int from, int to, int depth) {
    for (Event event : body.events()) {
      if (event.step() > from && event.step() < to && event.action() instanceof Invoke invoke) {
        boolean inside =
            depth > 0
                && graph.sites(body, event).stream()
                    .map(CallSite::callee)
                    .anyMatch(it -> it != null && waits(it, -1, Integer.MAX_VALUE, depth - 1));
        if (inside || WAITING.stream().anyMatch(invoke::has)) {
          return true;
        }
      }
    }
    return false;
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

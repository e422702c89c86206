package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What helpers do to collections that they are handed: their callers do it to their own, by way of
 * them.
 */
final class Lent {
  private static final int MOST_TARGETS = 3;

  private final CallGraph graph;
  private final Set<String> names = new HashSet<>();

  Lent(Program program, CallGraph graph) {
    this.graph = graph;
    for (MethodSummary body : program.bodies()) {
      if (body.events().stream().anyMatch(event -> isOnLent(body, event))) {
        names.add(body.ref().name());
      }
    }
  }

  /**
   * A touch that a call comes to.
   *
   * @param event the call, under the guards that the helper takes around the touch as well
   * @param touch what is done, in the caller's paths
   */
  record Use(Event event, Touch touch) {}

  /** Returns the calls of helpers that an event makes. */
  List<CallSite> helpers(MethodSummary body, Event event) {
    if (!(event.action() instanceof Invoke call) || !names.contains(call.target().name())) {
      return List.of();
    }
    List<CallSite> sites = graph.sites(body, event);
    return sites.size() > MOST_TARGETS
        ? List.of()
        : sites.stream().filter(site -> site.kind() == CallSite.Kind.CALL).toList();
  }

  /** Returns what the helpers do that an event calls. */
  List<Use> uses(MethodSummary body, Event event) {
    List<Use> uses = new ArrayList<>(0);
    for (CallSite site : helpers(body, event)) {
      MethodSummary helper = site.callee();
      if (helper != null) {
        uses(site, helper, uses);
      }
    }
    return uses;
  }

  private static void uses(CallSite site, MethodSummary helper, List<Use> into) {
    Event call = site.event();
    for (Event inner : helper.events()) {
      if (inner.action() instanceof Touch touch && isOnLent(helper, inner)) {
        Location location = Frames.toCaller(touch.location(), site.arguments());
        if (location != null) {
          GuardSet taken = Frames.toCaller(inner.held(), site.arguments(), call.step());
          GuardSet held = call.held().plusAll(known(taken));
          into.add(new Use(call.under(held), touch.at(location)));
        }
      }
    }
  }

  /** A lock that was made for this call alone keeps nobody out. */
  static GuardSet known(GuardSet taken) {
    return GuardSet.of(
        taken.guards().stream()
            .filter(guard -> guard.lock().root() != AccessPath.Root.FRESH)
            .toList());
  }

  /** Returns whether an event touches the content of something that a helper was handed. */
  static boolean isOnLent(MethodSummary helper, Event event) {
    return event.action() instanceof Touch touch
        && touch.location().kind() == Location.Kind.CONTENT
        && helper.isHandedIn(touch.location().path());
  }
}

package dev.interleave.rules;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Flags;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reports collections that are guarded inside their class and handed out live. */
final class LeakedCollection implements Rule {
  @Override
  public String id() {
    return "leaked-collection";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Map<Slot, List<MethodSummary>> leaks = new TreeMap<>();
    for (MethodSummary body : linked.program().bodies()) {
      Slot slot = handedOut(linked, body);
      if (slot != null) {
        leaks.computeIfAbsent(slot, s -> new ArrayList<>(1)).add(body);
      }
    }
    List<Draft> drafts = new ArrayList<>();
    leaks.forEach(
        (slot, bodies) -> {
          // those of the class itself first: that is where the change has to be made
          bodies.sort(
              Comparator.comparing(body -> !body.ref().owner().equals(slot.field().owner())));
          Discipline discipline = Discipline.of(linked, slot, linked.accesses().of(slot));
          if (discipline != null) {
            discipline.guardedWrites().stream()
                .filter(change -> !isOfANewOne(change))
                .findFirst()
                .ifPresent(
                    change ->
                        drafts.add(draft(linked, new Leak(slot, discipline, change, bodies))));
          }
        });
    return Draft.finish(drafts);
  }

  /** What is put into a collection where it is made does not change the one handed out before. */
  private static boolean isOfANewOne(Access change) {
    Sources control = change.event().control();
    return change.body().events().stream()
        .anyMatch(
            event ->
                event.step() < change.event().step()
                    && event.action() instanceof Touch made
                    && made.location().kind() == Location.Kind.FIELD
                    && made.location().path().equals(change.touch().location().path())
                    && made.value() != null
                    && made.value().path().root() == AccessPath.Root.FRESH
                    && control.containsAll(event.control()));
  }

  /** A collection, how its class guards it, a change, and the methods that return it. */
  private record Leak(Slot slot, Discipline discipline, Access change, List<MethodSummary> bodies) {
    MethodSummary first() {
      return bodies.get(0);
    }
  }

  /** Returns the collection that a body returns as it is; null when it returns none. */
  private static @Nullable Slot handedOut(Linked linked, MethodSummary body) {
    AccessPath result = body.result();
    boolean own =
        result != null
            && !result.isBare()
            && !result.endsInElement()
            && (result.root() == AccessPath.Root.PARAM || result.root() == AccessPath.Root.GLOBAL);
    if (result == null
        || !own
        || (body.access() & (Flags.PUBLIC | Flags.PROTECTED)) == 0
        || Flags.has(body.access(), Flags.SYNTHETIC)
        || !returnsReference(body)
        || linked.accesses().isOutOfQuestion(body)
        || !linked.program().isPublic(body.ref().owner())) {
      return null;
    }
    Slot slot = linked.accesses().slot(new Location(Location.Kind.CONTENT, result, null));
    return slot != null && linked.contents().of(slot) == Trait.UNGUARDED ? slot : null;
  }

  private static boolean returnsReference(MethodSummary body) {
    String descriptor = body.ref().descriptor();
    return descriptor.charAt(descriptor.indexOf(')') + 1) == 'L';
  }

  private Draft draft(Linked linked, Leak leak) {
    String name = leak.slot.field().name();
    Access change = leak.change();
    String guard = leak.discipline.spelled(linked, change);
    String getter = Wording.shortMethod(leak.first().ref());
    List<String> assumptions = assumptions(leak, getter);
    return new Draft(
        id(),
        Confidence.assuming(assumptions.size()),
        "`" + name + "` is guarded, and handed out live",
        ReadModifyWrite.subject(linked, leak.slot),
        leak.first().ref(),
        sites(linked, leak),
        "callers of " + getter + " use `" + name + "` without " + guard + " while it changes",
        interleaving(leak, getter),
        List.of(new Evidence(Evidence.Kind.DECLARED, new Wording(linked).guarded(leak.change()))),
        assumptions,
        "return a copy that is made under " + guard);
  }

  private static Interleaving interleaving(Leak leak, String getter) {
    String name = leak.slot.field().name();
    Access change = leak.change();
    return new Interleaving(
        "caller of " + getter,
        Wording.shortMethod(change.body().ref()),
        List.of(
            Turn.of(0, getter + " → " + name + " itself"),
            Turn.of(1, Wording.step(leak.slot, change.touch()) + ", under the lock"),
            new Turn(0, "walks over " + name, "it changes in the middle")));
  }

  private static List<String> assumptions(Leak leak, String getter) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("a caller of " + getter + " looks into it while others are at work");
    if (!leak.discipline.isTheRule() && !leak.discipline.coversAllWrites()) {
      assumptions.add("the guard is the rule, not the exception");
    }
    return assumptions;
  }

  private static List<Site> sites(Linked linked, Leak leak) {
    Wording wording = new Wording(linked);
    List<Site> sites = new ArrayList<>();
    for (MethodSummary body : leak.bodies) {
      sites.add(handedOutAt(linked, body, leak));
    }
    Access change = leak.change();
    sites.add(1, wording.site(change.body(), change.event(), "changed here", change.guards()));
    return sites;
  }

  private static Site handedOutAt(Linked linked, MethodSummary body, Leak leak) {
    Event last = null;
    for (Event event : body.events()) {
      last = touches(linked, event, leak.slot) || asks(event, leak.bodies) ? event : last;
    }
    if (last != null) {
      GuardSet held = linked.accesses().guards(body, last.held());
      return new Wording(linked).site(body, last, "handed out here", held);
    }
    Place place = linked.program().place(body.ref(), Span.UNKNOWN);
    return new Site(place, "handed out here to callers", List.of(), List.of());
  }

  private static boolean touches(Linked linked, Event event, Slot leaked) {
    Slot slot =
        event.action() instanceof Touch touch ? linked.accesses().slot(touch.location()) : null;
    return slot != null && slot.field().equals(leaked.field());
  }

  /** Who passes on what another of them hands out, does so where it asks for it. */
  private static boolean asks(Event event, List<MethodSummary> bodies) {
    return event.action() instanceof Invoke invoke
        && bodies.stream().anyMatch(body -> body.ref().name().equals(invoke.target().name()));
  }
}

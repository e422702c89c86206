package dev.interleave.link;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All accesses to shared objects, by slot; those to objects still owned by their maker left out.
 */
public final class Accesses {
  private final Program program;
  private final Ownership ownership;
  private final GuardNames names;
  private final PerBody<GuardSet> entry;
  private final PerBody<GuardSet> likely;
  private final LockAliases aliases;
  private final Lent lent;
  private final EventLoops loops;
  private final Map<Slot, List<Access>> bySlot;

  /** The fields in which objects are put that somebody else may hold, too. */
  private final Set<FieldRef> handedIn = new HashSet<>();

  Accesses(Program program, CallGraph graph, Ownership ownership, LockAliases aliases, Lent lent) {
    this.program = program;
    this.ownership = ownership;
    this.names = new GuardNames(program);
    this.aliases = aliases;
    this.lent = lent;
    this.entry = new EntryGuards(program, graph, ownership, aliases, false).solve();
    this.likely = new EntryGuards(program, graph, ownership, aliases, true).solve();
    this.loops = new EventLoops(program, graph);
    Map<Slot, List<Access>> found = new HashMap<>();
    for (MethodSummary body : program.bodies()) {
      if (!isOutOfQuestion(body)) {
        addAll(found, body);
      }
    }
    this.bySlot = sorted(found);
  }

  private static Map<Slot, List<Access>> sorted(Map<Slot, List<Access>> found) {
    List<Slot> slots = new ArrayList<>(found.keySet());
    slots.sort(null);
    Map<Slot, List<Access>> sorted = new LinkedHashMap<>();
    slots.forEach(slot -> sorted.put(slot, List.copyOf(found.getOrDefault(slot, List.of()))));
    return sorted;
  }

  private void addAll(Map<Slot, List<Access>> found, MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch && !isAccessor(body.ref())) {
        noteHandedIn(touch);
        add(found, body, event, touch);
      } else if (event.action() instanceof Invoke invoke && isAccessor(invoke.target())) {
        addThroughAccessor(found, body, event, invoke);
      } else if (event.action() instanceof Invoke) {
        lent.uses(body, event).forEach(use -> add(found, body, use.event(), use.touch()));
      }
    }
  }

  private void noteHandedIn(Touch touch) {
    Location location = touch.location();
    if (location.kind() == Location.Kind.FIELD
        && touch.value() != null
        && touch.value().path().root() != AccessPath.Root.FRESH
        && location.field() != null) {
      handedIn.add(program.resolve(location.field()));
    }
  }

  /** Compilers before Java 11 let nested classes at private fields by methods of this name. */
  private static boolean isAccessor(MethodRef method) {
    return method.name().startsWith("access$");
  }

  /** What a compiler's accessor touches, its caller touches. */
  private void addThroughAccessor(
      Map<Slot, List<Access>> found, MethodSummary body, Event event, Invoke invoke) {
    MethodSummary accessor = program.body(invoke.target());
    List<AccessPath> arguments = invoke.paths();
    for (Event inner : accessor == null ? List.<Event>of() : accessor.events()) {
      if (inner.action() instanceof Touch touch) {
        Location location = Frames.toCaller(touch.location(), arguments);
        if (location != null) {
          add(found, body, event, touch.at(location));
        }
      }
    }
  }

  /** Returns which state belongs to one thread. */
  public EventLoops loops() {
    return loops;
  }

  /** Returns whether a body runs on the one thread that owns its state, or for tests alone. */
  public boolean isOutOfQuestion(MethodSummary body) {
    return loops.isConfined(body.ref()) || program.isTestOnly(body);
  }

  private void add(Map<Slot, List<Access>> found, MethodSummary body, Event event, Touch touch) {
    Slot slot = slot(touch.location());
    if (slot != null && !ownership.isOwnedAt(body, touch.location().path(), event)) {
      List<Access> its = found.computeIfAbsent(slot, s -> new ArrayList<>(2));
      its.add(access(body, event, touch, its.isEmpty() ? slot : its.get(0).slot()));
    }
  }

  private Access access(MethodSummary body, Event event, Touch touch, Slot slot) {
    AccessPath path = touch.location().path();
    GuardSet guards = guards(body, event.held());
    GuardSet hoped = aliases.canonical(likely(body));
    return new Access(
        body,
        event,
        touch,
        slot,
        guards,
        names.of(body, path, guards, true),
        names.of(body, path, guards, false),
        names.of(body, path, hoped, true),
        names.of(body, path, Claims.around(body, event), true));
  }

  /** Returns the guards around a point of a body, those that all its callers hold included. */
  public GuardSet guards(MethodSummary body, GuardSet held) {
    GuardSet above = entry.get(body);
    return aliases.canonical(above == null ? held : held.plusAll(above));
  }

  /** Returns the guards that all callers at hand hold, though others may not. */
  public GuardSet likely(MethodSummary body) {
    return likely.get(body, GuardSet.NONE);
  }

  /**
   * Returns whether two accesses to one slot never meet: by a guard, or as those of two objects.
   */
  public boolean areApart(Access one, Access other) {
    return one.isApartFrom(other) || areOfSiblings(one, other);
  }

  /** What two classes inherit and neither from the other, is of two objects (JLS 8.1.4). */
  private boolean areOfSiblings(Access one, Access other) {
    ClassRef first = one.body().ref().owner();
    ClassRef second = other.body().ref().owner();
    boolean ofItsOwn =
        one.slot().kind() == Location.Kind.FIELD || !handedIn.contains(one.slot().field());
    return ofItsOwn
        && isOnItself(one)
        && isOnItself(other)
        && !program.hierarchy().isA(first, second)
        && !program.hierarchy().isA(second, first);
  }

  private static boolean isOnItself(Access access) {
    AccessPath path = access.touch().location().path();
    return path.root() == AccessPath.Root.PARAM
        && path.number() == 0
        && path.fields().stream().filter(field -> !field.equals(AccessPath.ELEMENT)).count() == 1
        && !Flags.has(access.body().access(), Flags.STATIC);
  }

  /** Returns the slot of a location; null when no field leads to it. */
  public @Nullable Slot slot(Location location) {
    AccessPath path = location.path();
    FieldRef field = path.lastField();
    if (field == null) {
      return null;
    }
    int elements = 0;
    for (int i = path.fields().size() - 1; path.fields().get(i).equals(AccessPath.ELEMENT); i--) {
      elements++;
    }
    return new Slot(program.resolve(field), location.kind(), elements);
  }

  /** Returns the accesses to a slot. */
  public List<Access> of(Slot slot) {
    return bySlot.getOrDefault(slot, List.of());
  }

  /** Returns every slot and its accesses, in order. */
  public Map<Slot, List<Access>> all() {
    return bySlot;
  }
}

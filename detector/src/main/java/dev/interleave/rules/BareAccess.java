package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.OptimisticReads;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What to think of an access without the guard that others hold for the same location. */
final class BareAccess {
  private static final List<String> STARTING = List.of("start", "connect", "initial", "open");

  private static final int FIXED = Flags.FINAL | Flags.STATIC;

  private final Linked linked;
  private final Reasons reasons;

  BareAccess(Linked linked) {
    this.linked = linked;
    this.reasons = new Reasons(linked);
  }

  /** An access, why it may meet others, and what that takes for granted. */
  record Judgement(Access access, List<Reason> reasons, List<String> assumptions) {}

  /** Judges an access; empty when there is nothing to say. */
  Optional<Judgement> judge(Discipline discipline, Access bare) {
    MethodRef method = bare.body().ref();
    if (isSameThread(discipline, bare)
        || isOfOneWriter(discipline, bare)
        || holdsSomeObject(bare)) {
      return Optional.empty();
    }
    List<Reason> why = reasons.why(method, bare.slot(), bare.touch().location().path());
    if (why.isEmpty()) {
      return Optional.empty();
    }
    if (OptimisticReads.isUnchecked(bare.body(), bare.event())) {
      return Optional.of(new Judgement(bare, why, List.of()));
    }
    List<String> assumptions = new ArrayList<>();
    assumptions.addAll(why.get(0).assumptions());
    reasons.guess(why, bare.slot()).ifPresent(assumptions::add);
    assumptions.addAll(reasons.callers(method, bare.slot()));
    ofDiscipline(discipline, bare, assumptions);
    if (!bare.touch().kind().writes()) {
      ofRead(bare, assumptions);
    }
    return Optional.of(new Judgement(bare, why, List.copyOf(assumptions)));
  }

  /** A lock object that the body does not name may well be the one that is asked for. */
  private static boolean holdsSomeObject(Access bare) {
    return bare.guards().guards().stream()
        .anyMatch(guard -> guard.lock().root() == AccessPath.Root.UNKNOWN);
  }

  /** Two bodies that only one started thread runs do not meet. */
  private boolean isSameThread(Discipline discipline, Access bare) {
    MethodRef method = bare.body().ref();
    return linked.threads().isConfined(method)
        && discipline.guarded().stream()
            .allMatch(
                other ->
                    linked.threads().isConfined(other.body().ref())
                        && !linked.threads().mayMeet(method, other.body().ref()));
  }

  /** Who makes all the changes may look without the guard. */
  private boolean isOfOneWriter(Discipline discipline, Access bare) {
    return !bare.touch().kind().writes()
        && discipline.coversAllWrites()
        && Discipline.bodies(discipline.guardedWrites()).equals(Set.of(bare.body().ref()))
        && (!isReference(bare)
            || linked.threads().isThreadBody(bare.body().ref())
            || isAfterAll(discipline.guardedWrites(), bare));
  }

  private static boolean isAfterAll(List<Access> writes, Access bare) {
    return writes.stream().allMatch(write -> write.event().step() < bare.event().step());
  }

  /** Of an object, perhaps only whether it is there is asked: double-checked. */
  private static boolean isReference(Access bare) {
    return bare.slot().field().descriptor().length() > 1;
  }

  private void ofDiscipline(Discipline discipline, Access bare, List<String> assumptions) {
    boolean write = bare.touch().kind().writes();
    List<Access> changes = discipline.guardedWrites();
    if (!discipline.declared()
        && !linked.classGuards().isTheRule(bare.slot(), discipline.guard())) {
      if (changes.isEmpty()) {
        assumptions.add("the lock is held elsewhere for the sake of this field");
      }
      if (!discipline.isTheRule()
          && !(discipline.coversAllWrites() && changes.size() > 1)
          && !isDoubleChecked(discipline, bare)) {
        assumptions.add("the guard is the rule, not the exception");
      }
    }
    if (!bare.likely().isEmpty()) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    if (isLifecycle(bare)
        || (!write && changes.stream().allMatch(this::isLifecycle))
        || changes.stream().anyMatch(change -> startsThreadOf(change, bare))) {
      assumptions.add("it happens while others are at work");
      assumptions.add("nobody sees to it that it does not");
    }
    assumptions.addAll(ofMethod(bare.body()));
    if (write && isSetter(bare.body())) {
      assumptions.add("it is set while others are at work");
    }
  }

  Reasons reasons() {
    return reasons;
  }

  /** Returns what has to be assumed for an access to meet another one, of callers and of guards. */
  Set<String> ofMeeting(Slot slot, List<Reason> why, Access here, Access there) {
    MethodRef method = here.body().ref();
    Set<String> assumptions = new LinkedHashSet<>(reasons.callers(method, slot));
    assumptions.addAll(ofMethod(here.body()));
    assumptions.addAll(why.get(0).assumptions());
    reasons.guess(why, slot).ifPresent(assumptions::add);
    if (!here.likely().isEmpty() || !there.likely().isEmpty()) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    return assumptions;
  }

  /** Returns whether one started thread alone runs both. */
  boolean areOfOneThread(Access one, Access other) {
    MethodRef here = one.body().ref();
    MethodRef there = other.body().ref();
    return linked.threads().isConfined(here)
        && linked.threads().isConfined(there)
        && !linked.threads().mayMeet(here, there);
  }

  /** Returns what is assumed of a method of which not all callers are at hand. */
  List<String> ofMethod(MethodSummary body) {
    List<String> assumptions = new ArrayList<>(1);
    boolean known =
        !linked.threads().starts(body.ref()).isEmpty()
            || !linked.threads().arrivals(body.ref()).isEmpty();
    if (!known && (isNested(body) || isHandedOn(body))) {
      assumptions.add("whoever runs it does not hold the guard around it");
    }
    if (!known && !isOpen(body) && !Flags.has(body.access(), Flags.PRIVATE)) {
      assumptions.add("its package calls it from several threads");
    }
    return assumptions;
  }

  private boolean isOpen(MethodSummary body) {
    return (body.access() & (Flags.PUBLIC | Flags.PROTECTED)) != 0
        && linked.program().isPublic(body.ref().owner());
  }

  /** A private method that only lambdas call, or nobody, runs where those are handed to. */
  private boolean isHandedOn(MethodSummary body) {
    return Flags.has(body.access(), Flags.PRIVATE)
        && linked.graph().callers(body).stream()
            .noneMatch(site -> site.kind() == CallSite.Kind.CALL && !isNested(site.caller()));
  }

  /** What configures an object is called before it is put to use. */
  static boolean isSetter(MethodSummary body) {
    return body.ref().name().startsWith("set");
  }

  private boolean isLifecycle(Access access) {
    String name = access.body().ref().name().toLowerCase(Locale.ROOT);
    return Lifecycle.isOf(linked, access) || STARTING.stream().anyMatch(name::contains);
  }

  /** What is written before a thread starts, that thread sees. */
  private boolean startsThreadOf(Access change, Access bare) {
    return linked.threads().isConfined(bare.body().ref())
        && change.body().events().stream()
            .anyMatch(
                event ->
                    event.action() instanceof Invoke invoke
                        && invoke.target().name().equals("start")
                        && invoke.target().descriptor().equals("()V"));
  }

  /** The body of a lambda or of a class without a name runs where it is handed to. */
  private static boolean isNested(MethodSummary body) {
    String type = body.ref().owner().name();
    int inner = type.lastIndexOf('$') + 1;
    return body.ref().isLambda()
        || (inner < type.length() && Character.isDigit(type.charAt(inner)));
  }

  private void ofRead(Access bare, List<String> assumptions) {
    if (followsVolatile(bare)) {
      assumptions.add("the volatile that is read before is not written with it");
    }
    if (UnguardedCollection.isDescriptive(bare)
        || bare.body().ref().name().startsWith("toString")) {
      assumptions.add("its text is asked for while other threads work");
    }
    if (isValue(bare.slot())) {
      if (isGetter(linked, bare)) {
        assumptions.add("an old value does harm to the caller");
      }
      if (looksAgain(bare)) {
        assumptions.add("the second look under the guard comes too late");
      }
    } else if (isOnlyAsked(bare) && looksAgain(bare)) {
      assumptions.add("the second look under the guard comes too late");
    } else if (isGetter(linked, bare) && bare.slot().kind() == Location.Kind.FIELD) {
      assumptions.add("the caller is not content with an old object");
    }
  }

  /** Returns whether nothing is asked of an object but whether it is there, outside the guard. */
  private static boolean isOnlyAsked(Access bare) {
    AccessPath object = bare.touch().location().path();
    int step = bare.event().step();
    return bare.slot().kind() == Location.Kind.FIELD
        && !bare.body().resultSources().contains(step)
        && bare.body().events().stream().anyMatch(event -> event.absence().contains(step))
        && bare.body().events().stream()
            .filter(event -> event.held().isEmpty() && event.step() > step)
            .noneMatch(event -> uses(event, object));
  }

  private static boolean uses(Event event, AccessPath object) {
    if (event.action() instanceof Invoke invoke) {
      return invoke.paths().contains(object);
    }
    return event.action() instanceof Touch touch
        && (touch.location().path().equals(object) || isWithin(touch.location().path(), object));
  }

  private static boolean isWithin(AccessPath path, AccessPath object) {
    return !path.isBare() && path.parent().equals(object);
  }

  /** A second look under the guard, by the one who makes what is missing, says what it is for. */
  private boolean isDoubleChecked(Discipline discipline, Access bare) {
    return discipline.coversAllWrites()
        && Discipline.bodies(discipline.guardedWrites()).equals(Set.of(bare.body().ref()))
        && looksAgain(bare)
        && bare.slot().field().descriptor().startsWith("L")
        && isMadeOfChangingFields(new ClassRef(bare.slot().field().typeName()));
  }

  /** Final fields are seen complete by whoever gets hold of the object (JLS 17.5). */
  private boolean isMadeOfChangingFields(ClassRef type) {
    ClassSummary summary = linked.program().type(type);
    return summary != null
        && summary.fields().stream().anyMatch(field -> (field.access() & FIXED) == 0);
  }

  /** Returns whether what the field holds cannot be seen half done. */
  private boolean isValue(Slot slot) {
    return slot.kind() == Location.Kind.FIELD
        && (slot.field().descriptor().length() == 1
            || linked
                .program()
                .traits(new ClassRef(slot.field().typeName()))
                .contains(Trait.IMMUTABLE));
  }

  /** Returns whether a body only returns what it read, which is one thing. */
  static boolean isGetter(Linked linked, Access bare) {
    MethodSummary body = bare.body();
    int step = bare.event().step();
    return body.resultSources().contains(step)
        && body.events().stream()
            .allMatch(
                event ->
                    !event.control().contains(step)
                        && (event.action() instanceof Invoke
                            || isOfSameField(linked, event, bare)));
  }

  private static boolean isOfSameField(Linked linked, Event event, Access bare) {
    Slot slot =
        event.action() instanceof Touch touch ? linked.accesses().slot(touch.location()) : null;
    return slot != null && slot.field().equals(bare.slot().field());
  }

  /** Returns whether a volatile of the same class, read before, may bring the value along. */
  private boolean followsVolatile(Access bare) {
    for (Event event : bare.body().events()) {
      if (event.step() < bare.event().step() && event.action() instanceof Touch touch) {
        Slot slot = linked.accesses().slot(touch.location());
        if (slot != null
            && slot.field().owner().equals(bare.slot().field().owner())
            && isVolatile(slot)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isVolatile(Slot slot) {
    return slot.kind() == Location.Kind.FIELD
        ? Flags.has(linked.program().access(slot.field()), Flags.VOLATILE)
        : linked.contents().of(slot) == Trait.ATOMIC;
  }

  /** Returns whether the body reads the same again under a guard. */
  private boolean looksAgain(Access bare) {
    for (Event event : bare.body().events()) {
      if (event.step() > bare.event().step()
          && !event.held().isEmpty()
          && event.action() instanceof Touch touch
          && bare.slot().equals(linked.accesses().slot(touch.location()))) {
        return true;
      }
    }
    return false;
  }
}

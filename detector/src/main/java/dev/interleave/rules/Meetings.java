package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Trait;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Start;
import dev.interleave.link.Use;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether two threads may be in one method that uses something outside memory, and what guards it.
 */
final class Meetings {
  private static final int DEEPEST = 4;
  private static final int MOST = 30;

  private final Linked linked;
  private final Map<String, Held> locking = new HashMap<>();

  /** A point of a body at which it holds a lock. */
  private record Held(MethodSummary body, Event event) {}

  Meetings(Linked linked) {
    this.linked = linked;
    for (MethodSummary body : linked.graph().holding()) {
      Event first = firstUnderLock(body);
      if (first != null && !linked.program().isConventional(body.ref())) {
        locking.putIfAbsent(body.ref().owner().outermost(), new Held(body, first));
      }
    }
  }

  /** A lock of the class guards what is static, and says nothing of its objects. */
  private static @Nullable Event firstUnderLock(MethodSummary body) {
    for (Event event : body.events()) {
      for (Guard guard : event.held().guards()) {
        if (guard.lock().root() != AccessPath.Root.NAMED) {
          return event;
        }
      }
    }
    return null;
  }

  private String text(Held lock) {
    MethodSummary body = lock.body;
    String guards = String.join(" and ", new Wording(linked).guards(body, lock.event.held()));
    String where = linked.program().place(body.ref(), lock.event.span()).shortForm();
    return Wording.method(body.ref()) + " holds " + guards + " at " + where;
  }

  /** Returns why two threads may be in a method at once, strongest first. */
  Optional<Reason> why(MethodRef method) {
    Optional<Reason> led = led(method);
    if (led.isPresent()) {
      return led;
    }
    String called = Wording.method(method) + " is called by several threads";
    for (Start start : linked.threads().starts(method)) {
      if (linked.threads().isReachable(method)) {
        String meanwhile = Wording.method(method) + " is called while that thread runs";
        return Optional.of(Reason.spawned(start, meanwhile));
      }
    }
    return Optional.ofNullable(declared(method.owner()))
        .filter(text -> linked.threads().isReachable(method))
        .map(text -> new Reason(Kind.DECLARED, text, called));
  }

  /** That several threads are in a method that leads there is a proof, too: nobody owns a file. */
  private Optional<Reason> led(MethodRef method) {
    Set<MethodRef> seen = new LinkedHashSet<>(Set.of(method));
    List<MethodRef> layer = List.of(method);
    for (int depth = 0; depth < DEEPEST && !layer.isEmpty(); depth++) {
      List<MethodRef> next = new ArrayList<>();
      for (MethodRef called : layer) {
        Optional<Reason> here = shown(called);
        if (here.isPresent()) {
          String text = here.get().text() + ", and leads to " + Wording.method(method);
          return called.equals(method) ? here : here.map(reason -> reason.saying(text));
        }
        linked.graph().callers(called).stream()
            .filter(site -> !site.kind().isElsewhere() && site.held().isEmpty())
            .map(site -> site.caller().ref())
            .filter(seen::add)
            .forEach(next::add);
      }
      layer = next.subList(0, Math.min(next.size(), MOST));
    }
    return Optional.empty();
  }

  /** Returns the proof that two threads may be in a method at once, where there is one. */
  Optional<Reason> shown(MethodRef method) {
    for (Start start : linked.threads().starts(method)) {
      if (start.many()) {
        return Optional.of(Reason.spawned(start, ""));
      }
    }
    return linked.threads().arrivals(method).stream()
        .filter(arrival -> !arrival.serial())
        .findFirst()
        .map(arrival -> new Reason(Kind.ENTERED, arrival.why(), ""));
  }

  private @Nullable String declared(ClassRef owner) {
    Held lock = locking.get(owner.outermost());
    if (lock != null) {
      return text(lock);
    }
    if (linked.program().isDeclaredThreadSafe(owner)) {
      return owner.simpleName() + " is declared thread-safe";
    }
    ClassSummary type = linked.program().type(owner);
    for (FieldDeclaration field : type == null ? List.<FieldDeclaration>of() : type.fields()) {
      if (linked
          .program()
          .traits(new ClassRef(field.ref().typeName()))
          .contains(Trait.CONCURRENT)) {
        return "`" + field.ref().name() + "` is of a type for several threads";
      }
    }
    return null;
  }

  /** Returns the guards round a use, those that all callers hold included. */
  private GuardSet guards(MethodSummary body, Use use) {
    return linked.accesses().guards(body, use.guards());
  }

  /** Returns whether one guard, taken once, is held at both uses. */
  boolean isWhole(MethodSummary body, Use first, Use second) {
    return over(body, first, second).findAny().isPresent();
  }

  /** Returns whether one guard, of which the program has but one, is held so. */
  boolean isWholeInProgram(MethodSummary body, Use first, Use second) {
    return over(body, first, second).anyMatch(guard -> isOne(guard.lock()));
  }

  private Stream<Guard> over(MethodSummary body, Use first, Use second) {
    List<Guard> later = guards(body, second).guards();
    return guards(body, first).guards().stream()
        .filter(Guard::isExclusive)
        .filter(
            one -> later.stream().anyMatch(it -> one.sameLock(it) && one.epoch() == it.epoch()));
  }

  /** Returns whether a use is alone: under a guard that keeps all others out. */
  boolean isAlone(MethodSummary body, Use use) {
    GuardSet hoped = linked.accesses().likely(body);
    return guards(body, use).plusAll(hoped).guards().stream().anyMatch(Guard::isExclusive);
  }

  /** The monitor of a class, or what a static field holds. */
  private static boolean isOne(AccessPath lock) {
    return lock.root() == Root.NAMED
        ? lock.label().endsWith(".class")
        : lock.root() == Root.GLOBAL && lock.fields().size() == 1;
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.ir.AnnotationFacts;
import dev.interleave.knowledge.Knowledge.Meaning;
import dev.interleave.knowledge.Knowledge.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.ClassSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for proof that a location is used by several threads at once. */
final class Reasons {
  private final Linked linked;

  Reasons(Linked linked) {
    this.linked = linked;
  }

  /** Returns the reasons why a method may meet other users of a slot, strongest first. */
  List<Reason> why(MethodRef method, Slot slot) {
    List<Reason> reasons = new ArrayList<>();
    spawned(method, slot).ifPresent(reasons::add);
    entered(method, slot).ifPresent(reasons::add);
    declared(method, slot).ifPresent(reasons::add);
    if (reasons.isEmpty()) {
      reachable(method, slot).ifPresent(reasons::add);
    }
    return reasons;
  }

  private Optional<Reason> spawned(MethodRef method, Slot slot) {
    List<Threads.Start> mine = linked.threads().starts(method);
    for (Threads.Start start : mine) {
      if (start.many()) {
        return Optional.of(new Reason(Kind.SPAWNED, start.text(), ""));
      }
    }
    for (Access other : linked.accesses().of(slot)) {
      MethodRef there = other.body().ref();
      boolean writes = other.touch().kind().writes();
      if (!writes || there.equals(method)) {
        continue;
      }
      List<Threads.Start> theirs = linked.threads().starts(there);
      if (!mine.isEmpty() && !theirs.equals(mine)) {
        return Optional.of(
            new Reason(
                Kind.SPAWNED, mine.get(0).text() + ", while others call " + name(there), ""));
      }
      if (mine.isEmpty() && !theirs.isEmpty()) {
        return Optional.of(new Reason(Kind.SPAWNED, theirs.get(0).text(), ""));
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> entered(MethodRef method, Slot slot) {
    for (Threads.Arrival arrival : linked.threads().arrivals(method)) {
      return Optional.of(new Reason(Kind.ENTERED, arrival.why(), ""));
    }
    for (Access other : linked.accesses().of(slot)) {
      for (Threads.Arrival arrival : linked.threads().arrivals(other.body().ref())) {
        return Optional.of(
            new Reason(
                Kind.ENTERED,
                arrival.why(),
                name(method) + " runs on another thread than the caller of "
                    + name(other.body().ref())));
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> declared(MethodRef method, Slot slot) {
    String called = name(method) + " is called by several threads";
    Optional<String> chosen = chosen(slot);
    if (chosen.isPresent()) {
      return Optional.of(new Reason(Kind.DECLARED, chosen.get(), called));
    }
    for (Access other : linked.accesses().of(slot)) {
      if (!other.exclusive().isEmpty() && isRelated(other)) {
        String guard =
            String.join(
                " and ", new Wording(linked).guards(other.body(), other.guards()));
        String where = linked.program().place(other.body().ref(), other.event().span()).shortForm();
        String text =
            name(other.body().ref()) + " holds " + guard + " for `" + slot.field().name() + "` at "
                + where;
        return Optional.of(new Reason(Kind.DECLARED, text, called));
      }
    }
    return promised(slot.field().owner()).map(text -> new Reason(Kind.DECLARED, text, called));
  }

  /** A guard speaks for a location when it is of the same object or of the same class. */
  private static boolean isRelated(Access access) {
    for (String name : access.exclusive()) {
      if (name.startsWith("own")
          || name.contains(access.slot().field().owner().name())
          || name.equals(access.slot().field().owner().binaryName() + ".class")) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> chosen(Slot slot) {
    int access = linked.program().access(slot.field());
    String name = "`" + slot.field().name() + "`";
    if (slot.kind() == Location.Kind.FIELD) {
      return access >= 0 && Flags.has(access, Flags.VOLATILE)
          ? Optional.of(name + " is volatile, so other threads are meant to use it")
          : Optional.empty();
    }
    for (int elements = slot.elements(); elements >= 0; elements--) {
      Trait trait =
          linked.contents().of(new Slot(slot.field(), Location.Kind.CONTENT, elements));
      if (trait == Trait.CONCURRENT
          || trait == Trait.ATOMIC
          || trait == Trait.SYNCHRONIZED
          || trait == Trait.COPYONWRITE) {
        return Optional.of(
            name + " holds a thread-safe object, so other threads are meant to use it");
      }
    }
    return Optional.empty();
  }

  private Optional<String> promised(ClassRef owner) {
    ClassSummary type = linked.program().type(owner);
    if (type == null) {
      return Optional.empty();
    }
    for (AnnotationFacts annotation : type.annotations()) {
      if (linked.program().knowledge().meaning(annotation.type()).orElse(null)
          == Meaning.THREADSAFE) {
        return Optional.of(owner.simpleName() + " is declared thread-safe");
      }
    }
    if (type.superclass() != null
        && linked.program().traits(type.superclass()).contains(Trait.SYNCHRONIZED)) {
      return Optional.of(
          owner.simpleName() + " extends " + type.superclass().simpleName()
              + ", which is thread-safe");
    }
    return Optional.empty();
  }

  private Optional<Reason> reachable(MethodRef method, Slot slot) {
    int access = linked.program().access(slot.field());
    if (access >= 0
        && Flags.has(access, Flags.STATIC)
        && linked.threads().isReachable(method)
        && !method.isClassInitializer()) {
      return Optional.of(
          new Reason(
              Kind.REACHABLE,
              "`" + slot.field().name() + "` is static: every thread that calls "
                  + name(method) + " shares it",
              name(method) + " is called by several threads"));
    }
    return Optional.empty();
  }

  private static String name(MethodRef method) {
    return Wording.method(method);
  }
}

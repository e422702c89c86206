package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.Optional;
import java.util.regex.Pattern;

/** Proof of sharing by the company that a location keeps: what was made for threads beside it. */
final class Company {
  private static final Pattern ENTERING = Pattern.compile("add|put|offer|push|compute|merge|set");

  private final Linked linked;

  Company(Linked linked) {
    this.linked = linked;
  }

  /** Returns why a method that uses a slot has company of other threads. */
  Optional<Reason> of(MethodRef method, Slot slot) {
    return beside(method, slot).or(() -> inside(method, slot));
  }

  /**
   * The body that touches the slot also writes to something that is there for other threads; beside
   * a counter, looking into it is enough.
   */
  private Optional<Reason> beside(MethodRef method, Slot slot) {
    MethodSummary body = linked.program().body(method);
    if (body == null) {
      return Optional.empty();
    }
    for (Event event : body.events()) {
      if (event.action() instanceof Touch touch && (slot.isNumber() || isEntry(touch))) {
        Slot beside = linked.accesses().slot(touch.location());
        if (beside != null
            && isShelf(touch, beside)
            && !beside.field().equals(slot.field())
            && beside.field().owner().equals(slot.field().owner())
            && linked.threads().isReachable(method)) {
          Optional<String> chosen = chosen(beside);
          if (chosen.isPresent()) {
            return Optional.of(
                new Reason(
                    Kind.DECLARED,
                    Wording.method(method)
                        + (touch.kind().writes() ? " also writes to `" : " also looks into `")
                        + beside.field().name()
                        + "`, which is there for several threads",
                    Wording.method(method) + " is called by several threads"));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What changes inside an atomic step on an entry changes beside the steps on other entries. */
  private Optional<Reason> inside(MethodRef method, Slot slot) {
    MethodSummary body = linked.program().body(method);
    boolean changes =
        linked.accesses().of(slot).stream()
            .anyMatch(a -> a.touch().kind().writes() && a.body().ref().equals(method));
    GuardSet around =
        body == null || !changes ? GuardSet.NONE : linked.accesses().guards(body, GuardSet.NONE);
    for (Guard guard : around.guards()) {
      FieldRef map = guard.lock().lastField();
      if (guard.mode() == Guard.Mode.ENTRY
          && map != null
          && !map.equals(slot.field())
          && linked.threads().isReachable(method)
          && linked.contents().of(new Slot(linked.program().resolve(map), Location.Kind.CONTENT, 0))
              == Trait.CONCURRENT) {
        return Optional.of(
            new Reason(
                Kind.DECLARED,
                Wording.method(method)
                    + " works on one entry of `"
                    + map.name()
                    + "`, others on others",
                Wording.method(method) + " is called by several threads"));
      }
    }
    return Optional.empty();
  }

  /** A collection; one who only looks into a queue may be the one who takes things out of it. */
  private boolean isShelf(Touch touch, Slot beside) {
    return beside.kind() == Location.Kind.CONTENT
        && (touch.kind().writes() || !linked.program().isQueue(beside.field()))
        && linked.contents().of(beside) != Trait.ATOMIC;
  }

  /** Who puts something in works for others; who takes it out may be the only one who does. */
  private static boolean isEntry(Touch touch) {
    return touch.kind().writes() && ENTERING.matcher(touch.through()).lookingAt();
  }

  /** Returns how a field shows that its object was made for several threads. */
  Optional<String> chosen(Slot slot) {
    int access = linked.program().access(slot.field());
    String name = "`" + slot.field().name() + "`";
    if (slot.kind() == Location.Kind.FIELD) {
      return access >= 0 && Flags.has(access, Flags.VOLATILE)
          ? Optional.of(name + " is volatile, so other threads are meant to use it")
          : Optional.empty();
    }
    for (int elements = slot.elements(); elements >= 0; elements--) {
      Trait trait = linked.contents().of(new Slot(slot.field(), Location.Kind.CONTENT, elements));
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
}

package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Effect;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Update;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a volatile field looks like one that a single thread writes for others to read: being
 * volatile alone says that there are readers, not that there are several writers.
 */
final class Writers {
  private final Linked linked;

  Writers(Linked linked) {
    this.linked = linked;
  }

  /** Returns whether nothing but being volatile speaks for a second writer. */
  boolean isOneByDesign(Update update, List<Reason> why) {
    int access = linked.program().access(update.slot().field());
    boolean alone =
        update.slot().kind() == Location.Kind.FIELD
            && access >= 0
            && Flags.has(access, Flags.VOLATILE)
            && why.stream().allMatch(Reason::isDeclared);
    if (!alone || !update.data()) {
      return false;
    }
    return update.slot().field().descriptor().length() > 1
        ? !isCollection(update)
        : !isInPlace(update) && writers(update).size() < 2;
  }

  /**
   * Returns whether the choice of a type is all there is, in code that not everybody can call: the
   * choice would be the same if others only read.
   */
  boolean isForReaders(Update update, List<Reason> why) {
    if (why.stream().anyMatch(reason -> reason.kind() != Reason.Kind.CHOSEN)) {
      return false;
    }
    if (update.slot().kind() == Location.Kind.FIELD) {
      return update.data() ? isPrivate(update.body()) : !isOpen(update.body());
    }
    boolean number = linked.contents().of(update.slot()) == Trait.ATOMIC;
    return !number && !(update.absence() ? isOpen(update.body()) : isForAll(update.body()));
  }

  /** Returns whether everybody can call a method, or one that calls it. */
  private boolean isOpen(MethodSummary body) {
    return isForAll(body)
        || linked.graph().callers(body).stream()
            .anyMatch(site -> site.kind() == CallSite.Kind.CALL && isForAll(site.caller()));
  }

  private static boolean isPrivate(MethodSummary body) {
    return Flags.has(body.access(), Flags.PRIVATE) && !Flags.has(body.access(), Flags.SYNTHETIC);
  }

  /** Returns whether a method is there for everybody. */
  private boolean isForAll(MethodSummary body) {
    boolean open =
        Flags.has(body.access(), Flags.PUBLIC) || Flags.has(body.access(), Flags.SYNTHETIC);
    return open && !linked.program().isInner(body.ref().owner());
  }

  /** A collection that is copied, changed and replaced loses what others replaced it with. */
  private boolean isCollection(Update update) {
    String type = update.slot().field().typeName();
    Set<Trait> traits = linked.program().traits(new ClassRef(type));
    return type.startsWith("[")
        || traits.contains(Trait.UNGUARDED)
        || linked.program().hierarchy().isA(new ClassRef(type), new ClassRef("java/util/Map"))
        || linked
            .program()
            .hierarchy()
            .isA(new ClassRef(type), new ClassRef("java/util/Collection"));
  }

  /** Returns whether a number is changed by what stands beside it, as in {@code n += 2}. */
  private static boolean isInPlace(Update update) {
    Effect write = update.write();
    if (!write.calls().isEmpty() || write.touch().value() == null) {
      return !write.calls().isEmpty();
    }
    Sources sources = write.touch().value().sources();
    boolean adjacent = true;
    for (Event event : update.body().events()) {
      boolean between = event.step() > update.read().step() && event.step() < write.step();
      boolean isRead =
          event.action() instanceof Touch touch
              && touch.kind() == AccessKind.READ
              && sources.contains(event.step());
      adjacent &= !between || isRead || event.action() instanceof Acquire;
    }
    return adjacent;
  }

  private Set<MethodRef> writers(Update update) {
    Set<MethodRef> writers = new HashSet<>();
    for (Access access : linked.accesses().of(update.slot())) {
      if (access.touch().kind().writes() && !linked.ownership().isConstructing(access.body())) {
        writers.add(access.body().ref());
      }
    }
    return writers;
  }
}

package dev.interleave.link;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Guard;
import dev.interleave.domain.GuardSet;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.knowledge.CallEffect.Flag;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the updates of the program that nothing makes whole. */
public final class Updates {
  private final Program program;
  private final Effects effects;
  private final Accesses accesses;
  private final Ownership ownership;
  private final LockAliases aliases;

  Updates(
      Program program,
      Effects effects,
      Accesses accesses,
      Ownership ownership,
      LockAliases aliases) {
    this.program = program;
    this.effects = effects;
    this.accesses = accesses;
    this.ownership = ownership;
    this.aliases = aliases;
  }

  /** Returns the torn updates, those that helpers make included, in the order of the bodies. */
  List<Update> torn(LentUpdates lent) {
    List<Update> all = new ArrayList<>();
    for (MethodSummary body : program.bodies()) {
      if (!accesses.isOutOfQuestion(body)) {
        all.addAll(lent.of(body));
        ofBody(body, all);
      }
    }
    return all;
  }

  private void ofBody(MethodSummary body, List<Update> all) {
    for (Event write : body.events()) {
      for (Effect effect : effects.writes(body, write)) {
        if (matters(body, effect) && !isClaimed(body, write)) {
          Update update = tear(body, write, effect);
          update = update == null ? copied(body, write, effect) : update;
          if (update != null) {
            all.add(update);
          }
        }
      }
    }
  }

  private boolean matters(MethodSummary body, Effect effect) {
    AccessPath path = effect.location().path();
    return accesses.slot(effect.location()) != null
        && (!effect.touch().verified() || isGivenUp(body, effect))
        && !ownership.isOwned(body, path)
        && !(path.root() == Root.UNKNOWN && path.number() == Frames.NOWHERE.number());
  }

  /**
   * Returns whether a body makes something of what it read, tries to put it there by an atomic
   * step, and does not look whether it got there.
   */
  private boolean isGivenUp(MethodSummary body, Effect effect) {
    Operand value = effect.touch().value();
    return value != null
        && effect.calls().isEmpty()
        && (value.path().root() == Root.FRESH
            || effect.touch().receiverType().endsWith("Integer")
            || effect.touch().receiverType().endsWith("Long"))
        && !body.looksAt(effect.step())
        && !isAskedFirst(body, effect)
        && !isUsedOtherwise(body, effect, value);
  }

  /**
   * Where a look decides that there is something to do, the next look finds what is still to do.
   */
  private boolean isAskedFirst(MethodSummary body, Effect effect) {
    Sources control = effect.event().control();
    for (int i = 0; i < control.size(); i++) {
      if (effects.readsAt(body, control.get(i), effect.location())) {
        return true;
      }
    }
    return false;
  }

  /** What a body goes on with by itself, or returns, is not lost. */
  private static boolean isUsedOtherwise(MethodSummary body, Effect effect, Operand made) {
    boolean goesOn =
        body.events().stream()
            .filter(event -> event.step() > effect.step())
            .anyMatch(
                event ->
                    event.action() instanceof Invoke call && call.paths().contains(made.path()));
    return made.path().root() == Root.FRESH
        && (goesOn || body.resultSources().meets(made.sources()));
  }

  /** Returns the update that ends in a write, or null when there is none or it is whole. */
  private @Nullable Update tear(MethodSummary body, Event event, Effect write) {
    Sources data = Effects.dataSources(event, write);
    // what is looked at again under the guard was looked at before in vain
    Update torn = tear(body, event, write, data, true);
    return torn != null ? torn : tear(body, event, write, event.control(), false);
  }

  private @Nullable Update tear(
      MethodSummary body, Event event, Effect write, Sources dependence, boolean byData) {
    Update found = null;
    for (int i = 0; i < dependence.size(); i++) {
      int step = dependence.get(i);
      for (Effect read : step == event.step() ? List.<Effect>of() : readsAt(body, step)) {
        if (!isRead(read) || !read.location().overlaps(write.location())) {
          continue;
        }
        if (isWhole(body, read, write) || (!byData && isSettled(body, read, write, event))) {
          return null;
        }
        boolean absence = event.absence().contains(step) || read.touch().existence();
        found = better(found, update(body, read, write, byData, absence));
      }
    }
    return found;
  }

  /** The results of two atomic steps can be written down in the other order. */
  private @Nullable Update copied(MethodSummary body, Event event, Effect write) {
    if (write.location().kind() != Location.Kind.FIELD) {
      return null;
    }
    Sources data = Effects.dataSources(event, write);
    for (int i = 0; i < data.size(); i++) {
      for (Event step : body.at(data.get(i))) {
        if (step.action() instanceof Touch touch
            && isAtomicStep(touch)
            && haveOneHolder(touch.location().path(), write.location().path())) {
          Effect read = Effects.direct(body, step, touch);
          return isWhole(body, read, write) ? null : update(body, read, write, true, false);
        }
      }
    }
    return null;
  }

  private boolean isAtomicStep(Touch touch) {
    return touch.kind() == AccessKind.UPDATE
        && !touch.verified()
        && program.traits(new ClassRef(touch.receiverType())).contains(Trait.ATOMIC);
  }

  private static boolean haveOneHolder(AccessPath first, AccessPath second) {
    return !first.isBare()
        && !second.isBare()
        && (first.root() == Root.GLOBAL
            ? second.root() == Root.GLOBAL && first.fields().size() == second.fields().size()
            : first.parent().equals(second.parent()));
  }

  private List<Effect> readsAt(MethodSummary body, int step) {
    List<Effect> all = List.of();
    for (Event event : body.at(step)) {
      List<Effect> here = effects.reads(body, event);
      if (!here.isEmpty()) {
        all = all.isEmpty() ? here : Stream.concat(all.stream(), here.stream()).toList();
      }
    }
    return all;
  }

  /** Returns whether only the thread whose compare-and-set succeeded gets to an event. */
  private static boolean isClaimed(MethodSummary body, Event event) {
    for (int i = 0; i < event.control().size(); i++) {
      for (Event other : body.at(event.control().get(i))) {
        if (other.step() != event.step() && verifies(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean verifies(Event event) {
    if (event.action() instanceof Touch touch) {
      return touch.verified();
    }
    return event.action() instanceof Invoke invoke
        && invoke.effect() != null
        && (invoke.effect().has(Flag.VERIFY)
            || invoke.effect().has(Flag.CONFINES)
            || invoke.effect().has(Flag.CURRENT));
  }

  /**
   * Who passed a check and changed what it asks for under one guard has taken the work on: the next
   * one is turned away, whatever is written later.
   */
  private boolean isTaken(MethodSummary body, Effect read, Event last) {
    for (Event event : read.calls().isEmpty() ? body.events() : List.<Event>of()) {
      if (event.step() != last.step()
          && event.control().contains(read.step())
          && event.action() instanceof Touch touch
          && touch.kind().writes()
          && touch.location().overlaps(read.location())
          && isWhole(body, read, Effects.direct(body, event, touch))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a write that a look decides does no harm, though others may come between. */
  private boolean isSettled(MethodSummary body, Effect read, Effect write, Event last) {
    return isTaken(body, read, last)
        || isAskedAgain(body, read, write)
        || mayWaitBetween(body, read, write);
  }

  /** A body that waits on one of its ways may not come from there to what the look decides. */
  private static boolean mayWaitBetween(MethodSummary body, Effect read, Effect write) {
    return body.events().stream()
        .filter(event -> event.step() > read.step() && event.step() < write.step())
        .filter(event -> event.action() instanceof Invoke call && call.has(Flag.AWAITS))
        .anyMatch(
            event ->
                read.guards().guards().stream()
                    .anyMatch(lock -> event.held().holds(lock) && write.guards().holds(lock)));
  }

  /**
   * Who looks once more after he has waited under the lock, before he lets it go, does not act on
   * what he saw first.
   */
  private boolean isAskedAgain(MethodSummary body, Effect read, Effect write) {
    return read.calls().isEmpty()
        && write.calls().isEmpty()
        && read.guards().guards().stream().anyMatch(write.guards()::holds)
        && body.events().stream()
            .filter(event -> event.step() > read.step() && event.step() < write.step())
            .flatMap(event -> effects.reads(body, event).stream())
            .anyMatch(
                again ->
                    again.location().overlaps(write.location()) && isWhole(body, again, write));
  }

  private @Nullable Update update(
      MethodSummary body, Effect read, Effect write, boolean byData, boolean absence) {
    Slot slot = accesses.slot(write.location());
    return slot == null ? null : new Update(body, read, write, slot, byData, absence);
  }

  private static @Nullable Update better(@Nullable Update first, @Nullable Update second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    if (first.data() != second.data()) {
      return first.data() ? first : second;
    }
    return second.read().step() > first.read().step() ? second : first;
  }

  private static boolean isRead(Effect read) {
    Touch touch = read.touch();
    return touch.kind() == AccessKind.READ
        || (touch.kind() == AccessKind.ITERATE && read.location().kind() == Location.Kind.FIELD);
  }

  private boolean isWhole(MethodSummary body, Effect read, Effect write) {
    GuardSet first = accesses.guards(body, aliases.canonical(read.guards()));
    GuardSet second = accesses.guards(body, aliases.canonical(write.guards()));
    for (Guard left : first.guards()) {
      for (Guard right : second.guards()) {
        if (right.holdsSince(left) && covers(right, write)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A monitor of one object does not keep the threads of others from a static, and that of an
   * object which is replaced keeps out nobody who comes after.
   */
  private static boolean covers(Guard guard, Effect write) {
    AccessPath path = write.location().path();
    boolean ofAll = path.root() == Root.GLOBAL && path.fields().size() == 1;
    boolean replaced = write.location().kind() == Location.Kind.FIELD && guard.lock().equals(path);
    return guard.covers(path) && !replaced && !(ofAll && guard.lock().root() == Root.PARAM);
  }
}

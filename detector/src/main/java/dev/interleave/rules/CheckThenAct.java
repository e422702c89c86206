package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Effect;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether it does harm when two threads pass one check, and both do what it decides. */
final class CheckThenAct {
  /** What is assumed of a value that two threads make alike. */
  static final String EQUAL = "it matters which of two equal values is kept";

  /** What is assumed of the work that two threads do alike. */
  static final String TWICE = "making it twice does harm";

  private static final ClassRef LIST = new ClassRef("java/util/List");
  private static final ClassRef QUEUE = new ClassRef("java/util/Queue");

  private static final Pattern OUTDATING =
      Pattern.compile("invalidate|refresh|update|reload|clear|reset|flush|.*[cC]hanged");

  private static final Pattern LOG = Pattern.compile(".*Log(ger)?");

  private static final Pattern FILLING =
      Pattern.compile("(set|add|put|register|load|fill)([A-Z]|$)");

  private final Linked linked;
  private final Map<List<Object>, Set<Slot>> together = new HashMap<>();

  CheckThenAct(Linked linked) {
    this.linked = linked;
    for (Update update : linked.torn()) {
      if (!update.data() && update.slot().kind() == Location.Kind.FIELD) {
        together.computeIfAbsent(occasion(update), o -> new HashSet<>()).add(update.slot());
      }
    }
  }

  private void ofRemoval(Update update, List<String> assumptions) {
    if (isRemovalOfTheSeen(update)) {
      assumptions.add("another value is there by then, and must stay");
      if (holdsLockOfTheSeen(update)) {
        assumptions.add("it is put there without the lock of what was there");
      }
    }
  }

  private static boolean holdsLockOfTheSeen(Update update) {
    AccessPath seen = update.write().location().path().then(AccessPath.ELEMENT);
    return update.write().guards().guards().stream()
        .anyMatch(guard -> guard.lock().startsWith(seen));
  }

  /** Adds what has to be assumed of a check and the write that it decides. */
  void doubt(Update update, List<String> assumptions) {
    Operand value = update.write().touch().value();
    if (value == null) {
      ofRemoval(update, assumptions);
      return;
    }
    if (update.slot().kind() == Location.Kind.FIELD) {
      if (!doesHarm(update, value) && !isOneOfSeveral(update)) {
        assumptions.add("an older value may not replace a newer one");
        assumptions.add("acting twice does harm");
      }
    } else if (isReplacement(update, value)) {
      assumptions.add("an older value may not replace a newer one");
    } else if (isReset(value) && !startsThread(update)) {
      assumptions.add("acting twice on one signal does harm");
    } else if (update.absence()
        && !isSequence(update)
        && !isRegistered(update, value)
        && !(isAdded(update) && isClaim(update))
        && (isAdded(update) || !isMutable(update, value))) {
      assumptions.add(EQUAL);
      if (value.path().root() != AccessPath.Root.PARAM) {
        assumptions.add(TWICE);
      }
    }
  }

  private boolean doesHarm(Update update, Operand value) {
    boolean constant = value.path().root() == AccessPath.Root.NAMED;
    boolean direct = update.write().calls().isEmpty();
    return isTaken(linked, update)
        || (isSplit(update) && direct && !constant)
        || isMissingObject(update, value)
        || isTakenBack(update)
        || isFilledLate(update);
  }

  /** A key that is removed for the value that it has, whatever that value holds. */
  private boolean isRemovalOfTheSeen(Update update) {
    AccessPath key = update.write().touch().location().key();
    if (key == null || !Objects.equals(key, update.read().touch().location().key())) {
      return false;
    }
    Slot slot = update.slot();
    Slot inside = new Slot(slot.field(), Location.Kind.CONTENT, slot.elements() + 1);
    return update.body().events().stream()
        .noneMatch(
            event ->
                event.action() instanceof Touch touch
                    && inside.equals(linked.accesses().slot(touch.location())));
  }

  /** The same check decides on several fields, which then no longer belong together. */
  private boolean isOneOfSeveral(Update update) {
    long others =
        together.getOrDefault(occasion(update), Set.of()).stream()
            .filter(slot -> isVolatile(slot) || !isVolatile(update.slot()))
            .count();
    return !update.absence() && others > 1;
  }

  private boolean isVolatile(Slot slot) {
    int access = linked.program().access(slot.field());
    return access >= 0 && Flags.has(access, Flags.VOLATILE);
  }

  /** The check and the write each take the same lock, and let go of it between. */
  private static boolean isSplit(Update update) {
    for (Guard first : update.read().guards().guards()) {
      for (Guard second : update.write().guards().guards()) {
        if (first.lock().equals(second.lock())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns whether what was found under a lock is handed on, and taken away under that lock only
   * later: what is found there by then is handed on by nobody.
   */
  static boolean isTaken(Linked linked, Update update) {
    int found = update.read().step();
    Operand value = update.write().touch().value();
    return update.slot().kind() == Location.Kind.FIELD
        && update.slot().field().descriptor().length() > 1
        && value != null
        && value.path().root() == AccessPath.Root.NAMED
        && value.path().label().equals("null")
        && isSplit(update)
        && linked.accesses().of(update.slot()).stream().anyMatch(CheckThenAct::isPutAnyway)
        && (update.body().resultSources().contains(found)
            || update.body().events().stream()
                .filter(event -> event.step() < update.write().step())
                .anyMatch(
                    event -> isHanded(event.action(), found) || isKept(event.action(), update)));
  }

  /** Who puts something only where nothing is never replaces what was not taken yet. */
  private static boolean isPutAnyway(Access access) {
    Operand value = access.touch().value();
    boolean nothing =
        value == null
            || (value.path().root() == AccessPath.Root.NAMED
                && value.path().label().equals("null"));
    return access.touch().kind().writes() && !nothing && access.event().absence().isEmpty();
  }

  private static boolean isKept(Action action, Update update) {
    return action instanceof Touch touch
        && touch.value() != null
        && touch.value().path().equals(update.read().location().path());
  }

  private static boolean isHanded(Action action, int found) {
    return action instanceof Invoke call
        && call.operands().stream()
            .skip(call.dispatch() == Dispatch.STATIC ? 0 : 1)
            .anyMatch(operand -> operand.sources().contains(found));
  }

  private static List<Object> occasion(Update update) {
    List<CallSite> calls = update.write().calls();
    Event deciding = calls.isEmpty() ? update.write().event() : calls.get(0).event();
    return List.of(update.body().ref(), deciding.control());
  }

  /** An object that is made when it is missing, and that is more than a value. */
  private boolean isMissingObject(Update update, Operand value) {
    Slot content = new Slot(update.slot().field(), Location.Kind.CONTENT, 0);
    return update.absence()
        && (isRegistry(value)
            || (isStateful(update, value)
                && (isIdentity(value)
                    || linked.accesses().of(content).stream()
                        .anyMatch(a -> a.touch().kind().writes()))));
  }

  /** An object made here that holds collections to which others add. */
  private boolean isRegistry(Operand value) {
    ClassSummary made =
        value.path().root() == AccessPath.Root.FRESH
            ? linked.program().type(new ClassRef(value.type()))
            : null;
    return made != null
        && ownFields(made)
            .map(field -> new Slot(field.ref(), Location.Kind.CONTENT, 0))
            .anyMatch(this::isWrittenLater);
  }

  private static Stream<FieldDeclaration> ownFields(ClassSummary type) {
    return type.fields().stream().filter(field -> !Flags.has(field.access(), Flags.STATIC));
  }

  /** A bare object is good for nothing but its identity, as a lock or a key. */
  private static boolean isIdentity(Operand value) {
    return value.path().root() == AccessPath.Root.FRESH && value.type().equals("java/lang/Object");
  }

  /**
   * What was worked out before somebody took it back, because what it is made of has changed, must
   * not be put there after that.
   */
  private boolean isTakenBack(Update update) {
    return update.absence()
        && update.slot().field().descriptor().startsWith("L")
        && !isVolatile(update.slot())
        && linked.accesses().of(update.slot()).stream()
            .anyMatch(access -> takesBack(access) && !access.body().equals(update.body()));
  }

  /** An object is found by others as soon as it is kept, and only then made ready for them. */
  private static boolean isFilledLate(Update update) {
    Effect write = update.write();
    AccessPath kept = write.location().path();
    Operand value = write.touch().value();
    return update.absence()
        && value != null
        && !value.type().startsWith("[")
        && write.calls().isEmpty()
        && update.body().events().stream()
            .filter(event -> event.step() > write.step())
            .filter(event -> event.control().equals(write.event().control()))
            .anyMatch(event -> fills(event.action(), kept));
  }

  private static boolean fills(Action action, AccessPath kept) {
    if (action instanceof Touch touch) {
      return touch.kind().writes()
          && touch.location().kind() == Location.Kind.CONTENT
          && touch.location().path().equals(kept);
    }
    return action instanceof Invoke call
        && !call.operands().isEmpty()
        && call.operands().get(0).path().equals(kept)
        && FILLING.matcher(call.target().name()).lookingAt();
  }

  private static boolean takesBack(Access access) {
    Operand value = access.touch().value();
    return access.touch().kind().writes()
        && value != null
        && value.path().root() == AccessPath.Root.NAMED
        && value.path().label().equals("null")
        && OUTDATING.matcher(access.body().ref().name()).lookingAt();
  }

  /** A reference is set to what a caller wants it to be, unless it is that already. */
  private static boolean isReplacement(Update update, Operand value) {
    return !update.absence()
        && value.path().root() == AccessPath.Root.PARAM
        && value.path().isBare()
        && update.write().touch().through().equals("set")
        && update.slot().field().typeName().endsWith("/AtomicReference");
  }

  private static boolean isReset(Operand value) {
    return value.path().root() == AccessPath.Root.NAMED
        && (value.path().label().equals("0") || value.path().label().equals("null"));
  }

  /** Returns whether the check also decides that a thread is started. */
  private boolean startsThread(Update update) {
    int check = update.read().step();
    return update.write().event().control().contains(check)
        && update.body().events().stream()
            .anyMatch(event -> Threads.isHandOver(event) && event.control().contains(check));
  }

  /** Returns whether a value is known to change after it was stored. */
  private boolean isMutable(Update update, Operand value) {
    if (isStateful(update, value) || isRegistry(value)) {
      return true;
    }
    ClassSummary summary = linked.program().type(new ClassRef(value.type()));
    return summary != null
        && value.path().root() == AccessPath.Root.FRESH
        && ownFields(summary)
            .anyMatch(
                field ->
                    !Flags.has(field.access(), Flags.FINAL)
                        && isWrittenLater(new Slot(field.ref(), Location.Kind.FIELD, 0)));
  }

  private boolean isWrittenLater(Slot slot) {
    return linked.accesses().of(slot).stream().anyMatch(a -> a.touch().kind().writes());
  }

  /** What is added to a list or queue twice is in it twice. */
  private boolean isSequence(Update update) {
    ClassRef receiver = new ClassRef(update.write().touch().receiverType());
    return linked.program().hierarchy().isA(receiver, LIST)
        || linked.program().hierarchy().isA(receiver, QUEUE);
  }

  /** What callers hand in to be known by a name differs from caller to caller. */
  private boolean isRegistered(Update update, Operand value) {
    return value.path().root() == AccessPath.Root.PARAM
        && value.path().isBare()
        && !isAdded(update)
        && !update.slot().field().name().toLowerCase(Locale.ROOT).contains("cache")
        && update.read().calls().isEmpty()
        && update.write().calls().isEmpty()
        && Flags.has(update.body().access(), Flags.PUBLIC)
        && linked.program().isPublic(update.body().ref().owner());
  }

  /** An element that is added to a set twice is in it once. */
  private static boolean isAdded(Update update) {
    return update.write().touch().through().equals("add");
  }

  /** Who finds that something is not in a set yet puts it there and goes on to do it, once. */
  private boolean isClaim(Update update) {
    int check = update.read().step();
    return update.read().calls().isEmpty()
        && update.write().calls().isEmpty()
        && update.write().event().control().below(check + 1).size()
            == update.write().event().control().size()
        && update.body().events().stream()
            .anyMatch(
                event ->
                    event.step() > update.write().step()
                        && event.control().contains(check)
                        && event.action() instanceof Invoke call
                        && !call.target().isConstructor()
                        && !call.resultUsed()
                        && !LOG.matcher(call.target().owner().simpleName()).matches()
                        && call.canFail());
  }

  private MethodSummary bodyOf(Update update) {
    MethodSummary body = linked.program().body(update.write().origin());
    return body == null ? update.body() : body;
  }

  private boolean isStateful(Update update, Operand value) {
    Trait trait = linked.contents().trait(bodyOf(update), value);
    return isIdentity(value)
        || (trait != null && trait != Trait.IMMUTABLE && !value.type().startsWith("["));
  }
}

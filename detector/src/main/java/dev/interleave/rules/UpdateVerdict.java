package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.link.Access;
import dev.interleave.link.CallSite;
import dev.interleave.link.Effect;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides whether a torn update is worth a person's time, and how sure that is. */
final class UpdateVerdict {
  private static final Set<String> HARMLESS_AFTER_ABSENCE =
      Set.of("remove", "clear", "removeAll", "retainAll", "addIfAbsent", "addAllAbsent");

  private static final Set<String> SINGLE_WRITER =
      Set.of("lazySet", "setPlain", "setOpaque", "setRelease");
  private static final Set<String> ADDING =
      Set.of("add", "addFirst", "addLast", "offer", "offerFirst", "offerLast", "push", "put");
  private static final Set<String> TASK_METHODS =
      Set.of("run", "call", "get", "accept", "apply", "execute");

  private static final ClassRef LIST = new ClassRef("java/util/List");
  private static final ClassRef QUEUE = new ClassRef("java/util/Queue");

  private final Linked linked;
  private final Reasons reasons;
  private final Writers writers;
  private final Map<List<Object>, Set<Slot>> together = new HashMap<>();

  UpdateVerdict(Linked linked) {
    this.linked = linked;
    this.reasons = new Reasons(linked);
    this.writers = new Writers(linked);
    for (Update update : linked.torn()) {
      if (!update.data() && update.slot().kind() == Location.Kind.FIELD) {
        together.computeIfAbsent(occasion(update), o -> new HashSet<>()).add(update.slot());
      }
    }
  }

  /** What is thought of an update. */
  record Judgement(
      Confidence confidence, List<Reason> reasons, List<String> assumptions, String fix) {}

  /** Judges an update; empty when there is nothing to say. */
  Optional<Judgement> judge(Update update) {
    if (isSynthetic(update) || isHarmless(update) || isConfined(update)) {
      return Optional.empty();
    }
    List<Reason> why = reasons.why(update.body().ref(), update.slot());
    if (why.isEmpty()) {
      return Optional.empty();
    }
    List<String> assumptions = new ArrayList<>();
    String assumed = why.get(0).assumption();
    if (!assumed.isEmpty()) {
      assumptions.add(assumed);
    }
    if (reasons.isGuess(why, update.slot())) {
      assumptions.add(Reasons.SHARED);
    }
    assumptions.addAll(reasons.callers(update.body().ref()));
    doubts(update, why, assumptions);
    Confidence confidence = Confidence.assuming(assumptions.size());
    return Optional.of(new Judgement(confidence, why, assumptions, fix(update)));
  }

  private boolean isSynthetic(Update update) {
    int access = linked.program().access(update.slot().field());
    return access >= 0 && Flags.has(access, Flags.SYNTHETIC);
  }

  private boolean isHarmless(Update update) {
    String through = update.write().touch().through();
    if (update.write().touch().kind() == AccessKind.UPDATE) {
      return !isNumber(update);
    }
    if (update.read().touch().kind() == AccessKind.ITERATE
        || isOneRemoval(update)
        || readsItsOwn(update)) {
      return true;
    }
    return !update.data()
        && HARMLESS_AFTER_ABSENCE.contains(through)
        && (update.absence() || !through.equals("remove"));
  }

  /** What is taken out by what it is, and not by where it stands, is gone however often. */
  private static boolean isOneRemoval(Update update) {
    String asked = update.read().touch().through();
    Touch write = update.write().touch();
    boolean one = write.through().equals("remove") && write.location().key() != null;
    boolean matching = write.through().equals("removeIf") || write.through().equals("removeAll");
    return (one && update.data())
        || ((one || matching) && (asked.equals("isEmpty") || asked.equals("size")));
  }

  /** A value that the body wrote itself just before is not read for what others wrote. */
  private static boolean readsItsOwn(Update update) {
    Effect read = update.read();
    if (!read.calls().isEmpty() || update.slot().kind() != Location.Kind.FIELD) {
      return false;
    }
    boolean own = false;
    for (Event event : update.body().events()) {
      if (event.step() < read.step()) {
        own =
            event.action() instanceof Touch touch
                ? own || isWriteBefore(event, touch, read)
                : own && !(event.action() instanceof Invoke);
      }
    }
    return own;
  }

  private static boolean isWriteBefore(Event event, Touch touch, Effect read) {
    return touch.kind() == AccessKind.WRITE
        && touch.location().equals(read.location())
        && read.event().control().union(event.control()).equals(read.event().control());
  }

  private boolean isNumber(Update update) {
    return !update.data()
        && linked.contents().of(update.slot()) == Trait.ATOMIC
        && !update.slot().field().typeName().endsWith("Reference");
  }

  /** Returns whether one thread makes all writes. */
  private boolean isConfined(Update update) {
    if (!linked.threads().isConfined(update.body().ref())) {
      return false;
    }
    List<Threads.Start> start = linked.threads().starts(update.body().ref());
    for (Access access : linked.accesses().of(update.slot())) {
      if (access.touch().kind().writes()
          && !linked.threads().starts(access.body().ref()).equals(start)) {
        return false;
      }
    }
    return true;
  }

  private void doubts(Update update, List<Reason> why, List<String> assumptions) {
    if (!linked.accesses().likely(update.body().ref()).isEmpty()) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    if (update.write().touch().kind() == AccessKind.UPDATE || isBound(update)) {
      assumptions.add("the bound that is checked must never be passed");
    }
    if (!update.data()) {
      checkThenAct(update, assumptions);
    } else if (update.absence() && isConversion(update)) {
      assumptions.add("doing it twice gives something else");
    }
    if (SINGLE_WRITER.contains(update.write().touch().through())) {
      assumptions.add("several threads write it, though the write is one for a single writer");
    }
    if (isStep(update)) {
      assumptions.add("two threads are at the same step at once");
    }
    if (isUnknownTask(update)) {
      assumptions.add(update.body().ref().name() + " is called without a guard");
    }
    if (isCache(update) && update.slot().kind() == Location.Kind.CONTENT) {
      assumptions.add("it matters which of two equal values is kept");
    }
    company(update, why, assumptions);
    distance(update, assumptions);
  }

  /** Whether anybody else is there at that time. */
  private void company(Update update, List<Reason> why, List<String> assumptions) {
    if (writers.isOneByDesign(update, why)) {
      assumptions.add("more than one thread writes it");
    }
    if (isWhileStarting(update)) {
      assumptions.add(update.body().ref().name() + " is called while others are at work");
    }
  }

  private void distance(Update update, List<String> assumptions) {
    if (isFarApart(update)) {
      assumptions.add("nothing on the way checks again");
    }
    if (isOfAnother(update)) {
      assumptions.add(Reasons.SHARED);
      assumptions.add("what was asked must still hold when it is acted on");
    }
  }

  /** Who fills an object before it is put to use has it alone. */
  private static boolean isWhileStarting(Update update) {
    String name = update.body().ref().name();
    return update.write().location().path().root() != AccessPath.Root.GLOBAL
        && (name.startsWith("init") || name.startsWith("configure"));
  }

  /** An automaton goes on to its next state, which is a constant. */
  private static boolean isStep(Update update) {
    Operand value = update.write().touch().value();
    return !update.data()
        && update.slot().field().typeName().endsWith("/AtomicReference")
        && value != null
        && value.path().root() == AccessPath.Root.GLOBAL;
  }

  /** Something is added to what was not yet too large. */
  private static boolean isBound(Update update) {
    String asked = update.read().touch().through();
    return !update.data()
        && (asked.equals("size") || asked.equals("isEmpty"))
        && ADDING.contains(update.write().touch().through());
  }

  /** A reference that is replaced by another form of itself, when it does not have it yet. */
  private static boolean isConversion(Update update) {
    return update.slot().kind() == Location.Kind.FIELD
        && update.slot().field().descriptor().length() > 1;
  }

  /** A body of a class for inner use that is run by means which are not at hand. */
  private boolean isUnknownTask(Update update) {
    MethodSummary body = update.body();
    return !linked.program().isPublic(body.ref().owner())
        && TASK_METHODS.contains(body.ref().name())
        && linked.graph().callers(body.ref()).isEmpty()
        && linked.threads().starts(body.ref()).isEmpty();
  }

  private static boolean isFarApart(Update update) {
    int calls = update.read().calls().size() + update.write().calls().size();
    return calls > (update.data() ? 3 : 1);
  }

  /** A check by one call and a change by another, both on an object of another class. */
  private static boolean isOfAnother(Update update) {
    return (!update.data() || update.slot().field().descriptor().length() > 1)
        && !update.read().calls().isEmpty()
        && !update.write().calls().isEmpty()
        && !Threads.outermost(update.body().ref().owner())
            .equals(Threads.outermost(update.slot().field().owner()));
  }

  private void checkThenAct(Update update, List<String> assumptions) {
    Operand value = update.write().touch().value();
    if (value == null) {
      return;
    }
    if (update.slot().kind() == Location.Kind.FIELD) {
      boolean split = isSplit(update) && value.path().root() != AccessPath.Root.NAMED;
      if (!isOneOfSeveral(update) && !isMissingObject(update, value) && !split) {
        assumptions.add("an older value may not replace a newer one");
        assumptions.add("acting twice does harm");
      }
    } else if (isReset(value)) {
      assumptions.add("acting twice on one signal does harm");
    } else if (update.absence()
        && !isSequence(update)
        && (isAdded(update) || !isMutable(update, value))) {
      assumptions.add("it matters which of two equal values is kept");
    }
  }

  /** The same check decides on several fields, which then no longer belong together. */
  private boolean isOneOfSeveral(Update update) {
    return !update.absence() && together.getOrDefault(occasion(update), Set.of()).size() > 1;
  }

  /** The check and the write each take the same lock, and let go of it between. */
  private static boolean isSplit(Update update) {
    for (Guard first : update.read().guards().guards()) {
      for (Guard second : update.write().guards().guards()) {
        if (first.lock().equals(second.lock()) && update.write().calls().isEmpty()) {
          return true;
        }
      }
    }
    return false;
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
        && isStateful(update, value)
        && (isIdentity(value)
            || linked.accesses().of(content).stream().anyMatch(a -> a.touch().kind().writes()));
  }

  /** A bare object is good for nothing but its identity, as a lock or a key. */
  private static boolean isIdentity(Operand value) {
    return value.path().root() == AccessPath.Root.FRESH && value.type().equals("java/lang/Object");
  }

  private static boolean isReset(Operand value) {
    return value.path().root() == AccessPath.Root.NAMED
        && (value.path().label().equals("0") || value.path().label().equals("null"));
  }

  /** Returns whether a value is known to change after it was stored. */
  private boolean isMutable(Update update, Operand value) {
    if (isStateful(update, value)) {
      return true;
    }
    ClassSummary summary = linked.program().type(new ClassRef(value.type()));
    return summary != null
        && value.path().root() == AccessPath.Root.FRESH
        && summary.fields().stream()
            .anyMatch(
                field -> !Flags.has(field.access(), Flags.FINAL) && isWrittenLater(field.ref()));
  }

  private boolean isWrittenLater(FieldRef field) {
    Slot slot = new Slot(field, Location.Kind.FIELD, 0);
    return linked.accesses().of(slot).stream().anyMatch(a -> a.touch().kind().writes());
  }

  /** What is added to a list or queue twice is in it twice. */
  private boolean isSequence(Update update) {
    ClassRef receiver = new ClassRef(update.write().touch().receiverType());
    return linked.program().hierarchy().isA(receiver, LIST)
        || linked.program().hierarchy().isA(receiver, QUEUE);
  }

  /** An element that is added to a set twice is in it once. */
  private static boolean isAdded(Update update) {
    return update.write().touch().through().equals("add");
  }

  /** What its author calls a cache may compute an entry twice. */
  private static boolean isCache(Update update) {
    return update.slot().field().name().toLowerCase(Locale.ROOT).contains("cache");
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

  private String fix(Update update) {
    String name = update.slot().field().name();
    Trait trait = linked.contents().of(update.slot());
    Slot slot = update.slot();
    if (slot.kind() == Location.Kind.CONTENT && trait == Trait.CONCURRENT) {
      return update.data()
          ? "use " + name + ".merge or compute, which does both steps as one"
          : "use " + name + ".computeIfAbsent or putIfAbsent, and the value that it returns";
    }
    if (trait == Trait.ATOMIC && slot.kind() == Location.Kind.CONTENT) {
      return "use " + name + ".compareAndSet or updateAndGet, which does both steps as one";
    }
    if (slot.kind() == Location.Kind.FIELD && slot.field().descriptor().matches("[IJ]")) {
      return update.data()
          ? "make `"
              + name
              + "` an Atomic"
              + (slot.field().descriptor().equals("J") ? "Long" : "Integer")
              + ", or hold one lock over both steps"
          : "hold one lock over the check and the write of `" + name + "`";
    }
    return "hold one lock over both steps wherever `" + name + "` is used";
  }
}

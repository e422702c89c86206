package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.link.Access;
import dev.interleave.link.Effect;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Start;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides whether a torn update is worth a person's time, and how sure that is. */
final class UpdateVerdict {
  private static final Set<String> HARMLESS =
      Set.of("clear", "removeAll", "retainAll", "addIfAbsent", "addAllAbsent");

  private static final Set<String> HARMLESS_WHERE_IT_IS_THERE = Set.of("remove", "replace");

  private static final Set<String> SINGLE_WRITER =
      Set.of("lazySet", "setPlain", "setOpaque", "setRelease");
  private static final Set<String> BITS = Set.of("|=", "&=");
  private static final Set<String> ADDING =
      Set.of("add", "addFirst", "addLast", "offer", "offerFirst", "offerLast", "push", "put");
  private static final Pattern STARTING =
      Pattern.compile("(do|on)?[iI]nit.*|configure.*|afterPropertiesSet");
  private static final Set<String> TASK_METHODS =
      Set.of("run", "call", "get", "accept", "apply", "execute");

  private final Linked linked;
  private final Reasons reasons;
  private final Writers writers;
  private final CheckThenAct checks;

  UpdateVerdict(Linked linked) {
    this.linked = linked;
    this.reasons = new Reasons(linked);
    this.writers = new Writers(linked);
    this.checks = new CheckThenAct(linked);
  }

  /** What is thought of an update. */
  record Judgement(
      Confidence confidence, List<Reason> reasons, List<String> assumptions, String fix) {}

  /** Judges an update; empty when there is nothing to say. */
  Optional<Judgement> judge(Update update) {
    if (isSynthetic(update) || isHarmless(update) || isConfined(update) || isOfOneTask(update)) {
      return Optional.empty();
    }
    List<Reason> why =
        reasons.why(update.body().ref(), update.slot(), update.read().location().path());
    if (why.isEmpty()) {
      return Optional.empty();
    }
    List<String> assumptions = new ArrayList<>();
    String assumed = why.get(0).assumption();
    if (!assumed.isEmpty()) {
      assumptions.add(assumed);
    }
    if (!isLazySingleton(update)) {
      reasons.guess(why, update.slot()).ifPresent(assumptions::add);
    }
    assumptions.addAll(reasons.callers(update.body().ref(), update.slot()));
    doubts(update, why, assumptions);
    Confidence confidence = Confidence.assuming(assumptions.size());
    return Optional.of(new Judgement(confidence, why, assumptions, UpdateFix.of(linked, update)));
  }

  /** What a static method makes when it is not there yet is made for all who ask. */
  private boolean isLazySingleton(Update update) {
    Operand value = update.write().touch().value();
    return reasons.isForThreads()
        && update.absence()
        && value != null
        && value.path().root() == AccessPath.Root.FRESH
        && update.slot().kind() == Location.Kind.FIELD
        && linked.program().isStatic(update.slot().field())
        && Flags.has(update.body().access(), Flags.STATIC)
        && Flags.has(update.body().access(), Flags.PUBLIC);
  }

  private boolean isSynthetic(Update update) {
    int access = linked.program().access(update.slot().field());
    return access >= 0 && Flags.has(access, Flags.SYNTHETIC);
  }

  private boolean isHarmless(Update update) {
    String through = update.write().touch().through();
    if (update.isGivenUp()) {
      return false;
    }
    if (update.write().touch().kind() == AccessKind.UPDATE) {
      return !isNumber(update);
    }
    if (update.read().touch().kind() == AccessKind.ITERATE
        || isOneRemoval(update)
        || Objects.equals(update.write().location().key(), AccessPath.CURRENT_THREAD)
        || readsItsOwn(update)) {
      return true;
    }
    return !update.data()
        && (HARMLESS.contains(through)
            || (update.absence() && HARMLESS_WHERE_IT_IS_THERE.contains(through)));
  }

  /** What is taken out by what it is, and not by where it stands, is gone however often. */
  private static boolean isOneRemoval(Update update) {
    String asked = update.read().touch().through();
    Touch write = update.write().touch();
    boolean one = write.through().equals("remove") && write.location().key() != null;
    boolean walking =
        write.through().equals("remove") && write.receiverType().endsWith("/Iterator");
    boolean matching =
        walking || write.through().equals("removeIf") || write.through().equals("removeAll");
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
        && read.event().control().containsAll(event.control());
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
    List<Start> start = linked.threads().starts(update.body().ref());
    for (Access access : linked.accesses().of(update.slot())) {
      MethodRef writer = access.body().ref();
      if (access.touch().kind().writes()
          && !linked.threads().starts(writer).equals(start)
          && !linked.threads().isBeforeStart(writer, access.event(), update.body().ref())) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether all writes are made by a framework's call that waits for the one before. */
  private boolean isOfOneTask(Update update) {
    MethodRef method = update.body().ref();
    return linked.accesses().of(update.slot()).stream()
        .filter(access -> access.touch().kind().writes())
        .allMatch(access -> linked.threads().areOneTask(method, access.body().ref()));
  }

  private void doubts(Update update, List<Reason> why, List<String> assumptions) {
    if (!linked.accesses().likely(update.body()).isEmpty()) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    boolean step = update.write().touch().kind() == AccessKind.UPDATE && !update.isGivenUp();
    if (step || isBound(update)) {
      assumptions.add("the bound that is checked must never be passed");
    }
    if (!update.data()) {
      checks.doubt(update, assumptions);
    } else if (update.absence() && isConversion(update)) {
      assumptions.add("doing it twice gives something else");
    }
    ofWrite(update, assumptions);
    if (isStep(update)) {
      assumptions.add("two threads are at the same step at once");
    }
    if (isUnknownTask(update)) {
      assumptions.add(update.body().ref().name() + " is called without a guard");
    }
    if (isCache(update) && update.slot().kind() == Location.Kind.CONTENT) {
      Stream.of(CheckThenAct.EQUAL, CheckThenAct.TWICE)
          .filter(doubt -> !assumptions.contains(doubt))
          .limit(update.data() && !update.absence() ? 1 : 2)
          .forEach(assumptions::add);
    }
    company(update, why, assumptions);
    distance(update, why, assumptions);
  }

  private static void ofWrite(Update update, List<String> assumptions) {
    String through = update.write().touch().through();
    if (!update.data() && BITS.contains(through)) {
      assumptions.add("doing it twice to the same bits does harm");
    }
    if (SINGLE_WRITER.contains(through)) {
      assumptions.add("several threads write it, though the write is one for a single writer");
    }
  }

  /** Whether anybody else is there at that time. */
  private void company(Update update, List<Reason> why, List<String> assumptions) {
    if (update.isClaimed()) {
      assumptions.add("the compare-and-set that decides on it does not keep others out");
    }
    if (writers.isOneByDesign(update, why)) {
      assumptions.add("more than one thread writes it");
    } else if (writers.isForReaders(update, why)) {
      assumptions.add("two threads do so at once, and it was not chosen for its readers alone");
    }
    if (!isCount(update) && isWhileStarting(update)) {
      assumptions.add(update.body().ref().name() + " is called while others are at work");
    }
  }

  private void distance(Update update, List<Reason> why, List<String> assumptions) {
    if (isFarApart(update)) {
      assumptions.add("nothing on the way checks again");
    }
    if (isOfAnother(update)) {
      if (why.get(0).isDeclared()) {
        assumptions.add(Reasons.SHARED);
      }
      assumptions.add("what was asked must still hold when it is acted on");
    }
  }

  /** What is counted up or down, by nothing but itself, is counted for many. */
  private static boolean isCount(Update update) {
    Operand value = update.write().touch().value();
    Sources sources = value == null ? Sources.NONE : value.sources();
    boolean alone = update.data() && sources.size() > 0;
    for (int i = 0; i < sources.size(); i++) {
      alone &= sources.get(i) == update.read().step();
    }
    return alone && update.slot().isNumber();
  }

  /** Who fills an object before it is put to use has it alone. */
  private boolean isWhileStarting(Update update) {
    String name = update.body().ref().name();
    return update.write().location().path().root() != AccessPath.Root.GLOBAL
        && (STARTING.matcher(name).matches()
            || (update.slot().kind() == Location.Kind.FIELD
                && Lifecycle.isCalledFrom(linked, update.body().ref())));
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
        && linked.graph().callers(body).isEmpty()
        && linked.threads().starts(body.ref()).isEmpty();
  }

  private static boolean isFarApart(Update update) {
    if (isOfOneHelper(update)) {
      return false;
    }
    int calls = update.read().calls().size() + update.write().calls().size();
    return calls > (update.data() ? 3 : 1);
  }

  /** One call does both. */
  private static boolean isOfOneHelper(Update update) {
    return !update.read().calls().isEmpty() && update.read().calls().equals(update.write().calls());
  }

  /** A check by one call and a change by another, both on an object of another class. */
  private static boolean isOfAnother(Update update) {
    return !isOfOneHelper(update)
        && (!update.data() || update.slot().field().descriptor().length() > 1)
        && !update.read().calls().isEmpty()
        && !update.write().calls().isEmpty()
        && !update
            .body()
            .ref()
            .owner()
            .outermost()
            .equals(update.slot().field().owner().outermost());
  }

  /** What its author calls a cache may compute an entry twice. */
  private static boolean isCache(Update update) {
    return update.slot().field().name().toLowerCase(Locale.ROOT).contains("cache");
  }
}

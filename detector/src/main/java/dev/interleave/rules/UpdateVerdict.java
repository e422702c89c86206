package dev.interleave.rules;

import dev.interleave.domain.AccessKind;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.finding.Confidence;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.link.Threads;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whether a torn update is worth a person's time, and how sure that is. */
final class UpdateVerdict {
  private static final Set<String> HARMLESS_AFTER_ABSENCE =
      Set.of("remove", "clear", "removeAll", "retainAll", "addIfAbsent", "addAllAbsent");

  private final Linked linked;
  private final Reasons reasons;

  UpdateVerdict(Linked linked) {
    this.linked = linked;
    this.reasons = new Reasons(linked);
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
    Kind strongest = why.get(0).kind();
    if (strongest != Kind.SPAWNED) {
      why.stream()
          .map(Reason::assumption)
          .filter(text -> !text.isEmpty())
          .findFirst()
          .ifPresent(assumptions::add);
    }
    if (Reasons.isGuess(why, update.slot())) {
      assumptions.add(Reasons.SHARED);
    }
    doubts(update, assumptions);
    Confidence confidence =
        assumptions.isEmpty()
            ? Confidence.HIGH
            : assumptions.size() == 1 ? Confidence.MEDIUM : Confidence.LOW;
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
    if (update.read().touch().kind() == AccessKind.ITERATE) {
      return true;
    }
    return !update.data()
        && HARMLESS_AFTER_ABSENCE.contains(through)
        && (update.absence() || !through.equals("remove"));
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

  private void doubts(Update update, List<String> assumptions) {
    if (!linked.accesses().likely(update.body().ref()).isEmpty()) {
      assumptions.add("a caller without the guard that all callers at hand hold");
    }
    if (update.write().touch().kind() == AccessKind.UPDATE) {
      assumptions.add("the bound that is checked must never be passed");
    }
    if (!update.data()) {
      checkThenAct(update, assumptions);
    } else if (update.absence() && isConversion(update)) {
      assumptions.add("doing it twice gives something else");
    }
    if (isOfAnother(update)) {
      assumptions.add(Reasons.SHARED);
      assumptions.add("what was asked must still hold when it is acted on");
    }
  }

  /** A reference that is replaced by another form of itself, when it does not have it yet. */
  private static boolean isConversion(Update update) {
    return update.slot().kind() == Location.Kind.FIELD
        && update.slot().field().descriptor().length() > 1;
  }

  /** A check by one call and a change by another, both on an object of another class. */
  private static boolean isOfAnother(Update update) {
    return !update.data()
        && !update.read().calls().isEmpty()
        && !update.write().calls().isEmpty()
        && !Threads.outermost(update.body().ref().owner())
            .equals(Threads.outermost(update.slot().field().owner()));
  }

  private void checkThenAct(Update update, List<String> assumptions) {
    Operand value = update.write().touch().value();
    boolean field = update.slot().kind() == Location.Kind.FIELD;
    if (value == null) {
      return;
    }
    boolean constant = value.path().root() == AccessPath.Root.NAMED;
    if (constant && field) {
      assumptions.add("doing it twice does harm");
      assumptions.add("the check is there to let one thread through");
    } else if (update.absence() && (isValue(update, value) || isCache(update))) {
      assumptions.add("it matters which of two equal values is kept");
    } else if (field && isNullTest(update) && !isStateful(update, value)) {
      assumptions.add("it matters which of two objects is kept");
    }
  }

  private static boolean isNullTest(Update update) {
    return update.absence();
  }

  /** What its author calls a cache may compute an entry twice. */
  private static boolean isCache(Update update) {
    return update.slot().field().name().toLowerCase(Locale.ROOT).contains("cache");
  }

  private boolean isValue(Update update, Operand value) {
    Trait trait = linked.contents().trait(bodyOf(update), value);
    if (trait == Trait.IMMUTABLE) {
      return true;
    }
    String type = value.type();
    return type.length() <= 1 || type.startsWith("[") || isImmutableClass(new ClassRef(type));
  }

  private MethodSummary bodyOf(Update update) {
    MethodSummary body = linked.program().body(update.write().origin());
    return body == null ? update.body() : body;
  }

  /** Returns whether a class under analysis has nothing but final fields. */
  private boolean isImmutableClass(ClassRef type) {
    ClassSummary summary = linked.program().type(type);
    return summary != null
        && !Flags.has(summary.access(), Flags.ABSTRACT)
        && summary.fields().stream()
            .filter(field -> !Flags.has(field.access(), Flags.STATIC))
            .allMatch(field -> Flags.has(field.access(), Flags.FINAL) && isPlain(field.ref()));
  }

  private boolean isPlain(FieldRef field) {
    return field.descriptor().length() == 1
        || linked.program().traits(new ClassRef(field.typeName())).contains(Trait.IMMUTABLE);
  }

  private boolean isStateful(Update update, Operand value) {
    Trait trait = linked.contents().trait(bodyOf(update), value);
    return trait != null && trait != Trait.IMMUTABLE;
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

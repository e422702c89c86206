package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.link.Update;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldDeclaration;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Objects that every thread can get at, because a static field leads to them. */
final class Statics {
  private static final int MOST_MAKERS = 3;

  /** What stands for nothing, or for an end, is passed round and never filled. */
  private static final Pattern NOTHING =
      Pattern.compile(
          "(NO|NONE|EMPTY|NULL|NIL|DONE|END|EOF|SENTINEL|TOMBSTONE|MARKER|DUMMY|POISON)(_.*)?");

  private final Linked linked;
  private final Map<Slot, Set<MethodRef>> updaters = new HashMap<>();

  Statics(Linked linked) {
    this.linked = linked;
    for (Update update : linked.torn()) {
      updaters.computeIfAbsent(update.slot(), s -> new HashSet<>()).add(update.body().ref());
    }
  }

  private boolean isForAll(MethodRef method) {
    MethodSummary body = linked.program().body(method);
    return body != null
        && Flags.has(body.access(), Flags.PUBLIC)
        && linked.threads().starts(method).isEmpty();
  }

  /** Returns why a method may be called by several threads on one object, in words. */
  Optional<Reason> why(MethodRef method, Slot slot) {
    return ofOne(method, slot)
        .or(
            () ->
                linked.threads().isReachable(method)
                    ? held(method, slot).map(text -> shared(text, method))
                    : Optional.empty());
  }

  /** Returns why when there is but one object, and a static holds it. */
  Optional<Reason> ofOne(MethodRef method, Slot slot) {
    return linked.threads().isReachable(method) && isChangedInUse(slot)
        ? singleton(slot.field().owner()).map(text -> shared(text, method))
        : Optional.empty();
  }

  private static Reason shared(String text, MethodRef method) {
    return new Reason(Kind.SHARED, text, Wording.method(method) + " is called by several threads");
  }

  /** Of a class with few objects, one at least is for all. */
  private Optional<String> held(MethodRef method, Slot slot) {
    FieldRef holder = linked.contents().staticHolder(method.owner());
    return holder == null
            || NOTHING.matcher(holder.name()).matches()
            || !isForAll(method)
            || makers(method.owner()) > MOST_MAKERS
            || !isUpdatedBy(method, slot)
        ? Optional.empty()
        : Optional.of(
            "`"
                + holder.owner().simpleName()
                + "."
                + holder.name()
                + "` is static, and leads to a "
                + method.owner().simpleName());
  }

  /** What is merely put in may all be there before anybody asks; a memo or a count goes on. */
  private boolean isUpdatedBy(MethodRef method, Slot slot) {
    return (slot.kind() == Location.Kind.CONTENT || slot.isNumber())
        && updaters.getOrDefault(slot, Set.of()).contains(method);
  }

  /** Returns how many bodies make an object of a class. */
  private long makers(ClassRef owner) {
    ClassSummary type = linked.program().type(owner);
    return type == null ? 0 : makings(type).map(site -> site.caller().ref()).distinct().count();
  }

  /** Returns the calls of a class's constructors, but for those of its subclasses and its own. */
  private Stream<CallSite> makings(ClassSummary type) {
    return type.summaries().stream()
        .filter(body -> body.ref().isConstructor())
        .flatMap(body -> linked.graph().callers(body).stream())
        .filter(site -> !isOfSubclass(site, type));
  }

  /** A class that makes its only object itself, and holds it in a static. */
  private Optional<String> singleton(ClassRef owner) {
    ClassSummary type = linked.program().type(owner);
    if (type == null) {
      return Optional.empty();
    }
    Optional<FieldDeclaration> holder =
        type.fields().stream()
            .filter(field -> Flags.has(field.access(), Flags.STATIC))
            .filter(field -> linked.program().hierarchy().isA(owner, heldIn(field)))
            .filter(field -> !heldIn(field).name().startsWith("java/"))
            .findFirst();
    return holder.isPresent() && isMadeOnlyFor(holder.get().ref(), type)
        ? Optional.of(
            "the one "
                + owner.simpleName()
                + " is `"
                + holder.get().ref().name()
                + "`, which is static")
        : Optional.empty();
  }

  /** What nobody at hand changes but callers not at hand may, they change before it is used. */
  private boolean isChangedInUse(Slot slot) {
    return linked.accesses().of(slot).stream()
        .filter(access -> access.touch().kind().writes())
        .flatMap(access -> linked.graph().callers(access.body()).stream())
        .anyMatch(
            site ->
                !linked.ownership().isConstructing(site.caller())
                    && linked.threads().isReachable(site.caller().ref()));
  }

  private static ClassRef heldIn(FieldDeclaration field) {
    return new ClassRef(field.ref().typeName());
  }

  private boolean isMadeOnlyFor(FieldRef holder, ClassSummary type) {
    List<CallSite> makers = makings(type).toList();
    return !makers.isEmpty()
        && makers.stream()
            .allMatch(
                site ->
                    site.caller().ref().owner().equals(type.ref()) && fills(site.caller(), holder));
  }

  private boolean isOfSubclass(CallSite site, ClassSummary type) {
    MethodRef caller = site.caller().ref();
    return caller.isConstructor() && linked.program().hierarchy().isA(caller.owner(), type.ref());
  }

  private static boolean fills(MethodSummary body, FieldRef holder) {
    return body.events().stream()
        .anyMatch(event -> event.action() instanceof Touch touch && fills(touch, holder));
  }

  static boolean fills(Touch touch, FieldRef holder) {
    return touch.kind().writes()
        && touch.location().kind() == Location.Kind.FIELD
        && Objects.equals(touch.location().path().lastField(), holder);
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Trait;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a class and its kin promise of being used by several threads. */
final class Promises {
  private static final int SEVERAL = 2;

  private final Linked linked;
  private final Map<MethodRef, List<MethodSummary>> implementations = new HashMap<>();

  Promises(Linked linked) {
    this.linked = linked;
  }

  /** Returns why a method may be called by several threads at once, in words. */
  Optional<String> of(MethodRef method, Slot slot) {
    return promised(slot.field().owner())
        .or(() -> ruled(method, slot))
        .or(() -> Optional.ofNullable(kept(method, slot)));
  }

  /**
   * Callers of a type do not know which class they have before them: where the others that do the
   * same job lock their object, it is called by several threads.
   */
  private @Nullable String kept(MethodRef method, Slot slot) {
    MethodSummary body = linked.program().body(method);
    if (body == null
        || Flags.has(body.access(), Flags.STATIC)
        || method.isConstructor()
        || !method.owner().equals(slot.field().owner())) {
      return null;
    }
    int all = 0;
    int locked = 0;
    String example = "";
    for (ClassRef type : linked.program().hierarchy().lineage(method.owner())) {
      if (type.equals(method.owner()) || linked.program().declaration(method.in(type)) == null) {
        continue;
      }
      for (MethodSummary other : implementations(method.in(type))) {
        if (other.ref().owner().equals(method.owner())) {
          continue;
        }
        all++;
        if (isSynchronized(other)) {
          locked++;
          example = example.isEmpty() ? Wording.method(other.ref()) : example;
        }
      }
    }
    return locked >= SEVERAL && locked * 2 >= all
        ? example + ", which does the same job for the same callers, is synchronized"
        : null;
  }

  private List<MethodSummary> implementations(MethodRef declared) {
    return implementations.computeIfAbsent(
        declared,
        wanted ->
            Stream.concat(
                    Stream.of(wanted.owner()), linked.program().subclasses(wanted.owner()).stream())
                .map(below -> linked.program().body(wanted.in(below)))
                .filter(Objects::nonNull)
                .toList());
  }

  private boolean isSynchronized(MethodSummary body) {
    return Flags.has(body.access(), Flags.SYNCHRONIZED)
        && !linked.program().isConventional(body.ref());
  }

  /** A class that locks nearly everywhere means its objects to be shared where it does not, too. */
  private Optional<String> ruled(MethodRef method, Slot slot) {
    ClassRef owner = slot.field().owner();
    return method.owner().equals(owner) && !linked.program().isStatic(slot.field())
        ? linked.classGuards().declaredBy(slot, linked.accesses().of(slot))
        : Optional.empty();
  }

  private Optional<String> promised(ClassRef owner) {
    ClassSummary type = linked.program().type(owner);
    if (type == null) {
      return Optional.empty();
    }
    if (linked.program().isDeclaredThreadSafe(owner)) {
      return Optional.of(owner.simpleName() + " is declared thread-safe");
    }
    if (type.superclass() != null && isThreadSafe(linked.program().traits(type.superclass()))) {
      return Optional.of(
          owner.simpleName()
              + " extends "
              + type.superclass().simpleName()
              + ", which is thread-safe");
    }
    return Optional.empty();
  }

  private static boolean isThreadSafe(Set<Trait> traits) {
    return traits.contains(Trait.SYNCHRONIZED) || traits.contains(Trait.LEGACY);
  }
}

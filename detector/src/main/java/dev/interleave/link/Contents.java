package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.Dispatch;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Closure;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of object each field holds, by its declared type and by all that is stored in it. */
public final class Contents {
  private static final int DEEPEST = 3;

  private final Program program;
  private final Map<Slot, Set<Trait>> stored = new HashMap<>();
  private final Map<ClassRef, FieldRef> staticHolders = new HashMap<>();

  Contents(Program program) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch && touch.kind().writes()) {
          collect(body, event, touch);
          if (!program.isTestOnly(body)) {
            noteStaticHolder(touch);
          }
        }
      }
    }
    new HandedContents(program).traits(this).forEach(stored::putIfAbsent);
  }

  /** Returns the trait of what a body hands over: an object of its own, or what a field holds. */
  @Nullable Trait handed(MethodSummary body, Operand operand) {
    Trait made = trait(body, operand);
    FieldRef field = operand.path().endsInElement() ? null : operand.path().lastField();
    return made != null || field == null
        ? made
        : of(new Slot(program.resolve(field), Location.Kind.CONTENT, 0));
  }

  private void collect(MethodSummary body, Event event, Touch touch) {
    FieldRef field = touch.location().field();
    if (field == null) {
      return;
    }
    int elements = 0;
    for (FieldRef selector : touch.location().path().fields()) {
      elements += selector.equals(AccessPath.ELEMENT) ? 1 : 0;
    }
    if (touch.location().kind() == Location.Kind.CONTENT) {
      elements++;
    }
    Slot slot = new Slot(program.resolve(field), Location.Kind.CONTENT, elements);
    Trait trait = touch.value() == null ? computed(body, event) : trait(body, touch.value());
    if (trait != null) {
      stored.computeIfAbsent(slot, s -> EnumSet.noneOf(Trait.class)).add(trait);
    }
  }

  private void noteStaticHolder(Touch touch) {
    Operand value = touch.value();
    AccessPath path = touch.location().path();
    FieldRef field = path.lastField();
    if (value != null
        && field != null
        && value.closure() == null
        && value.path().root() == Root.FRESH
        && path.root() == Root.GLOBAL) {
      staticHolders.putIfAbsent(new ClassRef(value.type()), program.resolve(field));
    }
  }

  /**
   * Returns a field where an object of a class is put as soon as it is made, and to which a static
   * field leads or which is one; null when there is none.
   */
  public @Nullable FieldRef staticHolder(ClassRef type) {
    return staticHolders.get(type);
  }

  /** Returns the trait of a value. */
  public @Nullable Trait trait(MethodSummary body, Operand value) {
    AccessPath path = value.path();
    if (path.root() == Root.FRESH && path.isBare()) {
      String made = body.created().get(path.number());
      if (made != null && made.startsWith("makes:")) {
        return named(made.substring(6));
      }
      if (made != null) {
        return ofType(made);
      }
    }
    Trait declared = ofType(value.type());
    return declared == null ? returned(body, path, 0) : declared;
  }

  /** What a program's own factory method makes. */
  private @Nullable Trait returned(MethodSummary body, AccessPath path, int depth) {
    boolean ofCall = path.root() == Root.UNKNOWN || path.root() == Root.FRESH;
    if (!ofCall || !path.isBare() || depth == DEEPEST) {
      return null;
    }
    for (Event event : body.at(path.number())) {
      if (event.action() instanceof Invoke invoke && invoke.dispatch() == Dispatch.STATIC) {
        return resultOf(invoke.target(), depth + 1);
      }
    }
    return null;
  }

  private static @Nullable Trait named(String name) {
    for (Trait trait : Trait.values()) {
      if (trait.name().toLowerCase(Locale.ROOT).equals(name)) {
        return trait;
      }
    }
    return null;
  }

  private @Nullable Trait ofType(String type) {
    if (type.startsWith("[")) {
      return Trait.UNGUARDED;
    }
    for (Trait trait : program.traits(new ClassRef(type))) {
      return trait;
    }
    return null;
  }

  /** The value that code handed to an atomic update makes. */
  private @Nullable Trait computed(MethodSummary body, Event event) {
    for (Event other : body.events()) {
      if (other.step() == event.step() && other.action() instanceof Invoke invoke) {
        for (Operand operand : invoke.operands()) {
          Closure closure = operand.closure();
          if (closure != null) {
            return resultOf(closure.body(), 0);
          }
        }
      }
    }
    return null;
  }

  private @Nullable Trait resultOf(MethodRef named, int depth) {
    if (named.isConstructor()) {
      return ofType(named.owner().name());
    }
    MethodRef method = program.find(named);
    MethodSummary body = method == null ? null : program.body(method);
    AccessPath result = body == null ? null : body.result();
    if (body == null || result == null) {
      return null;
    }
    String made = result.root() == Root.FRESH ? body.created().get(result.number()) : null;
    if (made == null || !result.isBare()) {
      return returned(body, result, depth);
    }
    return made.startsWith("makes:") ? named(made.substring(6)) : ofType(made);
  }

  /** Returns whether thread-safe objects are stored in a slot beside others. */
  public boolean isMixed(Slot slot) {
    Set<Trait> all = stored.getOrDefault(slot, Set.of());
    return all.contains(Trait.UNGUARDED)
        && (all.contains(Trait.CONCURRENT) || all.contains(Trait.SYNCHRONIZED));
  }

  /**
   * Returns what is in a slot's object; null when unknown.
   *
   * @param slot a content slot
   */
  public @Nullable Trait of(Slot slot) {
    if (slot.elements() == 0) {
      Trait declared = ofType(slot.field().typeName());
      if (declared != null && declared != Trait.FUNCTIONAL) {
        return declared;
      }
    }
    Set<Trait> all = stored.getOrDefault(slot, Set.of());
    if (all.contains(Trait.UNGUARDED)) {
      return Trait.UNGUARDED;
    }
    for (Trait trait : all) {
      return trait;
    }
    return null;
  }
}

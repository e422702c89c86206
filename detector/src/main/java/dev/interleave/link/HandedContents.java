package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the collections are that constructors are handed and keep: all makers at hand say so. */
final class HandedContents {
  private static final Trait UNKNOWN = Trait.IMMUTABLE;

  private final Program program;
  private final Map<MethodRef, List<Kept>> kept = new HashMap<>();

  /** A field that keeps an operand of its class's constructor. */
  private record Kept(int operand, Slot slot) {}

  HandedContents(Program program) {
    this.program = program;
  }

  /** Returns the traits of the fields of which nothing else is known. */
  Map<Slot, Set<Trait>> traits(Contents contents) {
    Map<Slot, Set<Trait>> all = new HashMap<>();
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke made && made.target().isConstructor()) {
          for (Kept keeper : keepers(made.target())) {
            Trait trait = contents.handed(body, made.operands().get(keeper.operand()));
            all.computeIfAbsent(keeper.slot(), s -> EnumSet.noneOf(Trait.class))
                .add(trait == null ? UNKNOWN : trait);
          }
        }
      }
    }
    all.values().removeIf(traits -> traits.size() > 1 || traits.contains(UNKNOWN));
    return all;
  }

  private List<Kept> keepers(MethodRef constructor) {
    MethodSummary body = program.body(constructor);
    return body == null ? List.of() : kept.computeIfAbsent(constructor, c -> keepers(body));
  }

  private List<Kept> keepers(MethodSummary constructor) {
    List<Kept> all = new ArrayList<>(1);
    for (Event event : constructor.events()) {
      if (event.action() instanceof Touch touch
          && touch.location().kind() == Location.Kind.FIELD
          && touch.value() != null
          && constructor.isHandedIn(touch.value().path())) {
        FieldRef field = touch.location().path().lastField();
        if (field != null && touch.location().path().root() == Root.PARAM) {
          Slot content = new Slot(program.resolve(field), Location.Kind.CONTENT, 0);
          all.add(new Kept(touch.value().path().number(), content));
        }
      }
    }
    return all;
  }
}

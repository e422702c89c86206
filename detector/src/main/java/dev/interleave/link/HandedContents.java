package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the collections are that constructors are handed and keep: all makers at hand say so. */
final class HandedContents {
  private static final Trait UNKNOWN = Trait.IMMUTABLE;

  private final Program program;
  private final Map<MethodRef, List<Keeping>> kept = new HashMap<>();

  HandedContents(Program program) {
    this.program = program;
  }

  /** Returns the traits of the fields of which nothing else is known. */
  Map<Slot, Set<Trait>> traits(Contents contents) {
    Map<Slot, Set<Trait>> all = new HashMap<>();
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Invoke made && made.target().isConstructor()) {
          for (Keeping keeping : keepers(made.target())) {
            Operand operand = made.operands().get(keeping.operand());
            Slot content = new Slot(keeping.declared(program), Location.Kind.CONTENT, 0);
            if (!isHandedOn(operand.path(), content)) {
              Trait trait = contents.handed(body, operand);
              all.computeIfAbsent(content, s -> EnumSet.noneOf(Trait.class))
                  .add(trait == null ? UNKNOWN : trait);
            }
          }
        }
      }
    }
    all.values().removeIf(traits -> traits.size() > 1 || traits.contains(UNKNOWN));
    return all;
  }

  /** One object of a class may be made with what another one of it was made with. */
  private boolean isHandedOn(AccessPath path, Slot content) {
    FieldRef field = path.endsInElement() ? null : path.lastField();
    return field != null && program.resolve(field).equals(content.field());
  }

  private List<Keeping> keepers(MethodRef constructor) {
    MethodSummary body = program.body(constructor);
    return body == null ? List.of() : kept.computeIfAbsent(constructor, c -> Keeping.of(body));
  }
}

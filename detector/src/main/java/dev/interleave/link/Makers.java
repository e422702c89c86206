package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The calls that make what some fields keep. */
final class Makers {
  private final Program program;
  private final Predicate<FieldRef> asked;
  private final Map<FieldRef, List<Optional<Maker>>> kept = new HashMap<>();

  /**
   * A call that makes an object.
   *
   * @param call the constructor, or what returns it
   * @param many whether it is made again and again
   */
  record Maker(Invoke call, boolean many) {}

  /**
   * Looks through a program.
   *
   * @param asked which fields matter
   */
  Makers(Program program, Predicate<FieldRef> asked) {
    this.program = program;
    this.asked = asked;
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch
            && touch.kind().writes()
            && touch.value() != null
            && touch.location().field() != null
            && touch.location().kind() == Location.Kind.FIELD
            && !touch.location().path().endsInElement()) {
          keep(body, touch.location().field(), touch.value().path());
        }
      }
    }
  }

  private void keep(MethodSummary body, FieldRef field, AccessPath value) {
    boolean none = value.root() == Root.NAMED && value.label().equals("null");
    if (!none && asked.test(field)) {
      kept.computeIfAbsent(program.resolve(field), f -> new ArrayList<>(1)).add(of(body, value));
    }
  }

  /** Returns the maker of all that is put into a field; empty for one that is not known. */
  List<Optional<Maker>> of(FieldRef declared) {
    return kept.getOrDefault(declared, List.of());
  }

  /** Returns the call of a body that made what a path is; empty when there is none. */
  static Optional<Maker> of(MethodSummary body, AccessPath path) {
    boolean ofCall = path.root() == Root.UNKNOWN || path.root() == Root.FRESH;
    for (Event event : ofCall && path.isBare() ? body.events() : List.<Event>of()) {
      if (event.action() instanceof Invoke made
          && made.effect() != null
          && (event.step() == path.number() || made.makes(path))) {
        return Optional.of(new Maker(made, event.repeated()));
      }
    }
    return Optional.empty();
  }
}

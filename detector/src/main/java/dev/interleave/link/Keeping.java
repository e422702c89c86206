package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A field that keeps what a constructor is handed.
 *
 * @param operand its number, counted with the object itself
 * @param field where it is kept, as the constructor reaches it
 */
record Keeping(int operand, AccessPath field) {
  /** Returns the field, of whichever object. */
  FieldRef declared(Program program) {
    return program.resolve(Objects.requireNonNull(field.lastField()));
  }

  /** Returns what a constructor keeps. */
  static List<Keeping> of(MethodSummary constructor) {
    List<Keeping> all = new ArrayList<>(1);
    for (Event event : constructor.events()) {
      if (event.action() instanceof Touch touch
          && touch.kind().writes()
          && touch.location().kind() == Location.Kind.FIELD
          && touch.location().path().root() == Root.PARAM
          && touch.location().path().lastField() != null
          && touch.value() != null
          && constructor.isHandedIn(touch.value().path())) {
        all.add(new Keeping(touch.value().path().number(), touch.location().path()));
      }
    }
    return all;
  }
}

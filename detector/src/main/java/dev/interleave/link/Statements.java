package dev.interleave.link;

import dev.interleave.domain.Term;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts of statements that fields hold, whoever puts them there. */
final class Statements {
  private final Program program;
  private final Map<FieldRef, Term> texts = new HashMap<>();

  Statements(Program program) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      new TreeMap<>(body.spelled())
          .forEach((step, terms) -> body.at(step).forEach(event -> put(event, terms.get(0))));
    }
  }

  /** Of a field that gets one text here and another there, none is known. */
  private void put(Event event, Term text) {
    FieldRef field = event.action() instanceof Touch touch ? touch.location().field() : null;
    if (field != null) {
      texts.merge(
          program.resolve(field), text, (one, other) -> isVariant(one, other) ? one : Term.UNKNOWN);
    }
  }

  /** A text with one of its words replaced, say by the name of a table, is still that statement. */
  private static boolean isVariant(Term one, Term other) {
    List<String> words = one.constants();
    List<String> others = other.constants();
    boolean hasWords = !words.isEmpty() && !others.isEmpty();
    return hasWords ? words.get(0).equals(others.get(0)) : one.equals(other);
  }

  /** Returns a term with the texts in the place of the fields that hold them. */
  Term in(Term term) {
    FieldRef field = term.path() == null ? null : term.path().lastField();
    if (field != null) {
      return texts.getOrDefault(program.resolve(field), term);
    }
    return term.parts().isEmpty()
        ? term
        : new Term(
            term.kind(),
            term.label(),
            term.path(),
            term.method(),
            term.parts().stream().map(this::in).toList());
  }
}

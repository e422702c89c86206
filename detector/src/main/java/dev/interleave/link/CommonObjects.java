package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of tasks in which several of them keep one and the same object. */
final class CommonObjects {
  private final Program program;
  private final Set<FieldRef> fields = new HashSet<>();

  CommonObjects(Program program, CallGraph graph) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      for (CallSite site : graph.sites(body)) {
        List<AccessPath> captured = site.captured();
        if (site.kind().isSpawn() && captured != null && captured.size() == 1) {
          collect(body, site, captured.get(0));
        }
      }
    }
  }

  /** Returns whether several tasks that have a field hold one object there. */
  boolean contains(FieldRef field) {
    return fields.contains(program.resolve(field));
  }

  private void collect(MethodSummary body, CallSite site, AccessPath task) {
    for (Event event : task.root() == Root.FRESH ? body.events() : List.<Event>of()) {
      if (event.action() instanceof Invoke made && made.makes(task)) {
        boolean again = event.repeated() && site.event().repeated();
        MethodSummary constructor = program.body(made.target());
        for (int i = 1; constructor != null && i < made.operands().size(); i++) {
          if (isSame(body, made.operands().get(i).path(), again)) {
            keepers(constructor, AccessPath.param(i)).forEach(this::add);
          }
        }
      }
    }
  }

  /** Returns whether what a task is made with is what the others like it are made with, too. */
  private static boolean isSame(MethodSummary body, AccessPath path, boolean again) {
    return switch (path.root()) {
      case FRESH -> again && path.isBare() && !Spawns.isMadeAgain(body, path);
      case PARAM -> !path.endsInElement() && (!path.isBare() ? path.number() == 0 : again);
      case GLOBAL -> !path.endsInElement();
      case UNKNOWN, NAMED -> false;
    };
  }

  private void add(AccessPath kept) {
    FieldRef field = kept.lastField();
    if (field != null) {
      fields.add(program.resolve(field));
    }
  }

  /** Returns the fields in which a constructor keeps a parameter. */
  static List<AccessPath> keepers(MethodSummary constructor, AccessPath parameter) {
    return constructor.events().stream()
        .filter(
            event ->
                event.action() instanceof Touch touch
                    && touch.location().kind() == Location.Kind.FIELD
                    && touch.location().path().root() == Root.PARAM
                    && touch.value() != null
                    && touch.value().path().equals(parameter))
        .map(event -> ((Touch) event.action()).location().path())
        .toList();
  }
}

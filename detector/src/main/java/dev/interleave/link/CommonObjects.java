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
        boolean crowd = site.kind() == CallSite.Kind.CROWD;
        boolean again = event.repeated() && (crowd || site.event().repeated());
        MethodSummary constructor = program.body(made.target());
        for (Keeping kept : constructor == null ? List.<Keeping>of() : Keeping.of(constructor)) {
          if (isSame(body, made.operands().get(kept.operand()).path(), again)) {
            fields.add(kept.declared(program));
          }
        }
      }
    }
  }

  /** Returns whether what a task is made with is what the others like it are made with, too. */
  private static boolean isSame(MethodSummary body, AccessPath path, boolean again) {
    return switch (path.root()) {
      case FRESH -> again && path.isBare() && !Spawns.isMadeAgain(body, path);
      case PARAM -> path.isBare() ? again : path.number() == 0 && isKept(body, path);
      case GLOBAL -> isKept(body, path);
      case UNKNOWN, NAMED -> false;
    };
  }

  /** Returns whether a field holds the same object as long as a body is at work. */
  private static boolean isKept(MethodSummary body, AccessPath path) {
    return !path.endsInElement()
        && body.events().stream()
            .noneMatch(
                event ->
                    event.action() instanceof Touch touch
                        && touch.kind().writes()
                        && touch.location().path().equals(path)
                        && touch.location().kind() == Location.Kind.FIELD);
  }
}

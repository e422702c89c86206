package dev.interleave.link;

import dev.interleave.domain.Condition;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a private method would do for arguments that none of its callers gives never happens. */
final class Unasked {
  private final Program program;
  private final Map<MethodRef, List<List<AccessPath>>> calls = new HashMap<>();

  /** The methods that are handed on as code: their arguments are not at hand. */
  private final Set<MethodRef> handed = new HashSet<>();

  Unasked(Program program) {
    this.program = program;
    for (MethodSummary body : program.bodies()) {
      if (Flags.has(body.access(), Flags.PRIVATE) && body.events().stream().anyMatch(this::hangs)) {
        calls.put(body.ref(), new ArrayList<>(2));
      }
    }
    program.classes().forEach(type -> handed.addAll(type.handed()));
    program.bodies().forEach(this::collect);
  }

  private boolean hangs(Event event) {
    return !event.only().isEmpty();
  }

  private void collect(MethodSummary body) {
    for (Event event : body.events()) {
      if (event.action() instanceof Invoke invoke) {
        List<List<AccessPath>> its = calls.get(invoke.target());
        if (its != null) {
          its.add(invoke.paths());
        }
      }
    }
  }

  /** Rewrites all bodies of the program. */
  void run() {
    program.rewrite(
        body -> {
          List<List<AccessPath>> its = calls.getOrDefault(body.ref(), List.of());
          if (its.isEmpty() || handed.contains(body.ref())) {
            return null;
          }
          List<Event> left = body.events().stream().filter(event -> isAsked(event, its)).toList();
          return left.size() == body.events().size() ? null : body.with(left);
        });
  }

  private static boolean isAsked(Event event, List<List<AccessPath>> calls) {
    return event.only().stream().noneMatch(condition -> isContradicted(condition, calls));
  }

  private static boolean isContradicted(Condition condition, List<List<AccessPath>> calls) {
    int position = condition.parameter();
    return calls.stream().allMatch(call -> Frames.contradicts(call.get(position), condition));
  }
}

package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.link.Linked;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which methods take a lock: one that a single method takes has nobody else to wait for it. */
final class Contenders {
  private final Linked linked;
  private final Map<String, Set<MethodRef>> takers = new HashMap<>();

  Contenders(Linked linked) {
    this.linked = linked;
    for (MethodSummary body : linked.graph().holding()) {
      for (Event event : body.events()) {
        for (Guard guard : event.held().guards()) {
          takers.computeIfAbsent(name(body, guard), n -> new HashSet<>(2)).add(body.ref());
        }
      }
    }
  }

  /** Returns whether any other method at hand takes the lock. */
  boolean hasOthers(MethodSummary body, Guard guard) {
    FieldRef field = guard.lock().lastField();
    boolean byItself = field != null && takers.containsKey(field.typeName());
    return byItself || takers.getOrDefault(name(body, guard), Set.of()).size() > 1;
  }

  private String name(MethodSummary body, Guard guard) {
    FieldRef field = guard.lock().lastField();
    if (field != null && !field.isOuter()) {
      return linked.program().resolve(field).toString();
    }
    if (field != null) {
      return field.typeName();
    }
    boolean self = guard.lock().root() == Root.PARAM && guard.lock().number() == 0;
    return self ? body.ref().owner().name() : guard.lock().toString();
  }
}

package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Private fields of objects in which only code that the program wrote itself is ever kept. */
final class StoredCode {
  private final Program program;
  private final CallGraph graph;
  private final Map<FieldRef, List<Store>> stores = new HashMap<>();

  /** A value that a body stores. */
  private record Store(MethodSummary body, Operand value) {}

  StoredCode(Program program, CallGraph graph) {
    this.program = program;
    this.graph = graph;
    for (MethodSummary body : program.bodies()) {
      for (Event event : body.events()) {
        if (event.action() instanceof Touch touch
            && touch.kind().writes()
            && touch.location().kind() == Location.Kind.FIELD
            && touch.value() != null) {
          collect(body, touch.location().path(), touch.value());
        }
      }
    }
  }

  private void collect(MethodSummary body, AccessPath path, Operand value) {
    FieldRef field = path.lastField();
    if (field != null
        && program.traits(new ClassRef(field.typeName())).contains(Trait.FUNCTIONAL)) {
      stores
          .computeIfAbsent(program.resolve(field), f -> new ArrayList<>(1))
          .add(new Store(body, value));
    }
  }

  /** Returns whether all code that a path can lead to is at hand. */
  boolean isAtHand(AccessPath path) {
    FieldRef field = path.isBare() || path.endsInElement() ? null : path.lastField();
    FieldRef declared = field == null ? null : program.resolve(field);
    List<Store> all = declared == null ? List.of() : stores.getOrDefault(declared, List.of());
    return declared != null
        && !all.isEmpty()
        && Flags.has(program.access(declared), Flags.PRIVATE)
        && all.stream().allMatch(this::isOwn);
  }

  private boolean isOwn(Store store) {
    AccessPath path = store.value.path();
    if (store.value.closure() != null || path.root() == Root.FRESH) {
      return true;
    }
    List<CallSite> callers = graph.callers(store.body);
    return path.root() == Root.PARAM
        && path.isBare()
        && !EntryGuards.isOpen(program, store.body)
        && !callers.isEmpty()
        && callers.stream().allMatch(site -> isOwn(site, path.number()));
  }

  private static boolean isOwn(CallSite site, int parameter) {
    if (site.kind() != CallSite.Kind.CALL
        || !(site.event().action() instanceof Invoke invoke)
        || parameter >= invoke.operands().size()) {
      return false;
    }
    Operand given = invoke.operands().get(parameter);
    return given.closure() != null || given.path().root() == Root.FRESH;
  }
}

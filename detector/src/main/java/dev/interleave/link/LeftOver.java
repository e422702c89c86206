package dev.interleave.link;

import dev.interleave.model.Flags;
import dev.interleave.summary.MethodSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Private methods that nobody calls any more, but for others of that kind. */
final class LeftOver {
  /** Java Object Serialization Specification, sections 2 to 4. */
  private static final Set<String> BY_REFLECTION =
      Set.of("readObject", "writeObject", "readObjectNoData", "readResolve", "writeReplace");

  private final CallGraph graph;
  private final Map<Integer, Boolean> known = new HashMap<>();

  LeftOver(CallGraph graph) {
    this.graph = graph;
  }

  /** Returns whether nothing runs a body, unless something finds it by reflection. */
  boolean contains(MethodSummary body) {
    if (!isHidden(body)) {
      return false;
    }
    Boolean before = known.putIfAbsent(body.number(), false);
    if (before != null) {
      return before;
    }
    boolean result = graph.callers(body).stream().map(CallSite::caller).allMatch(this::contains);
    known.put(body.number(), result);
    return result;
  }

  private static boolean isHidden(MethodSummary body) {
    return Flags.has(body.access(), Flags.PRIVATE)
        && !Flags.has(body.access(), Flags.SYNTHETIC)
        && !body.ref().isConstructor()
        && body.annotations().isEmpty()
        && !BY_REFLECTION.contains(body.ref().name());
  }
}

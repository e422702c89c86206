package dev.interleave.rules;

import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.model.MethodRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who uses a slot, one access for each body: generated code touches one a hundred thousand times.
 */
final class SlotUsers {
  private final Linked linked;
  private final Map<Slot, List<Access>> all = new HashMap<>();
  private final Map<Slot, List<Access>> writers = new HashMap<>();
  private final Map<Slot, Boolean> unguarded = new HashMap<>();

  SlotUsers(Linked linked) {
    this.linked = linked;
  }

  /** Returns the first access of each body. */
  List<Access> all(Slot slot) {
    return all.computeIfAbsent(
        slot,
        s -> {
          Map<MethodRef, Access> first = new LinkedHashMap<>();
          linked.accesses().of(s).forEach(access -> first.putIfAbsent(access.body().ref(), access));
          return List.copyOf(first.values());
        });
  }

  /** Returns the last write of each body that writes, in the order of their first ones. */
  List<Access> writers(Slot slot) {
    return writers.computeIfAbsent(
        slot,
        s -> {
          Map<MethodRef, Access> last = new LinkedHashMap<>();
          for (Access access : linked.accesses().of(s)) {
            if (access.touch().kind().writes()) {
              last.put(access.body().ref(), access);
            }
          }
          return List.copyOf(last.values());
        });
  }

  /** Returns whether the slot's own class never holds a guard for it. */
  boolean areUnguarded(Slot slot) {
    return unguarded.computeIfAbsent(
        slot,
        s ->
            linked.accesses().of(s).stream()
                .filter(access -> access.body().ref().owner().equals(s.field().owner()))
                .allMatch(access -> access.exclusive().isEmpty()));
  }
}

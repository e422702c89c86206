package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.FieldRef;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Classes that take one and the same lock wherever they work on their own changing fields. */
public final class ClassGuards {
  private static final int FEWEST = 4;

  private final Map<ClassRef, Set<MethodRef>> users = new HashMap<>();
  private final Map<ClassRef, Map<String, Set<MethodRef>>> holders = new HashMap<>();

  ClassGuards(Program program, Accesses accesses) {
    for (Map.Entry<Slot, List<Access>> entry : accesses.all().entrySet()) {
      FieldRef field = entry.getKey().field();
      int access = program.access(field);
      boolean changes = entry.getValue().stream().anyMatch(a -> a.touch().kind().writes());
      if (changes && access >= 0 && !Flags.has(access, Flags.VOLATILE)) {
        entry.getValue().forEach(this::count);
      }
    }
  }

  private void count(Access access) {
    ClassRef owner = access.slot().field().owner();
    MethodRef method = access.body().ref();
    if (method.owner().equals(owner)) {
      users.computeIfAbsent(owner, o -> new HashSet<>()).add(method);
      for (String name : access.exclusive()) {
        holders
            .computeIfAbsent(owner, o -> new HashMap<>())
            .computeIfAbsent(name, n -> new HashSet<>())
            .add(method);
      }
    }
  }

  /** Returns whether nearly all methods that work on such fields hold the guard. */
  public boolean isTheRule(Slot slot, String guard) {
    ClassRef owner = slot.field().owner();
    int all = users.getOrDefault(owner, Set.of()).size();
    int holding = holders.getOrDefault(owner, Map.of()).getOrDefault(guard, Set.of()).size();
    return holding >= FEWEST && holding * 4 >= all * 3;
  }

  /**
   * Returns how a class declares, by what nearly all of its methods do, that its objects are
   * shared: they take one lock around its changing fields, and somebody takes it for this one, too.
   */
  public Optional<String> declaredBy(Slot slot, List<Access> accesses) {
    ClassRef owner = slot.field().owner();
    for (String guard : new TreeSet<>(holders.getOrDefault(owner, Map.of()).keySet())) {
      if (guard.startsWith("own")
          && isTheRule(slot, guard)
          && accesses.stream().anyMatch(access -> access.exclusive().contains(guard))) {
        String lock = guard.equals("own") ? "this" : guard.substring(4);
        return Optional.of(
            holders.getOrDefault(owner, Map.of()).getOrDefault(guard, Set.of()).size()
                + " of the "
                + users.getOrDefault(owner, Set.of()).size()
                + " methods of "
                + owner.simpleName()
                + " that work on its changing fields hold `"
                + lock
                + "`");
      }
    }
    return Optional.empty();
  }
}

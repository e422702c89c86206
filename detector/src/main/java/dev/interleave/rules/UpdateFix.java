package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import java.util.List;

/** How a torn update is made whole, in one imperative line. */
final class UpdateFix {
  private static final ClassRef SET = new ClassRef("java/util/Set");
  private static final ClassRef COLLECTION = new ClassRef("java/util/Collection");

  private UpdateFix() {}

  static String of(Linked linked, Update update) {
    String name = update.slot().field().name();
    if (update.isCopy()) {
      return "write `" + name + "` under one lock with the step before, or ask that object itself";
    }
    return update.isGivenUp()
        ? "repeat both steps until it succeeds, or use an update that does so, as updateAndGet"
        : whole(linked, update, name);
  }

  private static String whole(Linked linked, Update update, String name) {
    if (isGivenBack(update)) {
      return "read `"
          + name
          + "` again after the lock was given back, or hold it from the first step to the last";
    }
    Trait trait = linked.contents().of(update.slot());
    Slot slot = update.slot();
    if (slot.kind() == Location.Kind.CONTENT && trait == Trait.CONCURRENT) {
      return ofConcurrent(linked, update, name);
    }
    if (trait == Trait.ATOMIC && slot.kind() == Location.Kind.CONTENT) {
      String other = Wording.isFlag(slot) ? "" : " or updateAndGet";
      return "use " + name + ".compareAndSet" + other + ", which does both steps as one";
    }
    if (linked.program().isStatic(slot.field()) && isUnderOwnLock(update)) {
      return "hold one lock that is static, too: what is held here is another one in each object";
    }
    if (slot.kind() == Location.Kind.FIELD && slot.isNumber()) {
      return update.data()
          ? "make `"
              + name
              + "` an Atomic"
              + (slot.field().descriptor().equals("J") ? "Long" : "Integer")
              + ", or hold one lock over both steps"
          : "hold one lock over the check and the write of `" + name + "`";
    }
    return "hold one lock over both steps wherever `" + name + "` is used";
  }

  private static String ofConcurrent(Linked linked, Update update, String name) {
    String through = update.write().touch().through();
    ClassRef type = new ClassRef(update.write().touch().receiverType());
    if (linked.program().hierarchy().isA(type, SET) && through.equals("add")) {
      return "act on what " + name + ".add returns: it checks and adds in one step";
    }
    if (linked.program().hierarchy().isA(type, COLLECTION)) {
      return "hold one lock over both steps wherever `" + name + "` is used";
    }
    if (!update.data() && through.equals("remove")) {
      return "use " + name + ".remove(key, value) or computeIfPresent, which checks and removes";
    }
    if (update.data()
        && update.read().location().key() == null
        && update.write().location().key() != null) {
      return "hold one lock over both steps, or count the keys in an AtomicLong beside " + name;
    }
    return update.data() || !update.absence()
        ? "use " + name + ".merge or compute, which does both steps as one"
        : "use " + name + ".computeIfAbsent or putIfAbsent, and the value that it returns";
  }

  /** Both steps hold the lock, and somebody else may have it between the two. */
  private static boolean isGivenBack(Update update) {
    return update.read().calls().isEmpty()
        && update.write().calls().isEmpty()
        && update.read().guards().guards().stream()
            .anyMatch(
                guard ->
                    guard.isExclusive()
                        && !update.write().guards().guards().contains(guard)
                        && update.write().guards().holds(guard));
  }

  private static boolean isUnderOwnLock(Update update) {
    List<Guard> held = update.write().guards().guards();
    return !held.isEmpty()
        && held.stream().allMatch(guard -> guard.lock().root() == AccessPath.Root.PARAM);
  }
}

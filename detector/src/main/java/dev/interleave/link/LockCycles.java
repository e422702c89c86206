package dev.interleave.link;

import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Circles of locks, each taken while the one before it is held. */
public final class LockCycles {
  private static final int LONGEST = 4;

  private final Linked linked;
  private final Nestings nestings;
  private final Elders elders;
  private final List<List<Nesting>> found = new ArrayList<>();

  /** Finds the circles of a program. */
  public LockCycles(Linked linked) {
    this.linked = linked;
    this.elders = new Elders(linked.program());
    this.nestings = new Nestings(linked, elders);
    Set<Set<LockName>> pairs = new HashSet<>();
    nestings.order().forEach((first, inner) -> inner.keySet().forEach(s -> pair(pairs, first, s)));
    nestings.order().keySet().forEach(first -> walk(pairs, first, List.of(), first));
  }

  /** Returns them, each as its nestings in order. */
  public List<List<Nesting>> all() {
    return found;
  }

  /** Returns the other nestings of the same two locks. */
  public List<Nesting> like(Nesting nesting) {
    return between(nesting.outer(), nesting.second());
  }

  /** Returns nestings of two objects of one class in an order that the caller decides. */
  public List<Nesting> swapped() {
    Map<MethodRef, Nesting> all = new LinkedHashMap<>();
    for (Nesting twin : nestings.twins()) {
      boolean bare = twin.path().isBare() && twin.path().number() != twin.guard().lock().number();
      boolean ordered =
          nestings.twins().stream()
              .anyMatch(
                  other ->
                      other.body().ref().equals(twin.body().ref())
                          && other.path().equals(twin.guard().lock())
                          && other.guard().lock().equals(twin.path()));
      if (bare && !ordered && twin.guard().isExclusive() && isAlike(twin)) {
        all.putIfAbsent(twin.body().ref(), twin);
      }
    }
    return List.copyOf(all.values());
  }

  /** Returns whether a caller could swap the two objects. */
  private boolean isAlike(Nesting twin) {
    ClassRef one = twin.body().parameterType(twin.guard().lock().number());
    ClassRef two = twin.body().parameterType(twin.path().number());
    return two.name().equals("java/lang/Object")
        || linked.program().hierarchy().isA(one, two)
        || linked.program().hierarchy().isA(two, one);
  }

  private List<Nesting> between(LockName outer, LockName inner) {
    return nestings.order().getOrDefault(outer, Map.of()).getOrDefault(inner, List.of());
  }

  private void pair(Set<Set<LockName>> pairs, LockName first, LockName second) {
    if (first.compareTo(second) < 0) {
      for (Nesting there : between(first, second)) {
        for (Nesting back : between(second, first)) {
          if (meet(List.of(there, back))) {
            if (pairs.add(Set.of(first, second))) {
              found.add(List.of(there, back));
            }
            return;
          }
        }
      }
    }
  }

  /** Goes on from a lock to those taken under it; a circle starts at its smallest name. */
  private void walk(Set<Set<LockName>> pairs, LockName first, List<Nesting> way, LockName last) {
    for (LockName next : nestings.order().getOrDefault(last, Map.of()).keySet()) {
      Nesting step = between(last, next).get(0);
      boolean closes = next.equals(first) && way.size() >= 2;
      boolean goesOn =
          next.compareTo(first) > 0
              && way.size() + 2 <= LONGEST
              && way.stream().noneMatch(before -> before.outer().equals(next));
      if (!step.isSure() || pairs.contains(Set.of(last, next)) || !(closes || goesOn)) {
        continue;
      }
      List<Nesting> longer = new ArrayList<>(way);
      longer.add(step);
      if (closes) {
        if (meet(longer)) {
          found.add(List.copyOf(longer));
        }
      } else {
        walk(pairs, first, longer, next);
      }
    }
  }

  /** Returns whether several threads can be on the way at once, each waiting for the next one. */
  private boolean meet(List<Nesting> way) {
    Set<LockName> gates = new HashSet<>(way.get(0).around());
    for (int i = 0; i < way.size(); i++) {
      Nesting here = way.get(i);
      Nesting next = way.get((i + 1) % way.size());
      boolean alone =
          linked.threads().isConfined(here.body().ref())
              && linked
                  .threads()
                  .starts(here.body().ref())
                  .equals(linked.threads().starts(next.body().ref()));
      boolean same = here.second().canBe(next.outer(), linked.program().hierarchy());
      if (!same || !here.collides(next) || here.body().equals(next.body()) || alone) {
        return false;
      }
      gates.retainAll(next.around());
    }
    way.forEach(nesting -> gates.remove(nesting.outer()));
    return gates.isEmpty() && !way.stream().allMatch(step -> elders.lead(step));
  }
}

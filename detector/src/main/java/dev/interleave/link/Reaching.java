package dev.interleave.link;

import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What bodies do, themselves or through their callees, bottom-up over the call graph. Recursive
 * calls count for nothing; a virtual call does what at least half of its targets do.
 */
public final class Reaching<T> {
  private static final int MOST = 12;
  private static final int DEEPEST = 5;

  private final CallGraph graph;
  private final BiFunction<MethodSummary, Event, @Nullable T> deeds;
  private final PerBody<List<Reached<T>>> known;

  /**
   * Makes a view of a program.
   *
   * @param deeds what an event of a body does itself; null when that is nothing
   */
  Reaching(Program program, CallGraph graph, BiFunction<MethodSummary, Event, @Nullable T> deeds) {
    this.graph = graph;
    this.deeds = deeds;
    this.known = new PerBody<>(program);
  }

  /** Returns what an event does, nearest first. */
  public List<Reached<T>> of(MethodSummary body, Event event) {
    List<Reached<T>> all = new ArrayList<>(1);
    T own = deeds.apply(body, event);
    if (own != null) {
      all.add(new Reached<>(body, event, own, List.of()));
    }
    List<CallSite> sites = graph.sites(body, event);
    if (event.action() instanceof Invoke && !sites.isEmpty()) {
      lift(all, sites);
    }
    return all;
  }

  private void lift(List<Reached<T>> into, List<CallSite> sites) {
    List<Reached<T>> lifted = new ArrayList<>();
    int asked = 0;
    int doing = 0;
    for (CallSite site : sites) {
      if (site.kind().isWaitedFor()) {
        List<Reached<T>> below = ofBody(site.callee());
        asked++;
        doing += below.isEmpty() ? 0 : 1;
        for (Reached<T> deed : below) {
          Reached<T> here = deed.through(site);
          if (deed.calls().size() < DEEPEST && !Frames.ruleOut(here.calls(), here.event())) {
            lifted.add(here);
          }
        }
      }
    }
    if (2 * doing >= asked) {
      into.addAll(lifted);
    }
  }

  private List<Reached<T>> ofBody(@Nullable MethodSummary body) {
    List<Reached<T>> before = body == null ? null : known.get(body);
    if (before != null || body == null) {
      return before == null ? List.of() : before;
    }
    known.put(body, List.of());
    List<Reached<T>> all = new ArrayList<>();
    for (Event event : body.events()) {
      all.addAll(of(body, event));
    }
    List<Reached<T>> kept = nearest(all);
    known.put(body, kept);
    return kept;
  }

  /** Of equal deeds the nearest says enough. */
  private List<Reached<T>> nearest(List<Reached<T>> all) {
    if (all.size() > 1) {
      all.sort((a, b) -> Integer.compare(a.calls().size(), b.calls().size()));
    }
    Set<T> seen = new HashSet<>();
    List<Reached<T>> kept = new ArrayList<>();
    for (Reached<T> deed : all) {
      if (kept.size() < MOST && seen.add(deed.deed())) {
        kept.add(deed);
      }
    }
    return List.copyOf(kept);
  }
}

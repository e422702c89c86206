package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.model.AccessPath;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a body does, as seen from a body that may be several calls away from it.
 *
 * @param origin the body that does it
 * @param event where in it
 * @param deed what
 * @param calls the calls that lead there, outermost first
 */
public record Reached<T>(MethodSummary origin, Event event, T deed, List<CallSite> calls) {
  Reached<T> through(CallSite call) {
    List<CallSite> longer = new ArrayList<>(calls.size() + 1);
    longer.add(call);
    longer.addAll(calls);
    return new Reached<>(origin, event, deed, List.copyOf(longer));
  }

  /** Returns a path of the origin as the outermost body reaches it; unknown when it cannot. */
  public AccessPath outside(AccessPath path) {
    return outside(path, calls.size());
  }

  private AccessPath outside(AccessPath path, int depth) {
    AccessPath mapped = path;
    for (int i = depth - 1; i >= 0; i--) {
      mapped = Frames.toCaller(mapped, calls.get(i).arguments());
    }
    return mapped;
  }

  /**
   * Returns the lock that was taken last within the called bodies, as the outermost body reaches
   * it; null when they take none.
   */
  public @Nullable AccessPath lastWithin() {
    for (int i = calls.size(); i >= 1; i--) {
      List<Guard> own = at(i).held().guards();
      if (!own.isEmpty()) {
        return outside(own.get(own.size() - 1).lock(), i);
      }
    }
    return null;
  }

  private Event at(int depth) {
    return depth == calls.size() ? event : calls.get(depth).event();
  }

  /** Returns the guards that the called bodies hold, innermost first, by body. */
  public List<Held> within() {
    List<Held> all = new ArrayList<>();
    for (int i = calls.size(); i >= 1; i--) {
      MethodSummary body = i == calls.size() ? origin : calls.get(i).caller();
      at(i).held().guards().forEach(guard -> all.add(new Held(body, guard)));
    }
    return all;
  }

  /**
   * A guard in the paths of a body.
   *
   * @param body the body that holds it
   * @param guard what it holds
   */
  public record Held(MethodSummary body, Guard guard) {}
}

package dev.interleave.link;

import dev.interleave.domain.Guard;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Flags;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.Set;

/**
 * One lock taken while another one is held.
 *
 * @param body the body that holds the outer one
 * @param event where it takes the inner one, or calls what does
 * @param outer which lock is held
 * @param guard that lock as the body reaches it
 * @param second which lock is taken then
 * @param inner the taking of the other one
 * @param path the inner lock as the body reaches it; unknown when it cannot
 * @param around all locks held around it
 */
public record Nesting(
    MethodSummary body,
    Event event,
    LockName outer,
    Guard guard,
    LockName second,
    Reached<LockUse.Taking> inner,
    AccessPath path,
    Set<LockName> around) {
  /** Returns whether the body's own object leads to both locks, or they are static. */
  public boolean isSure() {
    return isSure(outer, guard.lock()) && isSure(second, path);
  }

  private boolean isSure(LockName name, AccessPath lock) {
    return name.single() || isOwn(lock);
  }

  /** What a lambda or a nested class got from its maker is as good as the object's own. */
  private boolean isOwn(AccessPath lock) {
    boolean synthetic = Flags.has(body.access(), Flags.SYNTHETIC);
    boolean isStatic = Flags.has(body.access(), Flags.STATIC);
    return lock.root() == Root.PARAM && (synthetic || (lock.number() == 0 && !isStatic));
  }

  /** Returns whether one thread's inner lock and another one's outer lock exclude each other. */
  boolean collides(Nesting next) {
    return inner.deed().mode() == Guard.Mode.EXCLUSIVE || next.guard.isExclusive();
  }
}

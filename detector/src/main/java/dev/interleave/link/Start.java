package dev.interleave.link;

import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import org.jspecify.annotations.Nullable;

/**
 * Where code is handed to another thread.
 *
 * @param root the code
 * @param text for people: {@code run is started by Thread.start at Pump.java:12}
 * @param many whether several threads may run it at once
 * @param alone where the executor with one thread is kept that runs it; null for others
 * @param assumption what it takes for several to run it at once; empty for nothing
 * @param onOne whether several threads are known to have one object for it
 * @param at where it is handed over; null for what a thread runs by itself
 */
public record Start(
    MethodRef root,
    String text,
    boolean many,
    @Nullable FieldRef alone,
    String assumption,
    boolean onOne,
    @Nullable CallSite at) {
  /** Returns whether whoever hands it over waits there for its end. */
  boolean isAwaited() {
    return at != null && at.kind() == CallSite.Kind.CROWD;
  }
}

package dev.interleave.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An actor that is a thread of this process; woven code calls in from that thread. */
final class LocalActor implements Actor {
  /** So many events in one turn are taken for a loop that waits for the other thread. */
  private static final int SPIN = 100_000;

  /** So many looks, a millisecond apart, before it is looked at less often. */
  private static final int QUICK_LOOKS = 20;

  private final Object gate = new Object();
  private final Callable<String> step;
  private final Watch watch;
  private final long limitNanos;
  private final ActorThread thread;
  private final Trace trace = new Trace();

  private volatile Turn turn;
  private volatile boolean abandoned;

  /** Set and cleared by the actor's thread: it stands at the gate, woken or not. */
  private volatile boolean isAtGate = true;

  private Signal signal;
  private boolean ended;
  private String result = "";

  private volatile int seen;

  // Touched by the actor's own thread alone.
  private int spins;
  private int lastOwn = -1;
  private int quiet;
  private boolean released;

  LocalActor(String name, Stage stage, Callable<String> step) {
    this.step = step;
    this.limitNanos = stage.limitNanos();
    this.thread = new ActorThread(stage.group(), this, name);
    this.thread.setContextClassLoader(stage.loader());
    this.watch = new Watch(stage.group(), thread);
    this.thread.start();
  }

  /** The other actor of this process, whose locks count as "the other one's". */
  void meets(LocalActor other) {
    watch.meets(other.thread);
  }

  void live() {
    String how = "";
    try {
      awaitTurn();
      how = step.call();
    } catch (Abandoned over) {
      how = "abandoned";
    } catch (Throwable failure) {
      how = Rendering.failure(failure);
    } finally {
      synchronized (gate) {
        result = how;
        ended = true;
        signal = Signal.ended(seen);
        gate.notifyAll();
      }
    }
  }

  // ---- the side of the sweep

  @Override
  public Signal take(Turn given) {
    long deadline = System.nanoTime() + limitNanos;
    synchronized (gate) {
      if (ended) {
        return signal;
      }
      signal = null;
      turn = given;
      gate.notifyAll();
      watch.begin();
      for (int look = 0; signal == null; look++) {
        waitFor(look < QUICK_LOOKS ? 1 : 10);
        if (signal == null) {
          signal = look(deadline);
        }
      }
      turn = null;
      return signal;
    }
  }

  private Signal look(long deadline) {
    String wait = isAtGate ? null : watch.blockedOn();
    if (wait != null) {
      return Signal.blocked(watch.where(), wait, watch.sort(), seen);
    }
    return System.nanoTime() > deadline
        ? Signal.overdue(thread.getName() + " did not come to rest at " + watch.where())
        : null;
  }

  private void waitFor(long millis) {
    try {
      TimeUnit.MILLISECONDS.timedWait(gate, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Inconclusive("interrupted", e);
    }
  }

  @Override
  public String result() {
    synchronized (gate) {
      return result;
    }
  }

  @Override
  public List<TraceLine> trace(int from) {
    return trace.lines(from);
  }

  @Override
  public List<String> holds() {
    return Holds.by(thread).stream().map(Holds.Hold::text).toList();
  }

  @Override
  public int atomicCalls() {
    return trace.atomicCalls();
  }

  /** Unwinds it if it is not over. */
  void abandon() {
    abandoned = true;
    synchronized (gate) {
      gate.notifyAll();
    }
    thread.interrupt();
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, TimeUnit.SECONDS.toNanos(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Holds.forget(thread);
  }

  // ---- the side of the woven code

  /** Comes before each access and call. */
  // the actor's own thread alone comes here
  @SuppressWarnings("interleave:read-modify-write")
  void event(int place) {
    if (quiet > 0) {
      return;
    }
    if (turn == null || abandoned) {
      awaitTurn();
    }
    int number = seen + 1;
    seen = number;
    Turn now = turn;
    if (now != null && (now.stopAt() == number || (now.stopsAfterRelease() && released))) {
      give(Signal.stopped(told(place), number));
    } else if (++spins > SPIN) {
      String at = Places.get(place).at();
      give(Signal.blocked(at, "goes round in circles", Signal.Wait.IN_CIRCLES, number));
    }
    trace.add(place);
    if (!Places.get(place).isInTwin()) {
      lastOwn = place;
    }
  }

  /** A stop inside the JDK is told with the line that called it. */
  private Place told(int place) {
    Place stop = Places.get(place);
    if (!stop.isInTwin() || lastOwn < 0) {
      return stop;
    }
    Place own = Places.get(lastOwn);
    String what = own.what() + ", inside it at " + stop.at() + " " + stop.what();
    return new Place(own.file(), own.line(), own.member(), what, false, true);
  }

  /** Takes a lock without ever blocking in it, so that a deadlock can be told and unwound. */
  boolean acquires(BooleanSupplier attempt, Wait wait) {
    while (!attempt.getAsBoolean()) {
      if (abandoned) {
        throw new Abandoned();
      }
      if (watch.isHeldByBystander(wait.lock())) {
        LockSupport.parkNanos(200_000);
      } else {
        give(Signal.blocked(Places.get(wait.place()).at(), wait.text(), wait.sort(), seen));
        Turn now = turn;
        if (now != null && now.expires() && wait.timed()) {
          return false;
        }
      }
    }
    return true;
  }

  void released() {
    released = true;
  }

  void quiet(int step) {
    quiet += step;
  }

  private void give(Signal how) {
    synchronized (gate) {
      released = false;
      spins = 0;
      signal = how;
      turn = null;
      gate.notifyAll();
    }
    awaitTurn();
  }

  private void awaitTurn() {
    boolean interrupted = false;
    isAtGate = true;
    synchronized (gate) {
      while (turn == null && !abandoned) {
        try {
          gate.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    isAtGate = false;
    if (abandoned) {
      throw new Abandoned();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a thread is about to take, and how that is told when it cannot. */
  record Wait(Object lock, String kind, int place, boolean timed) {
    Signal.Wait sort() {
      return timed ? Signal.Wait.FOR_A_LOCK_WITH_LIMIT : Signal.Wait.FOR_A_LOCK;
    }

    String text() {
      List<String> held = new ArrayList<>();
      Holds.of(lock).forEach(hold -> held.add(hold.text()));
      return "waits for " + kind + (held.isEmpty() ? "" : ": " + String.join(", ", held));
    }
  }
}

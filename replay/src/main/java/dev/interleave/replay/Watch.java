package dev.interleave.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ForkJoinPool;

/**
 * Tells from the virtual machine's lock ownership whether a thread waits for the other one, in code
 * that is not woven: a monitor entered by the JDK, a latch, a future, a queue.
 *
 * <p>A slow thread is runnable and therefore never taken for a blocked one.
 */
final class Watch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ThreadGroup group;
  private final Thread watched;
  private Thread other;
  private long lastMoves = -1;
  private int looks;
  private Signal.Wait sort = Signal.Wait.NONE;

  Watch(ThreadGroup group, Thread watched) {
    this.group = group;
    this.watched = watched;
  }

  void meets(Thread thread) {
    this.other = thread;
  }

  void begin() {
    looks = 0;
  }

  /** What it waits for in words, or null while it can go on by itself. */
  String blockedOn() {
    Thread.State state = watched.getState();
    boolean mayWait =
        state == Thread.State.BLOCKED || state == Thread.State.WAITING || isTimed(state);
    ThreadInfo info = mayWait ? THREADS.getThreadInfo(watched.getId()) : null;
    if (info == null || !isStuck(info)) {
      looks = 0;
      return null;
    }
    long moves = info.getBlockedCount() + info.getWaitedCount();
    looks = moves == lastMoves ? looks + 1 : 1;
    lastMoves = moves;
    boolean isSure = looks >= (sort == Signal.Wait.FOR_THE_OTHER ? 2 : looksNeeded());
    return isSure ? describe(info) : null;
  }

  /** Without other threads nobody can be about to wake it; with them, one may just have done so. */
  private int looksNeeded() {
    return group.activeCount() > 2 || ForkJoinPool.commonPool().getPoolSize() > 0 ? 5 : 2;
  }

  /** What is known of the wait that {@link #blockedOn} saw. */
  Signal.Wait sort() {
    return sort;
  }

  private boolean isStuck(ThreadInfo info) {
    sort = Signal.Wait.SEEN_FROM_OUTSIDE;
    if (other != null && info.getLockOwnerId() == other.getId()) {
      sort = Signal.Wait.FOR_THE_OTHER;
      return true;
    }
    if (info.getThreadState() == Thread.State.BLOCKED) {
      return waitsThrough(info.getLockOwnerId());
    }
    if (isTimed(info.getThreadState())) {
      return false;
    }
    return !canSomebodyElseMove();
  }

  /** A monitor in third hands is given back soon, unless its holder waits for the other one. */
  private boolean waitsThrough(long holder) {
    ThreadInfo info = holder < 0 ? null : THREADS.getThreadInfo(holder);
    boolean isForTheOther = info != null && other != null && info.getLockOwnerId() == other.getId();
    sort = isForTheOther ? Signal.Wait.FOR_THE_OTHER : sort;
    return isForTheOther;
  }

  private boolean canSomebodyElseMove() {
    Thread[] all = new Thread[group.activeCount() + 16];
    int count = group.enumerate(all, true);
    for (int i = 0; i < count; i++) {
      Thread.State state = all[i].getState();
      boolean isActor = all[i] == watched || all[i] == other;
      if (!isActor && (state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED)) {
        return true;
      }
    }
    return !ForkJoinPool.commonPool().isQuiescent();
  }

  /** Whether a lock is in the hands of a thread that is neither of the two. */
  boolean isHeldByBystander(Object lock) {
    return Holds.of(lock).stream()
        .map(Holds.Hold::thread)
        .anyMatch(t -> t != watched && t != other && t.isAlive());
  }

  private String describe(ThreadInfo info) {
    String owner = info.getLockOwnerName();
    String lock = info.getLockInfo() == null ? "another thread" : info.getLockInfo().getClassName();
    return "waits for " + lock + (owner == null ? "" : ", held by " + owner);
  }

  /** The first frame of a woven class, as {@code File.java:line}. */
  String where() {
    for (StackTraceElement frame : watched.getStackTrace()) {
      boolean isWoven = WovenLoader.NAME.equals(frame.getClassLoaderName());
      if (isWoven && !frame.getClassName().startsWith(Twins.PACKAGE)) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return "an unknown place";
  }

  private static boolean isTimed(Thread.State state) {
    return state == Thread.State.TIMED_WAITING;
  }
}

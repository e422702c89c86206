package dev.interleave.replay;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Where woven code calls in. Not for use by hand: the weaver writes these calls, and each does what
 * the call it stands for does, with a stop before it.
 */
public final class Stops {
  private Stops() {}

  private static LocalActor actor() {
    return Thread.currentThread() instanceof ActorThread thread ? thread.actor() : null;
  }

  /**
   * Before an access or a call.
   *
   * @param place the number of the stop
   */
  public static void at(int place) {
    LocalActor me = actor();
    if (me != null) {
      me.event(place);
    }
  }

  /**
   * Before a monitor is entered.
   *
   * @param monitor its object
   * @param place the number of the stop
   */
  public static void enter(Object monitor, int place) {
    LocalActor me = actor();
    if (me != null && monitor != null) {
      me.event(place);
      me.acquires(
          () -> Holds.claims(monitor, place),
          new LocalActor.Wait(monitor, Holds.nameOf(monitor), place, false));
    }
  }

  /**
   * After a monitor was entered.
   *
   * @param monitor its object
   * @param place the number of the stop
   */
  public static void entered(Object monitor, int place) {
    if (actor() == null) {
      Holds.add(monitor, Holds.nameOf(monitor), place);
    }
  }

  /**
   * After a monitor was left.
   *
   * @param monitor its object
   */
  public static void exited(Object monitor) {
    Holds.remove(monitor);
    released();
  }

  /** After a call that may let another thread go on. */
  public static void released() {
    LocalActor me = actor();
    if (me != null) {
      me.released();
    }
  }

  /**
   * At the start and at the end of a class initializer, in which nothing stops.
   *
   * @param step 1 at the start, -1 at the end
   */
  public static void quiet(int step) {
    LocalActor me = actor();
    if (me != null) {
      me.quiet(step);
    }
  }

  /**
   * {@link Object#wait(long)}, whose monitor is free for others meanwhile.
   *
   * @param monitor the object waited on
   * @param millis the limit, 0 for none
   * @param place the number of the stop
   * @throws InterruptedException as the original
   */
  @SuppressWarnings("WaitNotInLoop") // it stands for one call; the loop is the caller's
  public static void await(Object monitor, long millis, int place) throws InterruptedException {
    at(place);
    Holds.remove(monitor);
    released();
    try {
      monitor.wait(millis);
    } finally {
      Holds.add(monitor, Holds.nameOf(monitor), place);
    }
  }

  /**
   * {@link Lock#lock()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   */
  public static void lock(Lock lock, int place) {
    at(place);
    if (actor() == null || !isKnown(lock)) {
      lock.lock();
    } else {
      actor().acquires(lock::tryLock, waiting(lock, place, false));
    }
    Holds.add(lock, kind(lock), place);
  }

  /**
   * {@link Lock#lockInterruptibly()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   * @throws InterruptedException as the original
   */
  public static void lockInterruptibly(Lock lock, int place) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock(lock, place);
  }

  /**
   * {@link Lock#tryLock()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   * @return as the original
   */
  public static boolean tryLock(Lock lock, int place) {
    at(place);
    boolean taken = lock.tryLock();
    if (taken) {
      Holds.add(lock, kind(lock), place);
    }
    return taken;
  }

  /**
   * {@link Lock#tryLock(long, TimeUnit)}: time passes only when nobody else can move.
   *
   * @param lock the lock
   * @param time the limit
   * @param unit its unit
   * @param place the number of the stop
   * @return as the original
   * @throws InterruptedException as the original
   */
  public static boolean tryLock(Lock lock, long time, TimeUnit unit, int place)
      throws InterruptedException {
    at(place);
    boolean taken =
        (actor() == null || !isKnown(lock))
            ? lock.tryLock(time, unit)
            : actor().acquires(lock::tryLock, waiting(lock, place, true));
    if (taken) {
      Holds.add(lock, kind(lock), place);
    }
    return taken;
  }

  /**
   * {@link Lock#unlock()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   */
  public static void unlock(Lock lock, int place) {
    at(place);
    lock.unlock();
    Holds.remove(lock);
    released();
  }

  /**
   * {@link ReadWriteLock#readLock()}.
   *
   * @param whole the lock
   * @return as the original
   */
  public static Lock readLock(ReadWriteLock whole) {
    Lock view = whole.readLock();
    Holds.view(view, whole);
    return view;
  }

  /**
   * {@link ReadWriteLock#writeLock()}.
   *
   * @param whole the lock
   * @return as the original
   */
  public static Lock writeLock(ReadWriteLock whole) {
    Lock view = whole.writeLock();
    Holds.view(view, whole);
    return view;
  }

  /**
   * {@link Semaphore#acquire()}.
   *
   * @param semaphore the semaphore
   * @param place the number of the stop
   * @throws InterruptedException as the original
   */
  public static void acquire(Semaphore semaphore, int place) throws InterruptedException {
    at(place);
    if (actor() == null) {
      semaphore.acquire();
    } else {
      actor().acquires(semaphore::tryAcquire, waiting(semaphore, place, false));
    }
    Holds.add(semaphore, kind(semaphore), place);
  }

  /**
   * {@link Semaphore#release()}.
   *
   * @param semaphore the semaphore
   * @param place the number of the stop
   */
  public static void release(Semaphore semaphore, int place) {
    at(place);
    semaphore.release();
    Holds.remove(semaphore);
    released();
  }

  /**
   * {@link StampedLock#writeLock()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   * @return as the original
   */
  public static long writeLock(StampedLock lock, int place) {
    at(place);
    if (actor() == null) {
      return lock.writeLock();
    }
    long[] stamp = new long[1];
    actor().acquires(() -> (stamp[0] = lock.tryWriteLock()) != 0, waiting(lock, place, false));
    return stamp[0];
  }

  /**
   * {@link StampedLock#readLock()}.
   *
   * @param lock the lock
   * @param place the number of the stop
   * @return as the original
   */
  public static long readLock(StampedLock lock, int place) {
    at(place);
    if (actor() == null) {
      return lock.readLock();
    }
    long[] stamp = new long[1];
    actor().acquires(() -> (stamp[0] = lock.tryReadLock()) != 0, waiting(lock, place, false));
    return stamp[0];
  }

  /**
   * {@link FileChannel#lock()}.
   *
   * @param channel the channel of the file
   * @param place the number of the stop
   * @return as the original
   * @throws IOException as the original
   */
  public static FileLock fileLock(FileChannel channel, int place) throws IOException {
    return fileLock(channel, 0, Long.MAX_VALUE, false, place);
  }

  /**
   * {@link FileChannel#lock(long, long, boolean)}.
   *
   * @param channel the channel of the file
   * @param position as the original
   * @param size as the original
   * @param shared as the original
   * @param place the number of the stop
   * @return as the original
   * @throws IOException as the original
   */
  public static FileLock fileLock(
      FileChannel channel, long position, long size, boolean shared, int place) throws IOException {
    at(place);
    if (actor() == null) {
      return channel.lock(position, size, shared);
    }
    FileLock[] taken = new FileLock[1];
    IOException[] failure = new IOException[1];
    actor()
        .acquires(
            () -> {
              try {
                taken[0] = channel.tryLock(position, size, shared);
              } catch (IOException e) {
                failure[0] = e;
              }
              return taken[0] != null || failure[0] != null;
            },
            new LocalActor.Wait(channel, "a file lock that another process holds", place, false));
    if (failure[0] != null) {
      throw failure[0];
    }
    return taken[0];
  }

  /**
   * {@link CompletableFuture#join()}, which could not be unwound otherwise.
   *
   * @param future the future
   * @param place the number of the stop
   * @return as the original
   */
  public static Object join(CompletableFuture<?> future, int place) {
    at(place);
    if (actor() != null) {
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        at(place);
      } catch (ExecutionException | RuntimeException e) {
        return future.join();
      }
    }
    return future.join();
  }

  private static boolean isKnown(Lock lock) {
    return lock instanceof ReentrantLock
        || lock instanceof ReentrantReadWriteLock.ReadLock
        || lock instanceof ReentrantReadWriteLock.WriteLock;
  }

  private static LocalActor.Wait waiting(Object lock, int place, boolean timed) {
    return new LocalActor.Wait(lock, kind(lock), place, timed);
  }

  private static String kind(Object lock) {
    if (lock instanceof ReentrantReadWriteLock.ReadLock) {
      return "the read lock";
    }
    if (lock instanceof ReentrantReadWriteLock.WriteLock) {
      return "the write lock";
    }
    return "a " + Rendering.simpleName(lock.getClass());
  }
}

package dev.interleave.knowledge;

import dev.interleave.domain.AccessKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call into a library does. Operands are numbered from 0, the receiver first where there is
 * one.
 *
 * @param access how content is touched; null when it is not
 * @param subject the operand whose content that is
 * @param key the operand that selects the entry; -1 for the whole content
 * @param value the operand stored as content; -1 for none
 * @param result what the result is
 * @param makes the trait of the new object that is the result; empty when it is no new object
 * @param lock what happens to the lock in operand 0
 * @param shared whether that lock is taken, or given back, in shared mode
 * @param runs the operands whose code runs before the call returns
 * @param spawns the operands whose code runs on another thread
 * @param later the operands whose code runs at some other time
 * @param flags the rest
 */
public record CallEffect(
    @Nullable AccessKind access,
    int subject,
    int key,
    int value,
    Result result,
    String makes,
    LockAction lock,
    boolean shared,
    List<Integer> runs,
    List<Integer> spawns,
    List<Integer> later,
    List<Flag> flags) {
  /** No operand. */
  public static final int NONE = -1;

  /** What a call's result is, relative to operand 0. */
  public enum Result {
    /** Something unrelated. */
    OTHER,
    /** A part of its content. */
    ELEMENT,
    /** Another face of the same content: an iterator, a key set. */
    VIEW,
    /** The object itself. */
    SELF,
    /** The lock that takes it in shared mode. */
    SHARED_LOCK,
    /** The lock that takes it exclusively. */
    EXCLUSIVE_LOCK
  }

  /** What a call does to a lock. */
  public enum LockAction {
    /** Nothing. */
    NONE,
    /** Takes it, or waits. */
    ACQUIRE,
    /** Takes it and returns true, or returns false. */
    TRY,
    /** Gives it back. */
    RELEASE,
    /** Goes on with it in another mode, with nobody else between. */
    CONVERT
  }

  /** Further properties of a call. */
  public enum Flag {
    /** Asks only whether something is there. */
    EXISTENCE,
    /** What is read from here on counts only if a later call says that nothing has changed. */
    OPTIMISTIC,
    /** Returns a view of some of the content. */
    PART,
    /** Gives a lock back in whichever mode it is held. */
    EITHER,
    /** Asks whether anything has changed since an optimistic read began. */
    VALIDATES,
    /** Walks through the content of the operand that it stores, or else of operand 1. */
    WALKS,
    /** Looks into the content of operand 1. */
    LOOKS,
    /** Makes an executor with one thread. */
    ALONE,
    /** Makes an executor with as many threads as its first numbers say, or as it needs. */
    CREW,
    /** Operand 3 says whether the new map keeps its entries in the order of their use. */
    ORDERS,
    /** Makes a queue that never fills up. */
    ROOMY,
    /** Makes a queue that fills up. */
    BOUNDED,
    /** Waits only until there is room. */
    ROOM,
    /** Changes only what was seen before. */
    VERIFY,
    /** Runs its operands once for each of several elements. */
    EACH,
    /** Has the executor in operand 1 run what else is handed to the receiver. */
    STAFFS,
    /** What it hands over runs beside the code that does so, though that be of the same kind. */
    FORKS,
    /** The result is a row, as an object. */
    LOADS,
    /** Another thread completes the result. */
    ASYNC,
    /** Runs its operands within the atomic update. */
    INSIDE,
    /** Runs them possibly several at once. */
    MANY,
    /** True only on the one thread that owns the state. */
    CONFINES,
    /** Returns the running thread: a body that compares it asks whether it is the owner. */
    CURRENT,
    /** Runs what it is handed one after the other. */
    SERIAL,
    /** A monitor taken here says nothing of the class: the supertype asked for it. */
    CONVENTIONAL,
    /** Shows its operands to people, who can do with an old value. */
    TELLS,
    /** Fills an object that its caller has just made. */
    FILLS,
    /** Waits until another thread is done. */
    JOINS,
    /** Waits for another thread. */
    BLOCKS,
    /** What it waits for is the end of a thread, or of all threads of a pool. */
    ENDS,
    /** Asks whether a wait would end at once. */
    ASKS,
    /** Waits for another thread, and gives back the lock that it belongs to meanwhile. */
    AWAITS,
    /** Wakes those who await a signal. */
    SIGNALS,
    /** Waits for a disk, a network or another process. */
    IO,
    /** Runs code that was registered with operand 0. */
    FIRES,
    /** Enters a container, which runs code of others under locks of its own. */
    ENTERS,
    /** Asks whether this thread holds the lock in operand 0. */
    HOLDS,
    /** Operand 1 says how many the new lock lets in at once. */
    PERMITS
  }

  /** Returns whether a property holds. */
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Returns whether the call matters beyond its access to content: it runs or starts code. */
  public boolean runsCode() {
    return !runs.isEmpty() || !spawns.isEmpty() || !later.isEmpty() || !flags.isEmpty();
  }

  /** Returns whether the call may end in an exception: others' code, a wait or a device can. */
  public boolean canFail() {
    return !runs.isEmpty()
        || has(Flag.BLOCKS)
        || has(Flag.AWAITS)
        || has(Flag.IO)
        || has(Flag.FIRES);
  }

  /** Returns the operand whose content is looked at on the side; {@link #NONE} for none. */
  public int aside() {
    boolean walks = has(Flag.WALKS);
    return walks && value != NONE ? value : walks || has(Flag.LOOKS) ? 1 : NONE;
  }
}

package dev.interleave.rules;

import dev.interleave.link.Linked;
import dev.interleave.link.Wait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a wait under a lock keeps anybody waiting, and what has to be assumed for it. */
final class WaitVerdict {
  private static final Pattern BY_NATURE =
      Pattern.compile(
          "(load|reload|refresh|flush|sync|reset|connect|reconnect|disconnect|save|store|persist|print"
              + "|log|dump).*");

  private static final Pattern LAZY =
      Pattern.compile(
          "(get|ensure|lazy|init|check|maybe|instance|find|resolve|lookup)([A-Z].*|ialize.*)?");
  private static final Pattern OPENING = Pattern.compile("<init>|new|open|connect");
  private static final Set<String> SERIALIZING =
      Set.of("writeObject", "readObject", "writeExternal", "readExternal");
  private static final List<ClassRef> DATA =
      List.of(new ClassRef("java/io/DataInput"), new ClassRef("java/io/DataOutput"));
  private static final int LONG_WAY = 3;
  private static final int FEW = 2;

  private final Linked linked;
  private final HeldWaits waits;

  WaitVerdict(Linked linked, HeldWaits waits) {
    this.linked = linked;
    this.waits = waits;
  }

  /** Returns whether anybody but those who wait takes the lock. */
  boolean matters(HeldWait held) {
    return !linked.program().isConventional(held.body().ref())
        && !SERIALIZING.contains(held.body().ref().name())
        && !(held.kind() == Wait.Kind.IO && isWritten(held.body().ref()))
        && (!others(held).isEmpty() || isQueue(held))
        && linked.threads().isRun(held.body().ref());
  }

  /** What an object is written to or read from is chosen by whoever hands it in. */
  private boolean isWritten(MethodRef method) {
    ClassRef type = method.parameterType(0);
    return DATA.stream().anyMatch(data -> linked.program().hierarchy().isA(type, data));
  }

  /** Who waits for another thread keeps those waiting who call the same method, too. */
  private boolean isQueue(HeldWait held) {
    return held.kind() == Wait.Kind.THREAD
        && held.guard().isExclusive()
        && !isTried(held)
        && !isSleep(held)
        && !held.reached().deed().called().descriptor().startsWith("(J");
  }

  /** Who only tries for a lock goes away when somebody else has it. */
  private boolean isTried(HeldWait held) {
    return held.body().events().stream()
        .anyMatch(
            event ->
                event.action() instanceof Acquire taken
                    && taken.tried()
                    && held.lock().equals(linked.locks().name(held.body(), taken.guard())));
  }

  private static boolean isSleep(HeldWait held) {
    return held.reached().deed().called().name().startsWith("sleep");
  }

  /** Returns the methods that take the lock and do not wait for the same. */
  private List<MethodRef> others(HeldWait held) {
    Set<MethodRef> waiting = waits.waiting(held.lock());
    List<MethodRef> others = new ArrayList<>();
    for (MethodRef taker : linked.locks().takers(held.lock(), held.guard().mode())) {
      boolean same = taker.equals(held.body().ref());
      if (!same && (held.kind() != Wait.Kind.IO || !waiting.contains(taker))) {
        others.add(taker);
      }
    }
    return others;
  }

  /** Returns a method that wants the lock meanwhile, a short one for choice. */
  MethodRef other(HeldWait held) {
    List<MethodRef> others = others(held);
    Set<MethodRef> waiting = waits.waiting(held.lock());
    for (MethodRef other : others) {
      if (isCalm(other, waiting)) {
        return other;
      }
    }
    return others.isEmpty() ? held.body().ref() : others.get(0);
  }

  private boolean isCalm(MethodRef taker, Set<MethodRef> waiting) {
    return !waiting.contains(taker)
        && !Lifecycle.isOnce(taker)
        && !Lifecycle.isRepair(taker)
        && (linked.threads().isReachable(taker) || !linked.threads().starts(taker).isEmpty());
  }

  /** Returns what is assumed. */
  List<String> assumptions(HeldWait held) {
    List<String> assumptions = new ArrayList<>();
    assumeOthers(held, assumptions);
    assumeEnd(held, assumptions);
    assumeOften(held, assumptions);
    return assumptions;
  }

  /** What is assumed of those who want the lock. */
  private void assumeOthers(HeldWait held, List<String> assumptions) {
    Set<MethodRef> waiting = waits.waiting(held.lock());
    MethodRef other = other(held);
    if (!linked.threads().mayMeet(held.body().ref(), other) || held.kind() == Wait.Kind.IO) {
      String called = Wording.method(other);
      assumptions.add(called + " is called meanwhile by a thread that must not stand still");
    }
    if (!other.equals(held.body().ref()) && !isCalm(other, waiting)) {
      assumptions.add("it is called in normal operation");
    }
    if (held.guard().lock().root() == Root.UNKNOWN) {
      assumptions.add("the object that is locked is known to others by then");
    }
    if (isSerializing(held)) {
      assumptions.add("the lock is not there to serialise that work");
    }
  }

  /** What is assumed of that which is waited for. */
  private void assumeEnd(HeldWait held, List<String> assumptions) {
    if (held.kind() == Wait.Kind.TASK && !linked.locks().isWanted(held.reached(), held.lock())) {
      assumptions.add("a task before it wants the lock, or it takes long");
    }
    if (held.kind() == Wait.Kind.SIGNAL
        && linked.locks().isSignalledWithout(held.reached(), held.lock())) {
      assumptions.add("no signal comes from where the lock is not needed");
    }
    if (held.kind() == Wait.Kind.END) {
      assumptions.add("what comes to its end wants the lock before");
    }
  }

  /** What is assumed of how often it is waited. */
  private void assumeOften(HeldWait held, List<String> assumptions) {
    if (isSleep(held) && isRetry(held)) {
      assumptions.add("who waits meanwhile could go on before what is tried again succeeds");
    }
    if (held.reached().deed().brief()) {
      assumptions.add("so short a wait happens often");
    }
    if (isOfALife(held)) {
      assumptions.add(Wording.method(held.body().ref()) + " is called while others are at work");
    }
    if (held.reached().calls().size() > (held.kind() == Wait.Kind.IO ? 1 : LONG_WAY)) {
      assumptions.add("the long way there is taken often");
    }
    if (isSeldom(held)) {
      assumptions.add("it happens more than once");
    }
  }

  /** Returns whether something is tried again later, which no other thread has a hand in. */
  private static boolean isRetry(HeldWait held) {
    Event event = held.reached().event();
    MethodSummary body = held.reached().origin();
    for (int i = 0; i < event.control().size(); i++) {
      if (body.at(event.control().get(i)).stream().anyMatch(e -> e.action() instanceof Touch)) {
        return false;
      }
    }
    return event.repeated();
  }

  /** Returns whether something comes to its start or its end where the wait is, or on the way. */
  private static boolean isOfALife(HeldWait held) {
    return Lifecycle.isOnce(held.body().ref())
        || Lifecycle.isRepair(held.body().ref())
        || Lifecycle.isOnce(held.reached().origin().ref())
        || held.reached().calls().stream().anyMatch(call -> Lifecycle.isBound(call.caller().ref()));
  }

  /** A lock of the object that a device belongs to is there to serialise its use. */
  private boolean isOfTheLocked(HeldWait held) {
    if (!(held.reached().event().action() instanceof Invoke invoke)
        || invoke.operands().isEmpty()
        || !linked.program().isConventional(invoke.target())) {
      return false;
    }
    AccessPath device = held.reached().outside(invoke.operands().get(0).path());
    AccessPath lock = held.guard().lock();
    return lock.root() == Root.PARAM
        && !device.isBare()
        && device.root() == lock.root()
        && device.number() == lock.number();
  }

  /** Returns whether most of those who take the lock stand still under it, for no other thread. */
  private boolean isSerializing(HeldWait held) {
    if (held.kind() != Wait.Kind.IO && !isSleep(held)) {
      return false;
    }
    int waiting = waits.waiting(held.lock()).size();
    return 2 * waiting > linked.locks().takers(held.lock(), held.guard().mode()).size()
        || (held.kind() == Wait.Kind.IO && (others(held).size() < FEW || isOfTheLocked(held)));
  }

  private static boolean isSeldom(HeldWait held) {
    boolean io = held.kind() == Wait.Kind.IO;
    boolean opened =
        io
            && !held.reached().event().absence().isEmpty()
            && OPENING.matcher(held.reached().deed().called().name()).lookingAt();
    boolean byNature = io && BY_NATURE.matcher(held.body().ref().sourceName()).matches();
    return opened
        || byNature
        || isLazy(held.body().ref(), held.event())
        || isLazy(held.reached().origin().ref(), held.reached().event())
        || held.reached().calls().stream()
            .anyMatch(call -> isLazy(call.caller().ref(), call.event()));
  }

  /** Returns whether something is done only as long as what it gets is not there. */
  private static boolean isLazy(MethodRef method, Event event) {
    return !event.absence().isEmpty() && LAZY.matcher(method.sourceName()).matches();
  }
}

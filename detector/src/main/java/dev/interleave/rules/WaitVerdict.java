package dev.interleave.rules;

import dev.interleave.domain.Trait;
import dev.interleave.link.Linked;
import dev.interleave.link.Wait;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Invoke;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a wait under a lock keeps anybody waiting, and what has to be assumed for it. */
final class WaitVerdict {
  private static final Pattern ONCE =
      Pattern.compile(
          "(do|internal|safe|force)?(init|start|stop|close|open|shutdown|destroy|dispose|main|join"
              + "|await|terminate|finish|tearDown|setup|configure|kill|wait|abort|quiesce|cancel|unload|deploy|undeploy|setConf)"
              + "([A-Z0-9].*|ialize.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BY_NATURE =
      Pattern.compile(
          "(load|reload|refresh|flush|sync|reset|connect|reconnect|disconnect|save|store|persist|print"
              + "|log|dump).*");

  private static final Pattern LAZY =
      Pattern.compile("(get|ensure|lazy|init|check|maybe|instance|find|resolve|lookup).*");
  private static final Pattern OPENING = Pattern.compile("<init>|new|open|connect");
  private static final Set<String> SERIALIZING =
      Set.of("writeObject", "readObject", "writeExternal", "readExternal");
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
        && (!others(held).isEmpty() || isQueue(held))
        && (linked.threads().isReachable(held.body().ref())
            || !linked.threads().starts(held.body().ref()).isEmpty()
            || !linked.threads().arrivals(held.body().ref()).isEmpty());
  }

  /** Who waits for another thread keeps those waiting who call the same method, too. */
  private boolean isQueue(HeldWait held) {
    return held.kind() == Wait.Kind.THREAD
        && held.guard().isExclusive()
        && !held.reached().deed().called().name().startsWith("sleep")
        && !held.reached().deed().called().descriptor().startsWith("(J");
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
        && !isOnce(taker)
        && (linked.threads().isReachable(taker) || !linked.threads().starts(taker).isEmpty());
  }

  private static boolean isOnce(MethodRef method) {
    return ONCE.matcher(method.sourceName()).matches();
  }

  /** Returns what is assumed. */
  List<String> assumptions(HeldWait held) {
    List<String> assumptions = new ArrayList<>();
    Set<MethodRef> waiting = waits.waiting(held.lock());
    MethodRef other = other(held);
    String called = Wording.method(other);
    if (!linked.threads().mayMeet(held.body().ref(), other) || held.kind() == Wait.Kind.IO) {
      assumptions.add(called + " is called meanwhile by a thread that must not stand still");
    }
    if (!other.equals(held.body().ref()) && !isCalm(other, waiting)) {
      assumptions.add("it is called in normal operation");
    }
    if (isOnce(held.body().ref()) || isOnce(held.reached().origin().ref())) {
      assumptions.add(Wording.method(held.body().ref()) + " is called while others are at work");
    }
    if (held.guard().lock().root() == Root.UNKNOWN) {
      assumptions.add("the object that is locked is known to others by then");
    }
    if (held.reached().calls().size() > (held.kind() == Wait.Kind.IO ? 1 : LONG_WAY)) {
      assumptions.add("the long way there is taken often");
    }
    if (held.kind() == Wait.Kind.IO) {
      assumeWork(held, assumptions);
    }
    return assumptions;
  }

  /** A lock of the object that a stream belongs to is there to serialise its use. */
  private boolean isOfTheLocked(HeldWait held) {
    if (!(held.reached().event().action() instanceof Invoke invoke)
        || invoke.operands().isEmpty()
        || !linked.program().traits(invoke.target().owner()).contains(Trait.STREAM)) {
      return false;
    }
    AccessPath device = held.reached().outside(invoke.operands().get(0).path());
    AccessPath lock = held.guard().lock();
    return lock.root() == Root.PARAM
        && !device.isBare()
        && device.root() == lock.root()
        && device.number() == lock.number();
  }

  /** What is assumed of slow work. */
  private void assumeWork(HeldWait held, List<String> assumptions) {
    int waiting = waits.waiting(held.lock()).size();
    if (2 * waiting > linked.locks().takers(held.lock(), held.guard().mode()).size()
        || others(held).size() < FEW
        || isOfTheLocked(held)) {
      assumptions.add("the lock is not there to serialise that work");
    }
    boolean opened =
        !held.reached().event().absence().isEmpty()
            && OPENING.matcher(held.reached().deed().called().name()).lookingAt();
    boolean isLazy =
        !held.event().absence().isEmpty() && LAZY.matcher(held.body().ref().sourceName()).matches();
    if (opened || isLazy || BY_NATURE.matcher(held.body().ref().sourceName()).matches()) {
      assumptions.add("it happens more than once");
    }
  }
}

package dev.interleave.samples.rules;

import dev.interleave.replay.Question;
import dev.interleave.replay.Replay;
import dev.interleave.replay.Setup;
import dev.interleave.replay.Step;
import dev.interleave.samples.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Replays each method of the pairs, so that no mark claims a bug that cannot happen. */
public final class RulesChecks {
  private static final String RULES = "rules";

  private RulesChecks() {}

  /** A ticker with a lock of its own that shows prices and is told of them. */
  static final class Ticker {
    private final CallbackUnderLockBuggy buggy = new CallbackUnderLockBuggy();
    private final CallbackUnderLockFixed fixed = new CallbackUnderLockFixed();
    private int shown;

    Ticker() {
      buggy.addListener((item, price) -> show(price));
      fixed.addListener((item, price) -> show(price));
      buggy.first().thenAccept(item -> show(1));
      fixed.first().thenAccept(item -> show(1));
    }

    private synchronized void show(int price) {
      shown = Math.max(shown, price);
    }

    private int shownPlus(int more) {
      show(more);
      return more;
    }

    synchronized int refreshBuggy() {
      return buggy.price("tea") >= 0 ? shown : -1;
    }

    synchronized int refreshFixed() {
      return fixed.price("tea") >= 0 ? shown : -1;
    }
  }

  /** Tasks of a pool, held back until a thread runs them. */
  static final class HeldBack implements Executor {
    private final List<Runnable> tasks = new ArrayList<>();
    private Map<String, Integer> lengths = Map.of();

    static HeldBack lengths() {
      HeldBack held = new HeldBack();
      held.lengths = UnguardedCollectionBuggy.lengths(held, List.of("a", "b"));
      return held;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void run(int index) {
      tasks.get(index).run();
    }
  }

  private static Check buggy(String name, java.util.function.Supplier<Replay<?>> replay) {
    return Check.buggy(RULES, name, replay);
  }

  private static Check fixed(String name, java.util.function.Supplier<Replay<?>> replay) {
    return Check.fixed(RULES, name, replay);
  }

  private static <S> Replay<S> ask(Setup<S> setup, Question<S> both) {
    return Replay.of(setup).threadAReturning(both).threadBReturning(both);
  }

  private static <S> Replay<S> run(Setup<S> setup, Step<S> a, Step<S> b, Question<S> end) {
    return Replay.of(setup).threadA(a).threadB(b).observe("the end", end);
  }

  private static Replay<ReadModifyWriteBuggy> torn(
      Step<ReadModifyWriteBuggy> both, Question<ReadModifyWriteBuggy> end) {
    return run(ReadModifyWriteBuggy::new, both, both, end);
  }

  private static Replay<ReadModifyWriteFixed> whole(
      Step<ReadModifyWriteFixed> both, Question<ReadModifyWriteFixed> end) {
    return run(ReadModifyWriteFixed::new, both, both, end);
  }

  public static List<Check> all() {
    List<Check> all = new ArrayList<>();
    all.addAll(readModifyWrite());
    all.addAll(readModifyWriteFixed());
    all.addAll(unguardedCollection());
    all.addAll(MemoryChecks.all());
    all.addAll(callbackUnderLock());
    all.addAll(LockChecks.all());
    all.addAll(OutsideChecks.all());
    return all;
  }

  private static List<Check> readModifyWrite() {
    return List.of(
        buggy("count", () -> torn(ReadModifyWriteBuggy::hit, RulesChecks::hits)),
        buggy("volatile count", () -> torn(ReadModifyWriteBuggy::visit, RulesChecks::visits)),
        buggy(
            "get and set",
            () -> torn(ReadModifyWriteBuggy::addToTotal, ReadModifyWriteBuggy::total)),
        buggy("get then put", () -> torn(r -> r.countWord("a"), r -> field(r, "words"))),
        buggy("containsKey then put", () -> ask(ReadModifyWriteBuggy::new, r -> r.own("a", "b"))),
        buggy(
            "value changed outside the call",
            () ->
                run(
                    ReadModifyWriteBuggy::new,
                    r -> r.join("g", "a"),
                    r -> r.join("g", "b"),
                    r -> String.valueOf(field(r, "groups")).length())),
        buggy(
            "isEmpty then remove",
            () -> ask(ReadModifyWriteBuggy::new, ReadModifyWriteBuggy::takeJob)),
        buggy(
            "get then set of an atomic",
            () -> ask(ReadModifyWriteBuggy::new, ReadModifyWriteBuggy::drawTicket)),
        buggy(
            "check then decrement",
            () -> ask(ReadModifyWriteBuggy::new, ReadModifyWriteBuggy::takeSeat)),
        buggy("copy, change, replace", () -> torn(r -> r.addName("n"), r -> field(r, "names"))),
        buggy(
            "lazy initialisation",
            () ->
                Replay.of(TwoConnections::new)
                    .threadA(two -> two.first = two.lazy.connection())
                    .threadB(two -> two.second = two.lazy.connection())
                    .observe("one connection", two -> two.first == two.second)),
        buggy(
            "split critical section",
            () -> torn(ReadModifyWriteBuggy::deposit, r -> field(r, "balance"))),
        buggy(
            "checked under the read lock",
            () -> ask(ReadModifyWriteBuggy::new, ReadModifyWriteBuggy::reserve)));
  }

  /** What two threads were given. */
  static final class TwoConnections {
    final ReadModifyWriteBuggy lazy = new ReadModifyWriteBuggy();
    final ReadModifyWriteFixed eager = new ReadModifyWriteFixed();
    Object first;
    Object second;
  }

  private static Object hits(ReadModifyWriteBuggy r) throws ReflectiveOperationException {
    return field(r, "hits");
  }

  private static Object visits(ReadModifyWriteBuggy r) throws ReflectiveOperationException {
    return field(r, "visits");
  }

  /** The buggy ones have no careful way to look inside. */
  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    var field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  private static List<Check> readModifyWriteFixed() {
    return List.of(
        fixed("count, fixed", () -> ask(ReadModifyWriteFixed::new, ReadModifyWriteFixed::hit)),
        fixed(
            "get and set, fixed",
            () ->
                whole(ReadModifyWriteFixed::addToTotal, ReadModifyWriteFixed::total)
                    .mustBeGuarded()),
        fixed("get then put, fixed", () -> whole(r -> r.countWord("a"), r -> r.count("a"))),
        fixed(
            "containsKey then put, fixed",
            () -> ask(ReadModifyWriteFixed::new, r -> r.own("a", "b"))),
        fixed(
            "value changed inside the call",
            () -> whole(r -> r.join("g", "a"), r -> r.members("g")).mustBeGuarded()),
        fixed(
            "isEmpty then remove, fixed",
            () -> ask(ReadModifyWriteFixed::new, ReadModifyWriteFixed::takeJob).mustBeGuarded()),
        fixed(
            "compare and set",
            () -> ask(ReadModifyWriteFixed::new, ReadModifyWriteFixed::drawTicket)),
        fixed(
            "check then decrement, fixed",
            () -> ask(ReadModifyWriteFixed::new, ReadModifyWriteFixed::takeSeat)),
        fixed("copy on write", () -> whole(r -> r.addName("n"), ReadModifyWriteFixed::names)),
        fixed(
            "double-checked initialisation",
            () ->
                Replay.of(TwoConnections::new)
                    .threadA(two -> two.first = two.eager.connection())
                    .threadB(two -> two.second = two.eager.connection())
                    .observe("one connection", two -> two.first == two.second)
                    .mustBeGuarded()),
        fixed(
            "one critical section",
            () ->
                whole(ReadModifyWriteFixed::deposit, ReadModifyWriteFixed::balance)
                    .mustBeGuarded()),
        fixed(
            "checked again under the write lock",
            () -> ask(ReadModifyWriteFixed::new, ReadModifyWriteFixed::reserve).mustBeGuarded()));
  }

  private static List<Check> unguardedCollection() {
    return List.of(
        buggy(
            "map field",
            () ->
                run(
                    UnguardedCollectionBuggy::new,
                    u -> u.putSize("a"),
                    u -> u.putSize("b"),
                    u -> field(u, "sizes"))),
        buggy(
            "list field",
            () ->
                run(
                    UnguardedCollectionBuggy::new,
                    u -> u.addEvent("a"),
                    u -> u.addEvent("b"),
                    u -> field(u, "events"))),
        buggy(
            "set field",
            () ->
                run(
                    UnguardedCollectionBuggy::new,
                    u -> u.enter("a"),
                    u -> u.enter("b"),
                    u -> field(u, "online"))),
        buggy(
            "write under a read lock",
            () ->
                run(
                    UnguardedCollectionBuggy::new,
                    u -> u.putReadLocked("a"),
                    u -> u.putReadLocked("b"),
                    u -> field(u, "readLocked"))),
        buggy(
            "two different locks",
            () ->
                Replay.of(UnguardedCollectionBuggy::new)
                    .prepare(u -> List.of("abcdefghijkl".split("")).forEach(u::putTwoLocks))
                    .threadA(u -> u.putTwoLocks("m"))
                    .threadBReturning(u -> u.twoLocks("a"))),
        buggy(
            "iteration that locks the view",
            () ->
                Replay.of(UnguardedCollectionBuggy::new)
                    .collectionsAsOneStep()
                    .prepare(u -> List.of("aa", "bb").forEach(u::putWhole))
                    .threadAReturning(UnguardedCollectionBuggy::sumWhole)
                    .threadB(u -> u.putWhole("cc"))),
        buggy(
            "captured map",
            () -> run(HeldBack::lengths, h -> h.run(0), h -> h.run(1), h -> h.lengths)),
        fixed(
            "map field, fixed",
            () ->
                run(
                    UnguardedCollectionFixed::new,
                    u -> u.putSize("a"),
                    u -> u.putSize("b"),
                    UnguardedCollectionFixed::sizes)),
        fixed(
            "list field, fixed",
            () ->
                run(
                        UnguardedCollectionFixed::new,
                        u -> u.addEvent("a"),
                        u -> u.addEvent("b"),
                        UnguardedCollectionFixed::events)
                    .mustBeGuarded()),
        fixed(
            "set field, fixed",
            () ->
                run(
                    UnguardedCollectionFixed::new,
                    u -> u.enter("a"),
                    u -> u.enter("b"),
                    UnguardedCollectionFixed::online)),
        fixed(
            "one lock",
            () ->
                Replay.of(UnguardedCollectionFixed::new)
                    .threadA(u -> u.putOneLock("a"))
                    .threadBReturning(u -> u.oneLock("a"))
                    .mustBeGuarded()),
        fixed(
            "write lock and read lock",
            () ->
                Replay.of(UnguardedCollectionFixed::new)
                    .threadA(u -> u.putWriteLocked("a"))
                    .threadBReturning(u -> u.writeLocked("a"))
                    .mustBeGuarded()),
        fixed(
            "iteration that locks the map",
            () ->
                Replay.of(UnguardedCollectionFixed::new)
                    .collectionsAsOneStep()
                    .prepare(u -> List.of("aa", "bb").forEach(u::putWhole))
                    .threadAReturning(UnguardedCollectionFixed::sumWhole)
                    .threadB(u -> u.putWhole("cc"))
                    .mustBeGuarded()));
  }

  private static List<Check> callbackUnderLock() {
    return List.of(
        buggy(
            "listener",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.buggy.set("tea", 3))
                    .threadB(Ticker::refreshBuggy)),
        buggy(
            "functional parameter",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.buggy.update("tea", old -> t.shownPlus(old + 1)))
                    .threadB(Ticker::refreshBuggy)),
        buggy(
            "dependent of a future",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.buggy.setFirst("tea", 3))
                    .threadB(Ticker::refreshBuggy)),
        buggy(
            "scheduleSave",
            () ->
                Replay.of(CallbackUnderLockBuggy::new)
                    .threadA(c -> c.setAndSave("tea", 3))
                    .threadB(CallbackUnderLockBuggy::save)),
        fixed(
            "listener, fixed",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.fixed.set("tea", 3))
                    .threadB(Ticker::refreshFixed)
                    .observe("price", t -> t.fixed.price("tea"))
                    .mustBeGuarded()),
        fixed(
            "functional parameter, fixed",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.fixed.update("tea", old -> t.shownPlus(old + 1)))
                    .threadB(t -> t.fixed.update("tea", old -> old + 1))
                    .observe("price", t -> t.fixed.price("tea"))
                    .mustBeGuarded()),
        fixed(
            "dependent of a future, fixed",
            () ->
                Replay.of(Ticker::new)
                    .threadA(t -> t.fixed.setFirst("tea", 3))
                    .threadB(Ticker::refreshFixed)
                    .observe("price", t -> t.fixed.price("tea"))
                    .mustBeGuarded()),
        fixed(
            "scheduleSave, fixed",
            () ->
                Replay.of(CallbackUnderLockFixed::new)
                    .threadA(c -> c.setAndSave("tea", 3))
                    .threadBReturning(CallbackUnderLockFixed::save)
                    .observe("price", c -> c.price("tea"))
                    .mustBeGuarded()));
  }
}

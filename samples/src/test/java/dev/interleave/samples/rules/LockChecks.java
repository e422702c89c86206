package dev.interleave.samples.rules;

import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.util.List;

/** Replays the pairs about what happens while a lock is held. */
final class LockChecks {
  private static final String RULES = "rules";

  private LockChecks() {}

  static List<Check> all() {
    return List.of(
        Check.buggy(
            RULES,
            "transfers both ways",
            () ->
                Replay.of(BuggyAccounts::new)
                    .threadA(two -> LockOrderBuggy.transfer(two.first, two.second, 1))
                    .threadB(two -> LockOrderBuggy.transfer(two.second, two.first, 2))),
        Check.buggy(
            RULES,
            "ledger and account",
            () ->
                Replay.of(LockOrderBuggy::new)
                    .threadA(account -> account.deposit(1))
                    .threadBReturning(LockOrderBuggy::report)),
        Check.fixed(
            RULES,
            "transfers both ways, fixed",
            () ->
                Replay.of(FixedAccounts::new)
                    .threadA(two -> LockOrderFixed.transfer(two.first, two.second, 1))
                    .threadB(two -> LockOrderFixed.transfer(two.second, two.first, 2))
                    .observe("first", two -> two.first.balance())
                    .mustBeGuarded()),
        Check.fixed(
            RULES,
            "ledger after account",
            () ->
                Replay.of(LockOrderFixed::new)
                    .threadA(account -> account.deposit(1))
                    .threadBReturning(LockOrderFixed::report)
                    .mustBeGuarded()),
        Check.buggy(
            RULES,
            "waits for an answer under the lock",
            () ->
                Replay.of(BlockingUnderLockBuggy::new)
                    .threadA(b -> b.answer(5))
                    .threadB(BlockingUnderLockBuggy::update)
                    .observe("price", BlockingUnderLockBuggy::price)),
        Check.fixed(
            RULES,
            "waits for an answer, fixed",
            () ->
                Replay.of(BlockingUnderLockFixed::new)
                    .threadA(b -> b.answer(5))
                    .threadB(BlockingUnderLockFixed::update)
                    .observe("price", BlockingUnderLockFixed::price)),
        Check.buggy(
            RULES,
            "upgrade",
            () ->
                Replay.of(LockUpgradeBuggy::new)
                    .threadA(l -> l.length("a"))
                    .threadB(l -> l.length("bb"))),
        Check.fixed(
            RULES,
            "upgrade, fixed",
            () ->
                Replay.of(LockUpgradeFixed::new)
                    .threadAReturning(l -> l.length("a"))
                    .threadBReturning(l -> l.length("bb"))
                    .mustBeGuarded()));
  }

  /** Two accounts that the order of the calls locks. */
  static final class BuggyAccounts {
    final LockOrderBuggy first = new LockOrderBuggy();
    final LockOrderBuggy second = new LockOrderBuggy();
  }

  /** Two accounts that their numbers order. */
  static final class FixedAccounts {
    final LockOrderFixed first = new LockOrderFixed();
    final LockOrderFixed second = new LockOrderFixed();
  }
}

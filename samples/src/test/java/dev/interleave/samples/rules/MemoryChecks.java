package dev.interleave.samples.rules;

import dev.interleave.replay.Replay;
import dev.interleave.samples.Check;
import java.util.ArrayList;
import java.util.List;

/** Replays the pairs about fields and collections that most of their users guard. */
final class MemoryChecks {
  private static final String RULES = "rules";

  private MemoryChecks() {}

  static List<Check> all() {
    List<Check> all = new ArrayList<>();
    all.addAll(unguardedField());
    all.addAll(unguardedIteration());
    all.addAll(leakedCollection());
    return all;
  }

  private static List<Check> unguardedField() {
    return List.of(
        Check.buggy(
            RULES,
            "bare writes between guarded reads",
            () ->
                Replay.of(UnguardedFieldBuggy::new)
                    .threadA(f -> f.move(100))
                    .threadBReturning(UnguardedFieldBuggy::span)),
        Check.buggy(
            RULES,
            "bare reads between guarded writes",
            () ->
                Replay.of(UnguardedFieldBuggy::new)
                    .threadAReturning(UnguardedFieldBuggy::describe)
                    .threadB(f -> f.route("north", "a", "b"))),
        Check.fixed(
            RULES,
            "guarded writes",
            () ->
                Replay.of(UnguardedFieldFixed::new)
                    .threadA(f -> f.move(100))
                    .threadBReturning(UnguardedFieldFixed::span)
                    .mustBeGuarded()),
        Check.fixed(
            RULES,
            "guarded reads",
            () ->
                Replay.of(UnguardedFieldFixed::new)
                    .threadAReturning(UnguardedFieldFixed::describe)
                    .threadB(f -> f.route("north", "a", "b"))
                    .mustBeGuarded()));
  }

  private static List<Check> unguardedIteration() {
    return List.of(
        Check.buggy(
            RULES,
            "walk without the list's lock",
            () ->
                Replay.of(UnguardedIterationBuggy::new)
                    .collectionsAsOneStep()
                    .prepare(u -> List.of("aa", "bb").forEach(u::add))
                    .threadAReturning(UnguardedIterationBuggy::letters)
                    .threadB(u -> u.add("cc"))),
        Check.fixed(
            RULES,
            "walk under the list's lock",
            () ->
                Replay.of(UnguardedIterationFixed::new)
                    .collectionsAsOneStep()
                    .prepare(u -> List.of("aa", "bb").forEach(u::add))
                    .threadAReturning(UnguardedIterationFixed::letters)
                    .threadB(u -> u.add("cc"))
                    .mustBeGuarded()));
  }

  private static List<Check> leakedCollection() {
    return List.of(
        Check.buggy(
            RULES,
            "list handed out live",
            () ->
                Replay.of(LeakedCollectionBuggy::new)
                    .collectionsAsOneStep()
                    .prepare(l -> List.of("aa", "bb").forEach(l::join))
                    .threadAReturning(LeakedCollectionBuggy::letters)
                    .threadB(l -> l.join("cc"))),
        Check.fixed(
            RULES,
            "list handed out as a copy",
            () ->
                Replay.of(LeakedCollectionFixed::new)
                    .collectionsAsOneStep()
                    .prepare(l -> List.of("aa", "bb").forEach(l::join))
                    .threadAReturning(LeakedCollectionFixed::letters)
                    .threadB(l -> l.join("cc"))
                    .mustBeGuarded()));
  }
}

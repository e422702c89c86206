package dev.interleave.rules;

import dev.interleave.domain.OutsideCall.Medium;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Sources;
import dev.interleave.link.Linked;
import dev.interleave.link.Use;
import dev.interleave.rules.Things.Seen;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is read outside memory and written back with nothing that keeps others out. */
final class Rewrites {
  private final Linked linked;
  private final Things things;
  private final Meetings meetings;

  Rewrites(Linked linked, Things things, Meetings meetings) {
    this.linked = linked;
    this.things = things;
    this.meetings = meetings;
  }

  /**
   * A read and the write that rests on it.
   *
   * @param data whether the written content does, and not only the decision to write
   * @param named the same write, seen from where the thing has a name that lasts
   */
  record Rewrite(Seen write, Use read, boolean data, Seen named) {}

  List<Rewrite> of(Medium medium) {
    List<Seen> writes = things.all(Set.of(Verb.WRITE));
    List<Rewrite> all = new ArrayList<>();
    for (Seen write : writes) {
      if (write.use().call().medium() == medium && !linked.program().isTestOnly(write.body())) {
        for (Use read : readsBefore(write)) {
          named(write, writes).ifPresent(named -> all.add(rewrite(write, read, named)));
        }
      }
    }
    return all;
  }

  private static Rewrite rewrite(Seen write, Use read, Seen named) {
    boolean data = write.use().value().contains(read.step()) && read.verb() == Verb.READ;
    return new Rewrite(write, read, data, named);
  }

  private List<Use> readsBefore(Seen write) {
    MethodSummary body = write.body();
    Sources control = body.controlAt(write.use().step());
    List<Use> all = new ArrayList<>();
    for (Use read : linked.outside().of(body)) {
      boolean rests = write.use().value().contains(read.step()) || control.contains(read.step());
      boolean looks = read.verb() == Verb.READ || read.verb() == Verb.EXISTS;
      if (looks
          && read.step() != write.use().step()
          && read.reaches()
          && rests
          && read.isSame(write.use())
          && !meetings.isWhole(body, read, write.use())
          && !things.isLocked(body)) {
        all.add(read);
      }
    }
    return all;
  }

  /** A file that a body knows by a parameter is one that lasts if some caller names such a one. */
  private Optional<Seen> named(Seen write, List<Seen> writes) {
    if (write.use().call().medium() == Medium.ENTRY || Things.isAnchored(write.use().name())) {
      return Optional.of(write);
    }
    return writes.stream()
        .filter(seen -> isSeenFromFurther(seen, write))
        .filter(seen -> Things.isAnchored(seen.use().name()) && !seen.use().name().isUnique())
        .filter(seen -> !linked.program().isTestOnly(seen.body()))
        .filter(seen -> !Audience.isCommand(linked, seen.body()))
        .filter(seen -> !meetings.isAlone(seen.body(), seen.use()) && !things.isLocked(seen.body()))
        .findFirst();
  }

  private static boolean isSeenFromFurther(Seen seen, Seen write) {
    Use use = seen.use();
    return use.origin().equals(write.use().origin())
        && use.event().step() == write.use().event().step()
        && use.verb() == write.use().verb()
        && use.calls().size() > write.use().calls().size()
        && use.calls()
            .get(use.calls().size() - write.use().calls().size() - 1)
            .target()
            .equals(write.body().ref());
  }
}

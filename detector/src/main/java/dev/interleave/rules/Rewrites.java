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
   */
  record Rewrite(Seen write, Use read, boolean data) {}

  List<Rewrite> of(Medium medium) {
    List<Rewrite> all = new ArrayList<>();
    for (Seen write : things.all(Set.of(Verb.WRITE))) {
      if (write.use().call().medium() == medium
          && (medium == Medium.ENTRY || Things.isAnchored(write.use().name()))
          && !linked.program().isTestOnly(write.body())) {
        collect(write, all);
      }
    }
    return all;
  }

  private void collect(Seen write, List<Rewrite> into) {
    MethodSummary body = write.body();
    Sources control = body.controlAt(write.use().step());
    for (Use read : linked.outside().of(body)) {
      boolean data = write.use().value().contains(read.step());
      boolean decides = control.contains(read.step());
      boolean looks = read.verb() == Verb.READ || read.verb() == Verb.EXISTS;
      if (looks
          && read.step() != write.use().step()
          && read.reaches()
          && (data || decides)
          && read.isSame(write.use())
          && !meetings.isWhole(body, read, write.use())
          && !things.isLocked(body)) {
        into.add(new Rewrite(write, read, data && read.verb() == Verb.READ));
      }
    }
  }
}

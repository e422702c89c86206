package dev.interleave.cli;

import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import java.util.List;

/** Which findings of an analysis are told. */
@FunctionalInterface
interface Selection {
  /**
   * What is told.
   *
   * @param outcome the analysis with the findings that are told
   * @param notes what there is to say about the others, one line each
   */
  record Told(Outcome outcome, List<String> notes) {
    public Told {
      notes = List.copyOf(notes);
    }
  }

  Told of(Outcome outcome, SourceLookup sources);
}

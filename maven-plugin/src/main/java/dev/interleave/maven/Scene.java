package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import java.nio.file.Path;

/**
 * What a goal has before it when the analysis is done.
 *
 * @param input what was analysed
 * @param all every finding
 * @param selected those in the classes that the user asked for
 * @param whole whether all modules were looked at with all rules, so that what is not found is gone
 * @param least the least confidence that counts
 * @param sources where lines of source come from
 * @param directory where reports go
 * @param baseline where the known findings are kept, or would be
 */
record Scene(
    Input input,
    Outcome all,
    Outcome selected,
    boolean whole,
    Confidence least,
    SourceLookup sources,
    Path directory,
    Path baseline) {
  /** Returns an outcome with the columns of its places, as the sources tell them. */
  Outcome exact(Outcome outcome) {
    return Analysis.locate(input, outcome, least, sources::text);
  }
}

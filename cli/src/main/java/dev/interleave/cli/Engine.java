package dev.interleave.cli;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the commands ask.
 *
 * @param analysis carries out one analysis
 * @param rules every rule, in the order of the catalogue
 */
record Engine(Function<Input, Outcome> analysis, Supplier<List<RuleInfo>> rules) {
  /** Returns the engine itself. */
  static Engine real() {
    return new Engine(Analysis::run, Analysis::rules);
  }
}

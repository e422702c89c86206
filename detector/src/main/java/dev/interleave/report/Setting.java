package dev.interleave.report;

import dev.interleave.finding.RuleInfo;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a report may draw on beside the findings.
 *
 * @param toolVersion the version of Interleave
 * @param rules every rule, in the order of the catalogue
 * @param sources where the lines of code come from
 * @param paths turns a source file relative to its source root into one relative to the root of the
 *     repository, where that is known
 */
public record Setting(
    String toolVersion, List<RuleInfo> rules, SourceLookup sources, UnaryOperator<String> paths) {
  public Setting {
    rules = List.copyOf(rules);
  }
}

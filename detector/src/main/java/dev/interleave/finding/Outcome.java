package dev.interleave.finding;

import java.util.List;

/**
 * All that one analysis has to say.
 *
 * @param findings in the order of {@link Finding#compareTo}
 * @param diagnostics what could not be read, in order
 * @param classes how many classes were analysed
 * @param methods how many bodies were analysed
 * @param unreadableTargets how many targets gave nothing at all
 */
public record Outcome(
    List<Finding> findings,
    List<Diagnostic> diagnostics,
    int classes,
    int methods,
    int unreadableTargets) {
  public Outcome {
    findings = List.copyOf(findings);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Returns the same analysis with other findings, such as a part of them. */
  public Outcome with(List<Finding> others) {
    return new Outcome(others, diagnostics, classes, methods, unreadableTargets);
  }

  /** Returns the findings at or above a threshold. */
  public List<Finding> atLeast(Confidence threshold) {
    return findings.stream().filter(f -> f.confidence().compareTo(threshold) >= 0).toList();
  }
}

package dev.interleave.finding;

import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one analysis has to say.
 *
 * @param findings in the order of {@link Finding#compareTo}
 * @param waived what would have been found where no findings are wanted, in the same order
 * @param diagnostics what could not be read, in order
 * @param classes how many classes were analysed
 * @param methods how many bodies were analysed
 * @param unreadableTargets how many targets gave nothing at all
 */
public record Outcome(
    List<Finding> findings,
    List<Waived> waived,
    List<Diagnostic> diagnostics,
    int classes,
    int methods,
    int unreadableTargets) {
  public Outcome {
    findings = List.copyOf(findings);
    waived = List.copyOf(waived);
    diagnostics = List.copyOf(diagnostics);
  }

  /** An outcome in which nothing was waived. */
  public Outcome(
      List<Finding> findings,
      List<Diagnostic> diagnostics,
      int classes,
      int methods,
      int unreadableTargets) {
    this(findings, List.of(), diagnostics, classes, methods, unreadableTargets);
  }

  /**
   * A finding that nobody wants.
   *
   * @param kind why
   */
  public record Waived(Finding finding, Waiver.Kind kind) {}

  /** Returns how many findings at or above a threshold were waived for a reason. */
  public int waived(Waiver.Kind kind, Confidence threshold) {
    return (int)
        waived.stream()
            .filter(one -> one.kind() == kind)
            .filter(one -> one.finding().confidence().compareTo(threshold) >= 0)
            .count();
  }

  /** Returns the same analysis with what lies in generated code among its findings. */
  public Outcome withGenerated() {
    List<Finding> all = new ArrayList<>(findings);
    List<Waived> left = new ArrayList<>();
    for (Waived one : waived) {
      if (one.kind() == Waiver.Kind.GENERATED) {
        all.add(one.finding());
      } else {
        left.add(one);
      }
    }
    all.sort(null);
    return new Outcome(all, left, diagnostics, classes, methods, unreadableTargets);
  }

  /** Returns the same analysis with other findings, such as a part of them. */
  public Outcome with(List<Finding> others) {
    return new Outcome(others, waived, diagnostics, classes, methods, unreadableTargets);
  }

  /** Returns the findings at or above a threshold. */
  public List<Finding> atLeast(Confidence threshold) {
    return findings.stream().filter(f -> f.confidence().compareTo(threshold) >= 0).toList();
  }
}

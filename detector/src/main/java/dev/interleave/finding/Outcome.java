package dev.interleave.finding;

import dev.interleave.model.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one analysis has to say.
 *
 * @param findings in the order of {@link Finding#compareTo}
 * @param waived what would have been found where no findings are wanted, in the same order
 * @param diagnostics what could not be read, in order
 * @param classes how many classes were analysed
 * @param methods how many bodies were analysed
 * @param unreadableTargets how many targets gave nothing at all
 * @param sourceFiles what the classes come from, in order, each relative to its source root
 */
public record Outcome(
    List<Finding> findings,
    List<Waived> waived,
    List<Diagnostic> diagnostics,
    int classes,
    int methods,
    int unreadableTargets,
    List<String> sourceFiles) {
  public Outcome {
    findings = List.copyOf(findings);
    waived = List.copyOf(waived);
    diagnostics = List.copyOf(diagnostics);
    sourceFiles = List.copyOf(sourceFiles);
  }

  /** An outcome in which nothing was waived, and no source is known. */
  public Outcome(
      List<Finding> findings,
      List<Diagnostic> diagnostics,
      int classes,
      int methods,
      int unreadableTargets) {
    this(findings, List.of(), diagnostics, classes, methods, unreadableTargets, List.of());
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
    return new Outcome(all, left, diagnostics, classes, methods, unreadableTargets, sourceFiles);
  }

  /** Returns the same analysis with what is wanted of its findings, and more diagnostics. */
  public Outcome with(List<Finding> told, List<Waived> others, List<Diagnostic> more) {
    List<Diagnostic> all =
        Stream.concat(diagnostics.stream(), more.stream()).distinct().sorted().toList();
    return new Outcome(told, others, all, classes, methods, unreadableTargets, sourceFiles);
  }

  /** Returns the same analysis with other findings, such as a part of them. */
  public Outcome with(List<Finding> others) {
    return new Outcome(
        others, waived, diagnostics, classes, methods, unreadableTargets, sourceFiles);
  }

  /** Returns the findings at or above a threshold. */
  public List<Finding> atLeast(Confidence threshold) {
    return findings.stream().filter(f -> f.confidence().compareTo(threshold) >= 0).toList();
  }
}

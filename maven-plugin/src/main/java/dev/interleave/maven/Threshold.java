package dev.interleave.maven;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * How much a build puts up with.
 *
 * @param minConfidence findings below it are not counted
 * @param maxAllowedViolations more findings than this are too many
 * @param failOnViolation whether too many end the build
 */
record Threshold(Confidence minConfidence, int maxAllowedViolations, boolean failOnViolation) {
  /** Reads the confidence as a user writes it. */
  static Confidence confidence(String name) throws MojoExecutionException {
    for (Confidence confidence : Confidence.values()) {
      if (confidence.label().equalsIgnoreCase(name.strip())) {
        return confidence;
      }
    }
    throw new MojoExecutionException(
        "interleave.minConfidence: `" + name + "` is none of low, medium, high");
  }

  /** Returns whether these findings end the build. */
  boolean fails(Outcome outcome) {
    return failOnViolation && outcome.atLeast(minConfidence).size() > maxAllowedViolations;
  }

  /** Returns why there are too many findings to go on, and what to do; nothing if there are not. */
  Optional<String> verdict(Outcome outcome, Advice advice) {
    return fails(outcome)
        ? Optional.of(message(outcome.atLeast(minConfidence), advice))
        : Optional.empty();
  }

  private String message(List<Finding> findings, Advice advice) {
    Finding first = Collections.max(findings, Comparator.comparing(Finding::confidence));
    StringBuilder text = new StringBuilder();
    text.append("Interleave found ").append(findings.size());
    text.append(findings.size() == 1 ? " problem" : " problems");
    if (maxAllowedViolations > 0) {
      text.append(" (").append(maxAllowedViolations).append(" allowed)");
    }
    text.append(findings.size() == 1 ? ": " : ", the surest: ");
    text.append(first.primary().place().shortForm()).append(": ");
    text.append('[').append(first.rule()).append("] ").append(first.title()).append(".\n");
    return text.append(advice.about(first)).toString();
  }
}

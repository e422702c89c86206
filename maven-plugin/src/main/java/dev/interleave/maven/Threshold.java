package dev.interleave.maven;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

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

  /**
   * Ends the build if there are too many findings.
   *
   * @param whereToRead a clause that names the report, empty when none was written
   */
  void enforce(Outcome outcome, String whereToRead) throws MojoFailureException {
    if (fails(outcome)) {
      throw new MojoFailureException(message(outcome.atLeast(minConfidence), whereToRead));
    }
  }

  private String message(List<Finding> findings, String whereToRead) {
    Finding first = findings.get(0);
    StringBuilder text = new StringBuilder();
    text.append("Interleave found ").append(findings.size());
    text.append(findings.size() == 1 ? " place" : " places").append(" where data can be lost");
    if (maxAllowedViolations > 0) {
      text.append(" (").append(maxAllowedViolations).append(" allowed)");
    }
    text.append(findings.size() == 1 ? ": " : ", the first: ");
    text.append(first.primary().place().shortForm()).append(": ");
    text.append('[').append(first.rule()).append("] ").append(first.title()).append(".\n");
    text.append("`interleave explain ").append(first.rule()).append("` tells more");
    text.append(whereToRead.isEmpty() ? "" : "; " + whereToRead).append(".\n");
    text.append("To build without mending it: -Dinterleave.failOnViolation=false");
    return text.toString();
  }
}

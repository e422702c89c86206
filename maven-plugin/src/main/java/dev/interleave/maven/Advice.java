package dev.interleave.maven;

import dev.interleave.finding.Finding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What to do about findings.
 *
 * @param call how a goal of this plugin is called
 * @param report where all of the findings can be read
 */
record Advice(UnaryOperator<String> call, Optional<Path> report) {
  /** Returns three lines: how to read more, how to live with it, how to go on. */
  String about(Finding first) {
    String all = report.map(path -> "; all of it is in " + path).orElse("");
    return """
        `%s -Dinterleave.rule=%s` tells more%s.
        `%s` notes what is known, and only new findings end the build from then on.
        To build all the same: -Dinterleave.failOnViolation=false"""
        .formatted(call.apply("explain"), first.rule(), all, call.apply("baseline"));
  }
}

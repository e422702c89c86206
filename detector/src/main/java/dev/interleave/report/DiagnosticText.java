package dev.interleave.report;

import dev.interleave.finding.Diagnostic;

/** A diagnostic as one line. */
final class DiagnosticText {
  private DiagnosticText() {}

  /** Returns the message, with what it is about in front unless the message names it. */
  static String of(Diagnostic diagnostic) {
    String message = diagnostic.message().isBlank() ? "cannot be read" : diagnostic.message();
    String subject = diagnostic.subject();
    return subject.isBlank() || message.contains(subject) ? message : subject + ": " + message;
  }
}

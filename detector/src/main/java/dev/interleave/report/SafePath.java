package dev.interleave.report;

/** Paths of source files in reports; class files are untrusted and may claim any. */
final class SafePath {
  private SafePath() {}

  /** Returns the path without a segment that leads upwards or nowhere; never empty. */
  static String of(String path) {
    StringBuilder safe = new StringBuilder();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        safe.append(safe.isEmpty() ? "" : "/").append(segment);
      }
    }
    return safe.isEmpty() ? "unknown" : safe.toString();
  }
}

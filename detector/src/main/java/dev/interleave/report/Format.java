package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form of a report, and the file that it is kept in unless another is named. */
public enum Format {
  /** Messages for people. */
  TEXT("interleave.txt"),
  /** SARIF 2.1.0 for code scanning and editors. */
  SARIF("interleave.sarif"),
  /** One page for a browser, with filters and search. */
  HTML("interleave.html"),
  /** A summary that GitHub and others show beside a run. */
  MARKDOWN("interleave.md"),
  /** Workflow commands, which GitHub turns into annotations. */
  GITHUB("interleave-github.txt"),
  /** Code Quality, for GitLab's merge requests. */
  GITLAB("gl-code-quality-report.json"),
  /** Diagnostics for reviewdog, one a line. */
  RDJSONL("interleave.rdjsonl"),
  /** What Jenkins and most others read. */
  CHECKSTYLE("interleave-checkstyle.xml"),
  /** Everything, one JSON object for each finding. */
  JSONL("interleave.jsonl");

  private final String fileName;

  Format(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the format that a user means by a name. */
  public static Optional<Format> named(String name) {
    return Arrays.stream(values()).filter(f -> f.label().equalsIgnoreCase(name)).findFirst();
  }

  /** Returns the names used in options, in order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Format::label).toList();
  }

  /** Returns the name used in options, {@code html}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the usual name of the file. */
  public String fileName() {
    return fileName;
  }

  /**
   * Writes the findings at or above the threshold; equal input gives equal text.
   *
   * @throws IOException if the writer fails
   */
  public void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    switch (this) {
      case TEXT -> text(outcome, threshold, setting, writer);
      case SARIF -> sarif(outcome, threshold, setting, writer);
      case HTML -> HtmlReport.write(outcome, threshold, setting, writer);
      case MARKDOWN -> MarkdownSummary.write(outcome, threshold, setting, writer);
      case GITHUB -> GitHubCommands.write(outcome, threshold, setting, writer);
      case GITLAB -> GitLabCodeQuality.write(outcome, threshold, setting, writer);
      case RDJSONL -> ReviewdogLines.write(outcome, threshold, setting, writer);
      case CHECKSTYLE -> CheckstyleXml.write(outcome, threshold, setting, writer);
      case JSONL -> JsonLines.write(outcome, threshold, setting, writer);
    }
  }

  private static void text(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    TextReport.Options options = new TextReport.Options(false, setting.sources(), setting.rules());
    writer.write(new TextReport(options).render(outcome, threshold));
  }

  private static void sarif(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    new SarifReport(setting.toolVersion(), setting.rules(), setting.paths())
        .write(outcome, threshold, writer);
  }
}

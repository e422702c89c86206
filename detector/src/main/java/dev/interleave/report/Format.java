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
  TEXT("interleave.txt", Format::text),
  /** SARIF 2.1.0 for code scanning and editors. */
  SARIF("interleave.sarif", Format::sarif),
  /** One page for a browser, with filters and search. */
  HTML("interleave.html", HtmlReport::write);

  private final String fileName;

  // every form is a reference to a static method, which holds no state
  @SuppressWarnings("ImmutableEnumChecker")
  private final Form form;

  Format(String fileName, Form form) {
    this.fileName = fileName;
    this.form = form;
  }

  /** How the findings at or above a threshold are written down. */
  @FunctionalInterface
  private interface Form {
    void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
        throws IOException;
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
    form.write(outcome, threshold, setting, writer);
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

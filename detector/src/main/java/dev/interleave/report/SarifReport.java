package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.model.Waiver;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Findings as SARIF 2.1.0. */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final String toolVersion;
  private final List<RuleInfo> rules;
  private final UnaryOperator<String> paths;

  public SarifReport(String toolVersion, List<RuleInfo> rules) {
    this(toolVersion, rules, UnaryOperator.identity());
  }

  /**
   * Prepares a report.
   *
   * @param toolVersion the version of Interleave
   * @param rules every rule
   * @param paths turns a source file relative to its source root into one relative to the root of
   *     the repository, where that is known
   */
  public SarifReport(String toolVersion, List<RuleInfo> rules, UnaryOperator<String> paths) {
    this.toolVersion = toolVersion;
    this.rules = List.copyOf(rules);
    this.paths = paths;
  }

  /** Returns the document with the findings at or above the threshold. */
  public String render(Outcome outcome, Confidence threshold) {
    StringWriter out = new StringWriter();
    try {
      write(outcome, threshold, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Writes the document with the findings at or above the threshold, one result at a time.
   *
   * @throws IOException if the writer fails
   */
  public void write(Outcome outcome, Confidence threshold, Writer writer) throws IOException {
    Json json = new Json(writer);
    json.object(
        () -> {
          json.text("$schema", SCHEMA);
          json.text("version", "2.1.0");
          json.array("runs", () -> json.object(() -> run(json, outcome, threshold)));
        });
    json.end();
    writer.write('\n');
    writer.flush();
  }

  private void run(Json json, Outcome outcome, Confidence threshold) throws IOException {
    json.object("tool", () -> json.object("driver", () -> driver(json)));
    json.array("invocations", () -> json.object(() -> invocation(json, outcome)));
    json.text("columnKind", "utf16CodeUnits");
    json.object(
        "originalUriBaseIds",
        () ->
            json.object(
                SarifPlace.ROOT,
                () -> json.message("description", "The root of the source tree.")));
    SarifResult results = new SarifResult(json, rules, new SarifPlace(json, paths));
    json.array(
        "results",
        () -> {
          for (Finding finding : outcome.atLeast(threshold)) {
            results.write(finding);
          }
        });
    json.object(
        "properties",
        () -> {
          json.number("classes", outcome.classes());
          json.number("methods", outcome.methods());
          for (Waiver.Kind kind : Waiver.Kind.values()) {
            json.number(kind.label(), outcome.waived(kind, threshold));
          }
          json.text("minConfidence", threshold.label());
        });
  }

  private void driver(Json json) throws IOException {
    json.text("name", "Interleave");
    json.text("version", toolVersion);
    json.array(
        "rules",
        () -> {
          for (RuleInfo rule : rules) {
            json.object(() -> rule(json, rule));
          }
        });
    json.array(
        "notifications",
        () -> {
          for (Diagnostic.Kind kind : Diagnostic.Kind.values()) {
            json.object(() -> json.text("id", id(kind)));
          }
        });
  }

  private static void rule(Json json, RuleInfo rule) throws IOException {
    json.text("id", rule.id());
    json.message("shortDescription", rule.title());
    json.message("fullDescription", rule.summary());
    String help = rule.page().isBlank() ? rule.summary() : rule.page();
    if (!help.isBlank()) {
      json.object(
          "help",
          () -> {
            json.text("text", help);
            json.text("markdown", help);
          });
    }
    json.object(
        "properties",
        () -> {
          json.text("problem.severity", "warning");
          String cwe = rule.cwe() > 0 ? "CWE-" + rule.cwe() : "";
          json.text("cwe", cwe);
          String tag = cwe.isEmpty() ? "" : "external/cwe/" + cwe.toLowerCase(Locale.ROOT);
          json.texts("tags", List.of("concurrency", "correctness", tag));
        });
  }

  private static void invocation(Json json, Outcome outcome) throws IOException {
    boolean nothing = outcome.classes() == 0 && outcome.unreadableTargets() > 0;
    json.flag("executionSuccessful", !nothing);
    json.array(
        "toolExecutionNotifications",
        () -> {
          for (Diagnostic diagnostic : outcome.diagnostics()) {
            json.object(() -> notification(json, diagnostic));
          }
        });
  }

  private static void notification(Json json, Diagnostic diagnostic) throws IOException {
    json.object("descriptor", () -> json.text("id", id(diagnostic.kind())));
    json.text("level", level(diagnostic.kind()));
    json.message("message", DiagnosticText.of(diagnostic));
  }

  private static String id(Diagnostic.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String level(Diagnostic.Kind kind) {
    return switch (kind) {
      case TARGET, INPUT -> "error";
      case CLASS_FILE, SOURCE_FILE, METHOD, SUPPRESSION -> "warning";
      case MISSING_CLASS -> "note";
    };
  }
}

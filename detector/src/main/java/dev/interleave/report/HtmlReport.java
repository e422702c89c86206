package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Findings as one page that needs nothing but a browser. The findings stand in it as data, which
 * its script turns into text nodes: nothing of the program under analysis is ever markup.
 */
final class HtmlReport {
  private static final int DIAGNOSTICS = 50;

  private final Json json;
  private final FindingJson findings;
  private final Setting setting;

  private HtmlReport(Json json, Setting setting) {
    this.json = json;
    this.setting = setting;
    this.findings = new FindingJson(json, setting.paths());
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the writer fails
   */
  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    String style = resource("report.css");
    String script = resource("report.js");
    String page =
        resource("report.html")
            .replace("{style-hash}", hash(style))
            .replace("{script-hash}", hash(script));
    String[] parts = page.split("\\{style}|\\{data}|\\{script}", -1);
    writer.write(parts[0] + style + parts[1]);
    Json json = Json.inPage(writer);
    json.object(() -> new HtmlReport(json, setting).data(outcome, threshold));
    json.end();
    writer.write(parts[2] + script + parts[3]);
    writer.flush();
  }

  private void data(Outcome outcome, Confidence threshold) throws IOException {
    List<Finding> shown = outcome.atLeast(threshold);
    json.text("version", setting.toolVersion());
    json.text("threshold", threshold.label());
    json.number("below", outcome.findings().size() - shown.size());
    json.text("summary", new ClosingLine(outcome, threshold, setting.rules()).text(null));
    json.texts("diagnostics", DiagnosticReport.lines(outcome.diagnostics(), DIAGNOSTICS));
    json.objects("rules", told(shown), this::rule);
    json.objects("findings", shown, this::finding);
  }

  /** Returns the rules that the findings are of. */
  private List<RuleInfo> told(List<Finding> shown) {
    Set<String> ids = new LinkedHashSet<>();
    shown.forEach(finding -> ids.add(finding.rule()));
    return setting.rules().stream().filter(rule -> ids.contains(rule.id())).toList();
  }

  private void rule(RuleInfo rule) throws IOException {
    json.text("id", rule.id());
    json.text("title", rule.title());
    json.text("summary", rule.summary());
    json.number("cwe", rule.cwe());
    json.text("page", rule.page());
  }

  private void finding(Finding finding) throws IOException {
    findings.write(finding);
    json.text("package", finding.primary().place().method().owner().packageName());
    json.objects("excerpts", Excerpt.of(finding, setting.sources()), this::excerpt);
  }

  private void excerpt(Excerpt excerpt) throws IOException {
    json.text("path", SafePath.of(setting.paths().apply(excerpt.sourceFile())));
    json.number("first", excerpt.first());
    json.text("code", String.join("\n", excerpt.lines()));
    json.numbers("sites", excerpt.sites());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The page allows exactly this script and this style. */
  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Findings as reviewdog's diagnostics, one JSON object a line. */
final class ReviewdogLines {
  private final Json json;
  private final Setting setting;

  private ReviewdogLines(Json json, Setting setting) {
    this.json = json;
    this.setting = setting;
  }

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    for (Finding finding : outcome.atLeast(threshold)) {
      Json json = Json.line(writer);
      json.object(() -> new ReviewdogLines(json, setting).diagnostic(finding));
      json.end();
      writer.write('\n');
    }
    writer.flush();
  }

  private void diagnostic(Finding finding) throws IOException {
    json.text("message", Message.of(finding));
    json.object("location", () -> location(finding.primary().place()));
    json.text("severity", severity(finding.confidence()));
    json.object("source", () -> json.text("name", "interleave"));
    json.object("code", () -> json.text("value", finding.rule()));
    json.objects("related_locations", finding.others(), this::related);
  }

  private void related(Site site) throws IOException {
    json.text("message", site.told());
    json.object("location", () -> location(site.place()));
  }

  private void location(Place place) throws IOException {
    json.text("path", SafePath.of(setting.paths().apply(place.sourceFile())));
    if (place.span().line() > 0) {
      json.object("range", () -> json.object("start", () -> position(place)));
    }
  }

  private void position(Place place) throws IOException {
    json.number("line", place.span().line());
    int column = byteColumn(place);
    if (column > 0) {
      json.number("column", column);
    }
  }

  /** Columns are counted in bytes of UTF-8 there; without the line at hand there is no column. */
  private int byteColumn(Place place) {
    int before = place.span().column() - 1;
    return setting
        .sources()
        .line(place.sourceFile(), place.span().line())
        .filter(line -> before >= 0 && before <= line.length())
        .map(line -> line.substring(0, before).getBytes(StandardCharsets.UTF_8).length + 1)
        .orElse(0);
  }

  private static String severity(Confidence confidence) {
    return switch (confidence) {
      case HIGH -> "ERROR";
      case MEDIUM -> "WARNING";
      case LOW -> "INFO";
    };
  }
}

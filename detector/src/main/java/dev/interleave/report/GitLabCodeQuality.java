package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Findings as a GitLab Code Quality report. */
final class GitLabCodeQuality {
  private final Json json;
  private final Setting setting;
  private final UniqueKeys keys = new UniqueKeys();

  private GitLabCodeQuality(Json json, Setting setting) {
    this.json = json;
    this.setting = setting;
  }

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    Json json = new Json(writer);
    GitLabCodeQuality report = new GitLabCodeQuality(json, setting);
    json.objects(outcome.atLeast(threshold), report::issue);
    json.end();
    writer.write('\n');
    writer.flush();
  }

  private void issue(Finding finding) throws IOException {
    json.text("type", "issue");
    json.text("check_name", finding.rule());
    json.text("description", Message.of(finding));
    json.texts("categories", List.of("Bug Risk"));
    json.text("severity", severity(finding.confidence()));
    json.text("fingerprint", keys.next(finding));
    json.object("location", () -> location(finding.primary().place()));
    json.objects(
        "other_locations", finding.others().stream().map(Site::place).toList(), this::location);
  }

  /** A line is required; where none is known, it is the first. */
  private void location(Place place) throws IOException {
    json.text("path", SafePath.of(setting.paths().apply(place.sourceFile())));
    json.object("lines", () -> json.number("begin", Math.max(1, place.span().line())));
  }

  private static String severity(Confidence confidence) {
    return switch (confidence) {
      case HIGH -> "critical";
      case MEDIUM -> "major";
      case LOW -> "info";
    };
  }
}

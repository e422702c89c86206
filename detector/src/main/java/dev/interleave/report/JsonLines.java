package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.io.Writer;

/** Findings with all that they say, one JSON object a line. */
final class JsonLines {
  private JsonLines() {}

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    for (Finding finding : outcome.atLeast(threshold)) {
      Json json = Json.line(writer);
      json.object(() -> new FindingJson(json, setting.paths()).write(finding));
      json.end();
      writer.write('\n');
    }
    writer.flush();
  }
}

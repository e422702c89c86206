package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as GitHub workflow commands, which annotate the lines of a change. GitHub shows ten of a
 * kind for each step and drops the rest in silence, so the surest come first and what has no room
 * is printed as plain lines.
 */
final class GitHubCommands {
  private static final int SHOWN_OF_A_KIND = 10;

  private GitHubCommands() {}

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    List<Finding> surestFirst =
        outcome.atLeast(threshold).stream()
            .sorted(Comparator.comparing(Finding::confidence).reversed())
            .toList();
    Map<Confidence, Integer> room = new EnumMap<>(Confidence.class);
    int left = 0;
    for (Finding finding : surestFirst) {
      boolean fits = room.merge(finding.confidence(), 1, Integer::sum) <= SHOWN_OF_A_KIND;
      writer.write(fits ? command(finding, setting) : line(finding, setting));
      left += fits ? 0 : 1;
    }
    if (left > 0) {
      writer.write(
          left + " more than GitHub annotates in one step; they are the plain lines above\n");
    }
  }

  private static String command(Finding finding, Setting setting) {
    String kind =
        switch (finding.confidence()) {
          case HIGH -> "error";
          case MEDIUM -> "warning";
          case LOW -> "notice";
        };
    Place place = finding.primary().place();
    String line = place.span().line() > 0 ? ",line=" + place.span().line() : "";
    return "::"
        + kind
        + " file="
        + property(path(place, setting))
        + line
        + ",title="
        + property(Printable.of(finding.rule()))
        + "::"
        + data(Message.of(finding))
        + "\n";
  }

  private static String line(Finding finding, Setting setting) {
    Place place = finding.primary().place();
    String at = place.span().line() > 0 ? ":" + place.span().line() : "";
    String rule = Printable.of(finding.rule());
    return "- " + path(place, setting) + at + ": [" + rule + "] " + Message.head(finding) + "\n";
  }

  private static String path(Place place, Setting setting) {
    return Printable.of(SafePath.of(setting.paths().apply(place.sourceFile())));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}

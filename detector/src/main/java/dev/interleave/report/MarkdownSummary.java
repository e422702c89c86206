package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Place;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Findings as a summary in Markdown: a table, and each message to unfold. A step summary on GitHub
 * holds one mebibyte; what would not fit is counted.
 */
final class MarkdownSummary {
  private static final int ROOM = 900_000;

  private final TextReport text;
  private final Setting setting;

  private MarkdownSummary(Setting setting) {
    this.setting = setting;
    this.text = new TextReport(new TextReport.Options(false, setting.sources(), setting.rules()));
  }

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    MarkdownSummary summary = new MarkdownSummary(setting);
    List<Finding> surestFirst =
        outcome.atLeast(threshold).stream()
            .sorted(Comparator.comparing(Finding::confidence).reversed())
            .toList();
    writer.write("## Interleave\n\n");
    writer.write(Markup.inMarkdown(summary.text.closing(outcome, threshold, null)) + "\n");
    int room = ROOM;
    int shown = 0;
    for (Finding finding : surestFirst) {
      String message = summary.message(finding);
      room -= message.getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      writer.write(message);
      shown++;
    }
    if (shown < surestFirst.size()) {
      writer.write(
          "\nand " + (surestFirst.size() - shown) + " more, for which there is no room here\n");
    }
    writer.flush();
  }

  private String message(Finding finding) {
    Place place = finding.primary().place();
    String path = SafePath.of(setting.paths().apply(place.sourceFile()));
    String at = path + (place.span().line() > 0 ? ":" + place.span().line() : "");
    return "\n<details><summary><b>"
        + finding.confidence().label()
        + "</b> <code>"
        + Markup.of(at)
        + "</code> "
        + title(finding.title())
        + "</summary>\n\n<pre>"
        + text.render(finding).lines().map(Markup::of).reduce("", (a, b) -> a + b + "\n")
        + "</pre>\n</details>\n";
  }

  /** The title with what stands between backticks as code. */
  private static String title(String title) {
    String[] parts = title.split("`", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String part = Markup.inMarkdown(parts[i]);
      boolean code = i % 2 == 1 && i < parts.length - 1;
      out.append(code ? "<code>" + part + "</code>" : part);
    }
    return out.toString();
  }
}

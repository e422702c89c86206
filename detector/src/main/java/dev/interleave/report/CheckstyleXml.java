package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.model.Span;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings in the XML of Checkstyle, which every build server reads. */
final class CheckstyleXml {
  private CheckstyleXml() {}

  static void write(Outcome outcome, Confidence threshold, Setting setting, Writer writer)
      throws IOException {
    Map<String, List<Finding>> files = new TreeMap<>();
    for (Finding finding : outcome.atLeast(threshold)) {
      String path = setting.paths().apply(finding.primary().place().sourceFile());
      files.computeIfAbsent(SafePath.of(path), file -> new ArrayList<>()).add(finding);
    }
    writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (Map.Entry<String, List<Finding>> file : files.entrySet()) {
      writer.write("  <file name=\"" + Markup.of(file.getKey()) + "\">\n");
      for (Finding finding : file.getValue()) {
        writer.write("    " + error(finding) + "\n");
      }
      writer.write("  </file>\n");
    }
    writer.write("</checkstyle>\n");
    writer.flush();
  }

  private static String error(Finding finding) {
    Span span = finding.primary().place().span();
    String severity =
        switch (finding.confidence()) {
          case HIGH -> "error";
          case MEDIUM -> "warning";
          case LOW -> "info";
        };
    return "<error line=\""
        + span.line()
        + (span.column() > 0 ? "\" column=\"" + span.column() : "")
        + "\" severity=\""
        + severity
        + "\" message=\""
        + Markup.of(Message.of(finding))
        + "\" source=\"interleave."
        + Markup.of(finding.rule())
        + "\"/>";
  }
}

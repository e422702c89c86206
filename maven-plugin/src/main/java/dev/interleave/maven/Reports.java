package dev.interleave.maven;

import dev.interleave.disk.WholeFile;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.report.Format;
import dev.interleave.report.Setting;
import dev.interleave.report.SourceLookup;
import dev.interleave.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is written about one outcome, to files and to the console. */
final class Reports {
  private final Outcome outcome;
  private final Confidence threshold;
  private final List<RuleInfo> rules;
  private final SourceLookup sources;
  private final TextReport text;

  Reports(Outcome outcome, Confidence threshold, List<RuleInfo> rules, SourceLookup sources) {
    this.outcome = outcome;
    this.threshold = threshold;
    this.rules = rules;
    this.sources = sources;
    this.text = new TextReport(new TextReport.Options(false, sources, rules));
  }

  /** Returns the messages and the closing line. */
  String forConsole() {
    String messages = text.render(outcome, threshold);
    return (messages.isEmpty() ? "" : messages + "\n") + closing();
  }

  String closing() {
    return text.closing(outcome, threshold, null);
  }

  /**
   * Writes the files.
   *
   * @param repository the directory to which the paths in reports are relative
   * @return the first file written
   */
  Optional<Path> write(List<Format> formats, Path directory, Path repository) throws IOException {
    if (formats.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(directory);
    Setting setting = new Setting(version(), rules, sources, sources.relativeTo(repository));
    for (Format format : formats) {
      WholeFile.text(
          directory.resolve(format.fileName()),
          out -> {
            if (format == Format.TEXT) {
              out.write(forConsole() + "\n");
            } else {
              format.write(outcome, threshold, setting, out);
            }
          });
    }
    return Optional.of(directory.resolve(formats.get(0).fileName()));
  }

  private static String version() {
    String version = Reports.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}

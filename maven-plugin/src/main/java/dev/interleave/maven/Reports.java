package dev.interleave.maven;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.report.SarifReport;
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
    for (Format format : formats) {
      String content =
          switch (format) {
            case TEXT -> forConsole() + "\n";
            case SARIF -> sarif(repository);
          };
      Files.writeString(directory.resolve(format.fileName()), content);
    }
    return Optional.of(directory.resolve(formats.get(0).fileName()));
  }

  private String sarif(Path repository) {
    return new SarifReport(version(), rules, source -> relative(repository, source))
        .render(outcome, threshold);
  }

  private String relative(Path repository, String source) {
    Path base = repository.toAbsolutePath().normalize();
    return sources
        .file(source)
        .map(file -> file.toAbsolutePath().normalize())
        .filter(file -> file.startsWith(base))
        .map(file -> base.relativize(file).toString().replace('\\', '/'))
        .orElse(source);
  }

  private static String version() {
    String version = Reports.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}

package dev.interleave.cli;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.disk.WholeFile;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.report.Format;
import dev.interleave.report.Setting;
import dev.interleave.report.SourceLookup;
import dev.interleave.report.TextReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reports that were asked for, each with where it goes. */
final class Deliveries {
  private final List<Delivery> all;
  private final Input input;
  private final Confidence threshold;

  private Deliveries(List<Delivery> all, Input input, Confidence threshold) {
    this.all = List.copyOf(all);
    this.input = input;
    this.threshold = threshold;
  }

  /** One report; without a file it goes to the standard output. */
  private record Delivery(Format format, Optional<OutputFile> file) {}

  /** Checks that every file can be written, before any work is done. */
  static Deliveries of(CheckOptions options) {
    List<Delivery> all = new ArrayList<>();
    Optional<OutputFile> main = options.output().map(path -> OutputFile.at("--output", path));
    all.add(new Delivery(options.format(), main));
    for (CheckOptions.Report more : options.more()) {
      all.add(new Delivery(more.format(), Optional.of(OutputFile.at("--report", more.file()))));
    }
    return new Deliveries(all, options.input(), options.threshold());
  }

  /** Returns the findings with their columns, if one of the reports tells them. */
  Outcome exact(Outcome outcome, SourceLookup sources) {
    boolean wanted = all.stream().anyMatch(one -> one.format() != Format.TEXT);
    return wanted ? Analysis.locate(input, outcome, threshold, sources::text) : outcome;
  }

  /** Writes all of them. */
  void deliver(Outcome outcome, List<RuleInfo> rules, SourceLookup sources, Terminal terminal) {
    Setting setting =
        new Setting(Version.current(), rules, sources, sources.relativeTo(Path.of("")));
    for (Delivery one : all) {
      if (one.file().isPresent()) {
        one.file().get().write(out -> one.format().write(outcome, threshold, setting, out));
      } else if (one.format() == Format.TEXT) {
        TextReport.Options options = new TextReport.Options(terminal.color(), sources, rules);
        print(terminal, out -> out.write(new TextReport(options).render(outcome, threshold)));
      } else {
        print(terminal, out -> one.format().write(outcome, threshold, setting, out));
      }
    }
  }

  private static void print(Terminal terminal, WholeFile.Text content) {
    try {
      Writer writer = new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
      content.writeTo(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UsageProblem("the standard output cannot be written: " + e.getMessage());
    }
  }
}

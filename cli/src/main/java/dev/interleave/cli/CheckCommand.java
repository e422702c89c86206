package dev.interleave.cli;

import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.report.DiagnosticReport;
import dev.interleave.report.Format;
import dev.interleave.report.Setting;
import dev.interleave.report.SourceLookup;
import dev.interleave.report.TextReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** {@code interleave check}: analyse, report, and tell by the exit code. */
final class CheckCommand {
  static final String NAME = "check";

  private static final int DIAGNOSTIC_LINES = 10;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final Engine engine;

  CheckCommand(Terminal terminal, Engine engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  int run(ParseResult parsed) {
    long start = System.nanoTime();
    CheckOptions options = CheckOptions.of(parsed);
    List<RuleInfo> rules = engine.rules().get();
    verify(options, rules);
    Optional<OutputFile> file = options.output().map(OutputFile::at);
    Outcome outcome = analyse(options);
    boolean found = !outcome.atLeast(options.threshold()).isEmpty();
    List<Path> paths = SourcePaths.of(options.sources(), options.input().targets());
    try (SourceLookup sources = SourceLookup.of(paths)) {
      boolean color = terminal.color() && file.isEmpty();
      TextReport text = new TextReport(new TextReport.Options(color, sources, rules));
      report(file, content(options, outcome, text, sources));
      if (found && terminal.attended() && file.isEmpty()) {
        terminal.err().println();
      }
      sources.problems().forEach(problem -> terminal.err().println("warning: " + problem));
      diagnostics(outcome, options.debug());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      terminal.err().println(text.closing(outcome, options.threshold(), took));
    }
    if (outcome.classes() == 0) {
      terminal.err().println("interleave: nothing could be analysed");
      return Exit.FAILED;
    }
    return found ? Exit.FINDINGS : Exit.CLEAN;
  }

  private static void verify(CheckOptions options, List<RuleInfo> rules) {
    List<String> ids = rules.stream().map(RuleInfo::id).toList();
    for (String name : options.input().rules()) {
      if (!ids.contains(name)) {
        throw new UsageProblem("--rules: " + RuleNames.unknown(name, rules));
      }
    }
    for (Path file : options.input().knowledge()) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new UsageProblem("--knowledge: " + file + " is no readable file");
      }
    }
  }

  private Outcome analyse(CheckOptions options) {
    if (!terminal.attended()) {
      return engine.analysis().apply(options.input());
    }
    terminal.err().print("analysing …");
    terminal.err().flush();
    try {
      return engine.analysis().apply(options.input());
    } finally {
      terminal.err().print(ERASE_LINE);
    }
  }

  private OutputFile.Content content(
      CheckOptions options, Outcome outcome, TextReport text, SourceLookup sources) {
    if (options.format() == Format.TEXT) {
      return writer -> writer.write(text.render(outcome, options.threshold()));
    }
    Setting setting =
        new Setting(
            Version.current(), engine.rules().get(), sources, sources.relativeTo(Path.of("")));
    return writer -> options.format().write(outcome, options.threshold(), setting, writer);
  }

  private void report(Optional<OutputFile> file, OutputFile.Content content) {
    if (file.isPresent()) {
      file.get().write(content);
      return;
    }
    try {
      Writer writer = new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
      content.writeTo(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UsageProblem("the standard output cannot be written: " + e.getMessage());
    }
  }

  private void diagnostics(Outcome outcome, boolean debug) {
    for (String line : DiagnosticReport.lines(outcome.diagnostics(), DIAGNOSTIC_LINES)) {
      terminal.err().println("warning: " + line);
    }
    if (debug) {
      for (Diagnostic diagnostic : outcome.diagnostics()) {
        if (!diagnostic.detail().isBlank()) {
          terminal.err().println(diagnostic.subject() + ": " + diagnostic.detail());
        }
      }
    }
  }
}

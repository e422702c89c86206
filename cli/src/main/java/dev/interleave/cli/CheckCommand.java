package dev.interleave.cli;

import dev.interleave.Analysis;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.report.DiagnosticReport;
import dev.interleave.report.SourceLookup;
import dev.interleave.report.TextReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
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

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    Options.analysis().forEach(spec::addOption);
    spec.addOption(Options.one("--baseline", "FILE", "Leave out the findings that it knows."))
        .addOption(Options.one("--write-baseline", "FILE", "Make every finding of now known."))
        .addPositional(Options.targets());
    spec.usageMessage()
        .description(
            "Analyse projects, class files and sources: directories, jars, .class and .java"
                + " files.");
    return spec;
  }

  int run(ParseResult parsed) {
    CheckOptions options = CheckOptions.of(parsed, terminal.err()::println);
    return run(options, KnownFindings.of(parsed, options));
  }

  /** Analyses, and tells what is selected. */
  int run(CheckOptions options, Selection selection) {
    long start = System.nanoTime();
    List<RuleInfo> rules = engine.rules().get();
    verify(options, rules);
    Deliveries deliveries = Deliveries.of(options);
    Outcome whole = analyse(options);
    List<Path> paths = SourcePaths.of(options.sources(), options.input().targets());
    try (SourceLookup sources = SourceLookup.of(paths)) {
      Selection.Told told = selection.of(wanted(whole, options, sources), sources);
      Outcome outcome = deliveries.exact(told.outcome(), sources);
      boolean found = !outcome.atLeast(options.threshold()).isEmpty();
      deliveries.deliver(outcome, rules, sources, terminal);
      if (found && terminal.attended() && options.output().isEmpty()) {
        terminal.err().println();
      }
      sources.problems().forEach(problem -> terminal.err().println("warning: " + problem));
      told.notes().forEach(terminal.err()::println);
      diagnostics(outcome, options.debug());
      TextReport text = new TextReport(new TextReport.Options(false, sources, rules));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      terminal.err().println(text.closing(outcome, options.threshold(), took));
      if (outcome.classes() == 0) {
        terminal.err().println("interleave: nothing could be analysed");
        return Exit.FAILED;
      }
      return found ? Exit.FINDINGS : Exit.CLEAN;
    }
  }

  private static Outcome wanted(Outcome whole, CheckOptions options, SourceLookup sources) {
    Outcome heeded = Analysis.heed(whole, sources::text, options.input().rules());
    return options.generated() ? heeded.withGenerated() : heeded;
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

package dev.interleave.cli;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import dev.interleave.review.Baseline;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The findings of a baseline: left out of reports, or written to it. */
final class KnownFindings implements Selection {
  private static final int STALE_SHOWN = 10;

  private final CheckOptions options;
  private final Optional<Path> file;
  private final Baseline baseline;
  private final Optional<OutputFile> write;

  private KnownFindings(
      CheckOptions options, Optional<Path> file, Baseline baseline, Optional<OutputFile> write) {
    this.options = options;
    this.file = file;
    this.baseline = baseline;
    this.write = write;
  }

  static KnownFindings of(ParseResult parsed, CheckOptions options) {
    Optional<Path> file = path(parsed, "--baseline");
    return new KnownFindings(
        options,
        file,
        file.map(KnownFindings::read).orElseGet(() -> Baseline.parse("")),
        path(parsed, "--write-baseline").map(path -> OutputFile.at("--write-baseline", path)));
  }

  private static Optional<Path> path(ParseResult parsed, String option) {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(option, null)).map(PathList::path);
  }

  private static Baseline read(Path file) {
    try {
      return Baseline.parse(Files.readString(file));
    } catch (MalformedInputException e) {
      throw new UsageProblem("--baseline: " + file + " is no text");
    } catch (IOException e) {
      throw new UsageProblem(
          "--baseline: " + file + " cannot be read; --write-baseline " + file + " makes one");
    }
  }

  @Override
  public Told of(Outcome outcome, SourceLookup sources) {
    List<String> notes = new ArrayList<>();
    if (write.isPresent()) {
      List<Finding> known = outcome.atLeast(options.threshold());
      write.get().write(out -> out.write(Baseline.text(known)));
      notes.add(
          known.size()
              + (known.size() == 1 ? " finding is" : " findings are")
              + " known from now on");
      return new Told(outcome.with(List.of()), notes);
    }
    if (file.isEmpty()) {
      return new Told(outcome, notes);
    }
    List<Finding> fresh = outcome.findings().stream().filter(f -> !baseline.knows(f)).toList();
    baseline.problems().forEach(problem -> notes.add("warning: " + file.get() + ": " + problem));
    int left = outcome.findings().size() - fresh.size();
    if (left > 0) {
      notes.add(left + " known from " + file.get() + (left == 1 ? " is" : " are") + " left out");
    }
    addStale(baseline.stale(outcome.findings(), options.input().rules()), notes);
    return new Told(outcome.with(fresh), notes);
  }

  private void addStale(List<Baseline.Entry> stale, List<String> notes) {
    for (Baseline.Entry entry : stale.subList(0, Math.min(stale.size(), STALE_SHOWN))) {
      notes.add(
          file.map(Path::toString).orElse("")
              + ":"
              + entry.line()
              + ": stale, nothing is found there any more: "
              + entry.rule()
              + " "
              + entry.text());
    }
    if (stale.size() > STALE_SHOWN) {
      notes.add("and " + (stale.size() - STALE_SHOWN) + " more that are stale");
    }
  }
}

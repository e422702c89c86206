package dev.interleave.cli;

import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.report.Format;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine.ParseResult;

/**
 * What a command that analyses was asked to do.
 *
 * @param input what to analyse
 * @param format how to report
 * @param output where to; empty for the standard output
 * @param more further reports to write
 * @param threshold the least confidence that is reported
 * @param sources where source lines are looked up
 * @param generated whether generated code is told, too
 * @param debug whether to show stack traces
 */
record CheckOptions(
    Input input,
    Format format,
    Optional<Path> output,
    List<Report> more,
    Confidence threshold,
    List<Path> sources,
    boolean generated,
    boolean debug) {
  private static final int MOST_THREADS = 1024;

  /**
   * A report in a file.
   *
   * @param format its form
   * @param file where it goes
   */
  record Report(Format format, Path file) {
    /** Reads {@code html=report.html}. */
    static Report of(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      Format format =
          Format.named(name)
              .orElseThrow(() -> new UsageProblem("--report: " + unknown(name, Format.labels())));
      if (equals < 0 || equals == text.length() - 1) {
        throw new UsageProblem("--report: '" + text + "' names no file, as html=report.html does");
      }
      return new Report(format, PathList.path(text.substring(equals + 1)));
    }
  }

  /**
   * Reads them.
   *
   * @param log is told what only {@code --debug} shows
   */
  static CheckOptions of(ParseResult parsed, Consumer<String> log) {
    List<String> targets = parsed.matchedPositionalValue(0, List.<String>of());
    Set<String> rules = new TreeSet<>(parsed.matchedOptionValue("--rules", List.<String>of()));
    rules.removeIf(String::isBlank);
    if (rules.isEmpty() && parsed.hasMatchedOption("--rules")) {
      throw new UsageProblem("--rules: at least one rule is needed");
    }
    Input input =
        new Input(
            PathList.of(targets.isEmpty() ? List.of(".") : targets),
            PathList.split(parsed.matchedOptionValue("--classpath", List.<String>of())),
            rules,
            PathList.of(parsed.matchedOptionValue("--knowledge", List.<String>of())),
            threads(parsed));
    boolean debug = parsed.matchedOptionValue("--debug", false);
    Optional<Path> cache =
        Optional.ofNullable(parsed.<String>matchedOptionValue("--cache", null)).map(PathList::path);
    Consumer<String> heard = debug ? log : line -> {};
    return new CheckOptions(
        cache.map(dir -> input.cachedIn(dir, heard)).orElse(input),
        choice(parsed, "--format", Format.TEXT),
        Optional.ofNullable(parsed.<String>matchedOptionValue("--output", null))
            .map(PathList::path),
        parsed.matchedOptionValue("--report", List.<String>of()).stream().map(Report::of).toList(),
        choice(parsed, "--min-confidence", Confidence.MEDIUM),
        PathList.split(parsed.matchedOptionValue("--sources", List.<String>of())),
        parsed.matchedOptionValue("--include-generated", false),
        debug);
  }

  private static int threads(ParseResult parsed) {
    String text = parsed.matchedOptionValue("--threads", "");
    if (text.isEmpty()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(text);
      if (threads >= 1 && threads <= MOST_THREADS) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new UsageProblem("--threads: '" + text + "' is no number from 1 to " + MOST_THREADS);
  }

  private static <E extends Enum<E>> E choice(ParseResult parsed, String option, E otherwise) {
    String text = parsed.matchedOptionValue(option, otherwise.name());
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    for (E one : all) {
      if (one.name().equals(text.toUpperCase(Locale.ROOT))) {
        return one;
      }
    }
    List<String> names = Arrays.stream(all).map(CheckOptions::lower).toList();
    throw new UsageProblem(option + ": " + unknown(text, names));
  }

  private static String unknown(String text, List<String> names) {
    return "'" + text + "' is none of " + String.join(", ", names);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package dev.interleave.cli;

import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code interleave check} was asked to do.
 *
 * @param input what to analyse
 * @param format how to report
 * @param output where to; empty for the standard output
 * @param threshold the least confidence that is reported
 * @param sources where source lines are looked up
 * @param debug whether to show stack traces
 */
record CheckOptions(
    Input input,
    Format format,
    Optional<Path> output,
    Confidence threshold,
    List<Path> sources,
    boolean debug) {
  private static final int MOST_THREADS = 1024;

  /** The forms of a report. */
  enum Format {
    TEXT,
    SARIF
  }

  static CheckOptions of(ParseResult parsed) {
    List<String> targets = parsed.matchedPositionalValue(0, List.<String>of());
    Set<String> rules = new TreeSet<>(parsed.matchedOptionValue("--rules", List.<String>of()));
    rules.removeIf(String::isBlank);
    Input input =
        new Input(
            PathList.of(targets),
            PathList.split(parsed.matchedOptionValue("--classpath", List.<String>of())),
            rules,
            PathList.of(parsed.matchedOptionValue("--knowledge", List.<String>of())),
            threads(parsed));
    return new CheckOptions(
        input,
        choice(parsed, "--format", Format.TEXT),
        Optional.ofNullable(parsed.<String>matchedOptionValue("--output", null))
            .map(PathList::path),
        choice(parsed, "--min-confidence", Confidence.MEDIUM),
        PathList.split(parsed.matchedOptionValue("--sources", List.<String>of())),
        parsed.matchedOptionValue("--debug", false));
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
    String names = String.join(", ", Arrays.stream(all).map(CheckOptions::lower).toList());
    throw new UsageProblem(option + ": '" + text + "' is none of " + names);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name(CheckCommand.NAME)
            .addOption(several("--classpath", "CP", "Classes that the targets use.", "-cp"))
            .addOption(one("--format", "text|sarif", "How to report; text unless given."))
            .addOption(one("--output", "FILE", "Write the report to a file."))
            .addOption(
                one(
                    "--min-confidence",
                    "low|medium|high",
                    "Leave out what is less sure; medium unless given."))
            .addOption(rules())
            .addOption(one("--threads", "N", "How many threads work; all processors."))
            .addOption(several("--sources", "PATH", "Source roots or -sources.jar archives."))
            .addOption(several("--knowledge", "FILE", "What calls into other libraries do."))
            .addOption(
                OptionSpec.builder("--debug")
                    .type(boolean.class)
                    .arity("0")
                    .description("Show stack traces.")
                    .build())
            .addOption(Main.help())
            .addPositional(targets());
    spec.usageMessage().description("Analyse class directories, jars and class files.");
    return spec;
  }

  private static OptionSpec one(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec several(
      String name, String label, String description, String... aliases) {
    return OptionSpec.builder(name, aliases)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .description(description + " Can be repeated.")
        .build();
  }

  private static OptionSpec rules() {
    return OptionSpec.builder("--rules")
        .paramLabel("RULE")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .splitRegex(",")
        .description("Ask these rules only, separated by commas.")
        .build();
  }

  private static PositionalParamSpec targets() {
    return PositionalParamSpec.builder()
        .paramLabel("TARGET")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1..*")
        .required(true)
        .description("A class directory, a jar or war, or a .class file.")
        .build();
  }
}

package dev.interleave.cli;

import dev.interleave.Input;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.review.Diff;
import dev.interleave.review.Git;
import dev.interleave.review.Review;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code interleave review}: what a change brings, or touches. */
final class ReviewCommand {
  static final String NAME = "review";

  private final Terminal terminal;
  private final Engine engine;

  ReviewCommand(Terminal terminal, Engine engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name(NAME)
            .addOption(
                Options.one("--base", "REF", "Review what HEAD and the working tree change."))
            .addOption(Options.one("--diff", "FILE", "Review a unified diff; - is standard input."))
            .addOption(
                Options.several(
                    "--base-classes",
                    "TARGET",
                    "The classes before the change: what is new against them is told, too."));
    Options.analysis().forEach(spec::addOption);
    spec.addPositional(Options.targets());
    spec.usageMessage()
        .description(
            "Analyse compiled classes and tell the findings that a change touches: its lines are"
                + " one of their places, a call that leads there, or between the head of a method"
                + " and a place in it. The changed place comes first. The classes must be those of"
                + " the working tree; a file is matched by its path below the source root.");
    return spec;
  }

  int run(ParseResult parsed) {
    CheckOptions options = CheckOptions.of(parsed, terminal.err()::println);
    Diff diff = diff(parsed);
    List<Path> base = PathList.of(parsed.matchedOptionValue("--base-classes", List.<String>of()));
    Optional<Set<String>> before =
        base.isEmpty() ? Optional.empty() : Optional.of(prints(options, base));
    return new CheckCommand(terminal, engine)
        .run(options, (outcome, sources) -> told(outcome, new Review(diff, sources::line), before));
  }

  private static Diff diff(ParseResult parsed) {
    String ref = parsed.matchedOptionValue("--base", "");
    String file = parsed.matchedOptionValue("--diff", "");
    if (ref.isEmpty() == file.isEmpty()) {
      throw new UsageProblem("review needs either --base REF or --diff FILE");
    }
    try {
      return ref.isEmpty() ? Diff.parse(text(file)) : new Git(Path.of("")).since(ref);
    } catch (Git.Trouble e) {
      throw new UsageProblem("--base: " + e.getMessage());
    } catch (IOException e) {
      throw new UsageProblem("--diff: " + file + " cannot be read");
    }
  }

  /** A diff may hold lines in any encoding; what matters here is not lost. */
  private static String text(String file) throws IOException {
    byte[] bytes =
        file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(PathList.path(file));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Set<String> prints(CheckOptions options, List<Path> base) {
    Input now = options.input();
    Input before = new Input(base, now.classpath(), now.rules(), now.knowledge(), now.threads());
    Outcome outcome = engine.analysis().apply(before);
    if (outcome.classes() == 0) {
      throw new UsageProblem("--base-classes: nothing could be analysed");
    }
    return outcome.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
  }

  private static Selection.Told told(Outcome outcome, Review review, Optional<Set<String>> before) {
    Review.Told told =
        review.of(
            outcome.findings(),
            finding -> before.isPresent() && !before.get().contains(finding.fingerprint()));
    return new Selection.Told(outcome.with(told.findings()), told.notes());
  }
}

package dev.interleave.cli;

import dev.interleave.Input;
import dev.interleave.NewFindings;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import dev.interleave.review.ChangedFile;
import dev.interleave.review.Diff;
import dev.interleave.review.Git;
import dev.interleave.review.Review;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
                Options.one(
                    "--base",
                    "REF",
                    "Review what HEAD and the working tree change since they left it; the main branch unless"
                        + " given."))
            .addOption(Options.one("--diff", "FILE", "Review a unified diff; - is standard input."))
            .addOption(
                Options.several(
                    "--base-classes",
                    "TARGET",
                    "The classes before the change: what is new against them is told, too."));
    Options.analysis().forEach(spec::addOption);
    spec.addPositional(Options.targetsOrHere());
    spec.usageMessage()
        .description(
            "Analyse the working tree and tell the findings that a change touches: its lines are one"
                + " of their places, a call that leads there, or between the head of a method and a"
                + " place in it. The changed place comes first. With --base, what is new against"
                + " the sources before the change is told, too, wherever it is. Compiled classes"
                + " must be those of the working tree; a file is matched by its path below the"
                + " source root.");
    return spec;
  }

  int run(ParseResult parsed) {
    CheckOptions options = CheckOptions.of(parsed, terminal.err()::println);
    Change change = change(parsed);
    List<Path> base = PathList.of(parsed.matchedOptionValue("--base-classes", List.<String>of()));
    Optional<Set<String>> before =
        base.isEmpty() ? Optional.empty() : Optional.of(prints(options, base));
    return new CheckCommand(terminal, engine)
        .run(options, (outcome, sources) -> told(outcome, options, sources, change, before));
  }

  /**
   * What is reviewed.
   *
   * @param diff its lines
   * @param files the texts before and after; none when only the lines are known
   */
  private record Change(Diff diff, List<ChangedFile> files) {}

  private static Change change(ParseResult parsed) {
    String ref = parsed.matchedOptionValue("--base", "");
    String file = parsed.matchedOptionValue("--diff", "");
    if (!ref.isEmpty() && !file.isEmpty()) {
      throw new UsageProblem("review takes either --base REF or --diff FILE");
    }
    try {
      if (!file.isEmpty()) {
        return new Change(diff(text(file)), List.of());
      }
      Git git = new Git(Path.of(""));
      String base = ref.isEmpty() ? git.usualBase() : ref;
      return new Change(git.since(base), git.changedFiles(base));
    } catch (Git.Trouble e) {
      throw new UsageProblem((ref.isEmpty() ? "review: " : "--base: ") + e.getMessage());
    } catch (IOException e) {
      throw new UsageProblem("--diff: " + file + " cannot be read");
    }
  }

  /** What is no diff at all would let every finding pass. */
  private static Diff diff(String text) {
    boolean some =
        text.isBlank()
            || text.lines().anyMatch(it -> it.startsWith("diff ") || it.startsWith("--- "));
    if (!some) {
      throw new UsageProblem("--diff: a unified diff is needed, as git diff writes it");
    }
    return Diff.parse(text);
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

  private static Selection.Told told(
      Outcome outcome,
      CheckOptions options,
      SourceLookup sources,
      Change change,
      Optional<Set<String>> before) {
    NewFindings brought =
        new NewFindings(options.input(), outcome, options.threshold(), sources, change.files());
    Predicate<Finding> isNew =
        before.isEmpty() ? brought : finding -> !before.get().contains(finding.fingerprint());
    Review.Told told = new Review(change.diff(), sources::line).of(outcome.findings(), isNew);
    List<String> notes = new ArrayList<>(told.notes());
    brought.notes().forEach(note -> notes.add("warning: " + note));
    return new Selection.Told(outcome.with(told.findings()), notes);
  }
}

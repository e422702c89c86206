package dev.interleave.cli;

import dev.interleave.report.Format;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options of the commands that analyse, as their help shows them. */
final class Options {
  private Options() {}

  /** Returns the options of every command that analyses. */
  static List<OptionSpec> analysis() {
    String formats = String.join("|", Format.labels());
    return List.of(
        several("--classpath", "CP", "Classes that the targets use.", "-cp"),
        one("--format", formats, "How to report; text unless given."),
        one("--output", "FILE", "Write the report to a file."),
        several("--report", "FORMAT=FILE", "Write one more report to a file."),
        one(
            "--min-confidence",
            "low|medium|high",
            "Leave out what is less sure; medium unless given."),
        rules(),
        one("--threads", "N", "How many threads work; all processors."),
        several("--sources", "PATH", "Source roots or -sources.jar archives."),
        several("--knowledge", "FILE", "What calls into other libraries do."),
        flag("--include-generated", "Report on code that is marked as generated, too."),
        one("--cache", "DIR", "Keep there what can make the next run faster."),
        flag("--debug", "Show stack traces."),
        Main.help());
  }

  /** Returns an option that takes one value. */
  static OptionSpec one(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /** Returns an option that is there or not. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** Returns an option that can be repeated. */
  static OptionSpec several(String name, String label, String description, String... aliases) {
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

  /** Returns what to analyse. */
  static PositionalParamSpec targets() {
    return target().arity("1..*").required(true).build();
  }

  /** Returns the targets of a command that looks at the working directory when none is given. */
  static PositionalParamSpec targetsOrHere() {
    return target().arity("0..*").build();
  }

  private static PositionalParamSpec.Builder target() {
    return PositionalParamSpec.builder()
        .paramLabel("TARGET")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(
            "A project, a directory of classes or sources, a jar, war or -sources.jar, a .class or"
                + " .java file.");
  }
}

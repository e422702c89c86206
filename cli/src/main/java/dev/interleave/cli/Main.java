package dev.interleave.cli;

import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code interleave} command: picks the subcommand and turns every failure into one line. */
public final class Main {
  private final Terminal terminal;
  private final Engine engine;

  Main(Terminal terminal, Engine engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  public static void main(String[] args) {
    System.exit(new Main(Terminal.ofProcess(), Engine.real()).run(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new Main(Terminal.unattended(out, err), Engine.real()).run(args);
  }

  int run(String... args) {
    try {
      int exit = dispatch(args);
      terminal.out().flush();
      return exit;
    } catch (ParameterException e) {
      complain(e.getMessage());
      advise(e);
    } catch (UsageProblem e) {
      complain(e.getMessage());
    } catch (StandardOutput.Failure e) {
      if (!e.isReaderGone()) {
        complain(e.getMessage());
      }
    } catch (OutOfMemoryError e) {
      complain("out of memory; allow more with INTERLEAVE_JAVA_OPTS=-Xmx2g");
    } catch (RuntimeException | StackOverflowError e) {
      complain("internal error, please report it with this command line: " + e);
      trace(e, List.of(args).contains("--debug"));
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
    return Exit.FAILED;
  }

  private int dispatch(String[] args) {
    CommandLine line = new CommandLine(spec());
    ParseResult top = line.parseArgs(args);
    if (!top.hasSubcommand()) {
      return alone(line, top);
    }
    ParseResult sub = top.subcommand();
    if (sub.isUsageHelpRequested()) {
      sub.commandSpec().commandLine().usage(terminal.out());
      return Exit.CLEAN;
    }
    return switch (sub.commandSpec().name()) {
      case CheckCommand.NAME -> new CheckCommand(terminal, engine).run(sub);
      case ReviewCommand.NAME -> new ReviewCommand(terminal, engine).run(sub);
      case ExplainCommand.NAME -> new ExplainCommand(terminal, engine).run(sub);
      default -> new RulesCommand(terminal, engine).run();
    };
  }

  private int alone(CommandLine line, ParseResult top) {
    if (top.isVersionHelpRequested()) {
      terminal.out().println("interleave " + Version.current());
      return Exit.CLEAN;
    }
    line.usage(top.isUsageHelpRequested() ? terminal.out() : terminal.err());
    return top.isUsageHelpRequested() ? Exit.CLEAN : Exit.FAILED;
  }

  /** Built by hand: reading annotations would cost more than parsing. */
  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("interleave");
    spec.usageMessage()
        .description("Finds the places where a Java program loses data because threads interleave.")
        .footer("", "Exit codes: 0 nothing found, 1 findings, 2 wrong usage or failure.");
    return spec.addOption(help())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build())
        .addSubcommand(CheckCommand.NAME, CheckCommand.spec())
        .addSubcommand(ReviewCommand.NAME, ReviewCommand.spec())
        .addSubcommand(ExplainCommand.NAME, ExplainCommand.spec())
        .addSubcommand(RulesCommand.NAME, RulesCommand.spec());
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Print this help.")
        .build();
  }

  private void complain(@Nullable String message) {
    terminal.err().println("interleave: " + message);
  }

  private void trace(Throwable problem, boolean debug) {
    if (debug) {
      problem.printStackTrace(terminal.err());
    } else {
      terminal.err().println("--debug shows where it happened");
    }
  }

  private void advise(ParameterException problem) {
    PrintWriter writer = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
    Optional<String> target = target(problem);
    if (target.isPresent()) {
      writer.println("Did you mean: interleave check " + target.get() + "?");
    } else {
      UnmatchedArgumentException.printSuggestions(problem, writer);
    }
    writer.flush();
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("try: " + command + " --help");
  }

  /** Returns something to look at that was given without a command. */
  private static Optional<String> target(ParameterException problem) {
    if (!(problem instanceof UnmatchedArgumentException unmatched)
        || problem.getCommandLine().getParent() != null) {
      return Optional.empty();
    }
    return unmatched.getUnmatched().stream().filter(word -> new File(word).exists()).findFirst();
  }
}

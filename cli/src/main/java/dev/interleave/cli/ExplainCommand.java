package dev.interleave.cli;

import dev.interleave.finding.RuleInfo;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code interleave explain RULE}: the page of one rule. */
final class ExplainCommand {
  static final String NAME = "explain";

  private final Terminal terminal;
  private final Engine engine;

  ExplainCommand(Terminal terminal, Engine engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name(NAME)
            .addOption(Main.help())
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("RULE")
                    .type(String.class)
                    .arity("1")
                    .required(true)
                    .description("The rule's id, as in a finding's brackets.")
                    .build());
    spec.usageMessage().description("Say what a rule finds, why, and how to fix it.");
    return spec;
  }

  int run(ParseResult parsed) {
    String id = parsed.matchedPositionalValue(0, "");
    List<RuleInfo> rules = engine.rules().get();
    for (RuleInfo rule : rules) {
      if (rule.id().equals(id)) {
        terminal.out().println(page(rule).stripTrailing());
        return Exit.CLEAN;
      }
    }
    terminal.err().println("interleave: " + RuleNames.unknown(id, rules) + " The rules are:");
    RulesCommand.table(rules).forEach(line -> terminal.err().println("  " + line));
    return Exit.FAILED;
  }

  private static String page(RuleInfo rule) {
    return rule.page().isBlank()
        ? "# " + rule.id() + "\n\n" + rule.title() + "\n\n" + rule.summary()
        : rule.page();
  }
}

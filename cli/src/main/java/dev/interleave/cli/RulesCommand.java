package dev.interleave.cli;

import dev.interleave.finding.RuleInfo;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code interleave rules}: one line for each rule. */
final class RulesCommand {
  static final String NAME = "rules";

  private final Terminal terminal;
  private final Engine engine;

  RulesCommand(Terminal terminal, Engine engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME).addOption(Main.help());
    spec.usageMessage().description("List the rules.");
    return spec;
  }

  int run() {
    table(engine.rules().get()).forEach(terminal.out()::println);
    return Exit.CLEAN;
  }

  /** Returns the rules with their titles, one line each. */
  static List<String> table(List<RuleInfo> rules) {
    int width = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
    return rules.stream()
        .map(rule -> rule.id() + " ".repeat(width + 2 - rule.id().length()) + rule.title())
        .toList();
  }
}

package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.finding.RuleInfo;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Says what a rule finds, why, and how to fix it; without a rule, which rules there are. */
@Mojo(name = "explain", requiresProject = false, aggregator = true, threadSafe = true)
public final class ExplainMojo extends AbstractMojo {
  /** The rule's id, as in a finding's brackets. */
  @Parameter(property = "interleave.rule", defaultValue = "")
  private String rule = "";

  @Override
  public void execute() throws MojoExecutionException {
    List<RuleInfo> rules = Analysis.rules();
    RuleNames.parse("interleave.rule", List.of(rule == null ? "" : rule), rules);
    for (RuleInfo each : rules) {
      if (rule == null || rule.isBlank()) {
        getLog().info(each.id() + ": " + each.summary());
      } else if (each.id().equals(rule.strip())) {
        each.page().lines().forEach(getLog()::info);
      }
    }
  }
}

package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Outcome;
import dev.interleave.report.DiagnosticReport;
import dev.interleave.report.Format;
import dev.interleave.report.SourceLookup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Looks for places where the project loses data because two threads interleave. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class CheckMojo extends AbstractMojo {
  private static final int DIAGNOSTIC_LINES = 10;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** Whether to do nothing. */
  @Parameter(property = "interleave.skip", defaultValue = "false")
  private boolean skip;

  /** Whether findings end the build; they are reported either way. */
  @Parameter(property = "interleave.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /** The least confidence of a finding that is reported and counted: low, medium or high. */
  @Parameter(property = "interleave.minConfidence", defaultValue = "medium")
  private String minConfidence = "medium";

  /** How many findings the build puts up with. */
  @Parameter(property = "interleave.maxAllowedViolations", defaultValue = "0")
  private int maxAllowedViolations;

  /**
   * The classes whose findings are reported; all when empty. A pattern names a class with its
   * nested ones ({@code com.acme.Chat*}) or a package ({@code com.acme.store}); {@code **} reaches
   * across packages ({@code com.acme.**}).
   */
  @Parameter(property = "interleave.includes")
  private List<String> includes = List.of();

  /** The classes whose findings are left out, in the same patterns. */
  @Parameter(property = "interleave.excludes")
  private List<String> excludes = List.of();

  /** The ids of the rules to ask; all when empty. */
  @Parameter(property = "interleave.rules")
  private List<String> rules = List.of();

  /** Whether the test classes are looked at, too. */
  @Parameter(property = "interleave.includeTests", defaultValue = "false")
  private boolean includeTests;

  /** Where the report files go. */
  @Parameter(
      property = "interleave.outputDirectory",
      defaultValue = "${project.build.directory}/interleave")
  private File outputDirectory;

  /** The report files to write, {@code interleave.*}: text, sarif, html. */
  @Parameter(property = "interleave.formats", defaultValue = "text,sarif")
  private List<String> formats = List.of();

  /** Whether the findings are printed in full. */
  @Parameter(property = "interleave.consoleOutput", defaultValue = "true")
  private boolean consoleOutput;

  /** How many threads work; 0 means one for each processor. The findings are the same. */
  @Parameter(property = "interleave.threads", defaultValue = "0")
  private int threads;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Interleave is skipped (interleave.skip).");
      return;
    }
    Threshold threshold =
        new Threshold(Threshold.confidence(minConfidence), maxAllowedViolations, failOnViolation);
    List<Format> files = Formats.parse(formats);
    Set<String> asked = RuleNames.parse(rules, Analysis.rules());
    Subject subject = subject();
    if (subject.isEmpty()) {
      getLog().info("No compiled classes here, nothing for Interleave to look at.");
      return;
    }
    Outcome outcome = select(analyse(subject.input(asked, workers())));
    Optional<Path> report = report(outcome, threshold, files, subject);
    threshold.enforce(outcome, report.map(path -> "all of it is in " + path).orElse(""));
  }

  private Subject subject() throws MojoExecutionException {
    try {
      return Subject.of(project, includeTests);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("The class path of the project is not resolved.", e);
    }
  }

  private int workers() throws MojoExecutionException {
    if (threads < 0) {
      throw new MojoExecutionException("interleave.threads: " + threads + " is below 0");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static Outcome analyse(Input input) throws MojoExecutionException {
    try {
      return Analysis.run(input);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new MojoExecutionException("Interleave itself failed: " + e, e);
    }
  }

  private Outcome select(Outcome outcome) {
    ClassPatterns patterns = new ClassPatterns(includes, excludes);
    return new Outcome(
        outcome.findings().stream()
            .filter(f -> patterns.select(f.primary().place().method().owner().binaryName()))
            .toList(),
        outcome.diagnostics(),
        outcome.classes(),
        outcome.methods(),
        outcome.unreadableTargets());
  }

  private Optional<Path> report(
      Outcome outcome, Threshold threshold, List<Format> files, Subject subject)
      throws MojoExecutionException {
    try (SourceLookup sources = SourceLookup.of(subject.sources())) {
      Reports reports = new Reports(outcome, threshold.minConfidence(), Analysis.rules(), sources);
      print(reports, outcome, threshold);
      DiagnosticReport.lines(outcome.diagnostics(), DIAGNOSTIC_LINES).forEach(getLog()::warn);
      Path repository = session.getRequest().getMultiModuleProjectDirectory().toPath();
      return reports.write(files, outputDirectory.toPath(), repository);
    } catch (IOException e) {
      throw new MojoExecutionException("The report cannot be written: " + e.getMessage(), e);
    }
  }

  private void print(Reports reports, Outcome outcome, Threshold threshold) {
    String text = consoleOutput ? reports.forConsole() : reports.closing();
    boolean clean = outcome.atLeast(threshold.minConfidence()).isEmpty();
    for (String line : text.lines().toList()) {
      if (clean) {
        getLog().info(line);
      } else if (threshold.fails(outcome)) {
        getLog().error(line);
      } else {
        getLog().warn(line);
      }
    }
  }
}

package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Outcome;
import dev.interleave.report.DiagnosticReport;
import dev.interleave.report.SourceLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal that analyses: which modules, which of their classes, with which rules. */
abstract class AnalysisMojo extends AbstractMojo {
  private static final int DIAGNOSTIC_LINES = 10;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** Whether to do nothing. */
  @Parameter(property = "interleave.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Whether each module is looked at alone, as soon as it is built. Otherwise the last module of
   * the build looks at all of them together, so that a race between two modules is found.
   */
  @Parameter(property = "interleave.perModule", defaultValue = "false")
  private boolean perModule;

  /** The least confidence of a finding that is reported and counted: low, medium or high. */
  @Parameter(property = "interleave.minConfidence", defaultValue = "medium")
  private String minConfidence = "medium";

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

  /** Whether what is annotated as generated is reported on, too. */
  @Parameter(property = "interleave.includeGenerated", defaultValue = "false")
  private boolean includeGenerated;

  /** Whether the test classes are looked at, too. */
  @Parameter(property = "interleave.includeTests", defaultValue = "false")
  private boolean includeTests;

  /**
   * Where the report files go; target/interleave when not given. Of the top project, when several
   * modules are looked at together.
   */
  @Parameter(property = "interleave.outputDirectory")
  private @Nullable String outputDirectory;

  /**
   * The findings that are known and left out, as the goal baseline writes them;
   * interleave-baseline.txt beside the top pom when not given. It need not exist.
   */
  @Parameter(property = "interleave.baselineFile")
  private @Nullable String baselineFile;

  /** How many threads work; 0 means one for each processor. The findings are the same. */
  @Parameter(property = "interleave.threads", defaultValue = "0")
  private int threads;

  /**
   * Whether what a run finds out about classes is kept in the directory cache of the output
   * directory, so that the next one reads only what changed. It can be deleted at any time.
   */
  @Parameter(property = "interleave.incremental", defaultValue = "true")
  private boolean incremental;

  /** Does with the findings what the goal is for. */
  abstract void conclude(Scene scene) throws MojoExecutionException, MojoFailureException;

  /** Rejects what the user wrote wrong, before anything is analysed. */
  void verify() throws MojoExecutionException {}

  /** Returns the modules to look at now; none when there is nothing to do for this one. */
  List<MavenProject> modules() {
    List<MavenProject> turnout =
        perModule ? List.of(project) : new Turnout(session, execution).arrive(project, skip);
    return skip && perModule ? List.of() : turnout;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    List<MavenProject> modules = modules();
    if (skip) {
      getLog().info("Interleave is skipped (interleave.skip).");
    }
    if (modules.isEmpty()) {
      return;
    }
    Confidence least = Threshold.confidence(minConfidence);
    Set<String> asked = RuleNames.parse("interleave.rules", rules, Analysis.rules());
    verify();
    Subject subject = subject(modules);
    if (subject.isEmpty()) {
      getLog().info("No compiled classes here, nothing for Interleave to look at.");
      return;
    }
    Path directory = directory(modules);
    try (SourceLookup sources = SourceLookup.of(subject.sources())) {
      Input input = input(subject, asked, directory);
      Outcome all = wanted(analyse(input), sources, asked);
      DiagnosticReport.lines(all.diagnostics(), DIAGNOSTIC_LINES).forEach(getLog()::warn);
      ClassPatterns patterns = new ClassPatterns(includes, excludes);
      boolean whole = asked.isEmpty() && modules.size() == session.getAllProjects().size();
      conclude(
          new Scene(
              input, all, patterns.select(all), whole, least, sources, directory, baseline()));
    }
  }

  private Outcome wanted(Outcome outcome, SourceLookup sources, Set<String> asked) {
    Outcome heeded = Analysis.heed(outcome, sources::text, asked);
    return includeGenerated ? heeded.withGenerated() : heeded;
  }

  final MavenProject project() {
    return project;
  }

  final MavenSession session() {
    return session;
  }

  final boolean isSkipped() {
    return skip;
  }

  /** Returns the directory to which the paths in reports are relative. */
  final Path repository() {
    return session.getRequest().getMultiModuleProjectDirectory().toPath();
  }

  /** Returns how a goal of this plugin is called in this build, by itself. */
  final String call(String goal) {
    String prefix =
        project.getPlugin(execution.getPlugin().getKey()) == null
            ? execution.getPlugin().getKey() + ":" + execution.getVersion()
            : "interleave";
    String before = goal.equals("explain") ? "" : "compile ";
    return "mvn " + before + prefix + ":" + goal;
  }

  private Subject subject(List<MavenProject> modules) throws MojoExecutionException {
    try {
      return Subject.of(modules, includeTests);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("The class path of the project is not resolved.", e);
    }
  }

  /** Maven would resolve a relative path in the module that happens to be the last to come. */
  private Path directory(List<MavenProject> modules) {
    MavenProject home = modules.size() == 1 ? modules.get(0) : session.getTopLevelProject();
    return outputDirectory == null
        ? Path.of(home.getBuild().getDirectory(), "interleave")
        : home.getBasedir().toPath().resolve(outputDirectory);
  }

  private Input input(Subject subject, Set<String> asked, Path directory)
      throws MojoExecutionException {
    Input input = subject.input(asked, workers());
    return incremental ? input.cachedIn(directory.resolve("cache"), getLog()::debug) : input;
  }

  private Path baseline() {
    return repository().resolve(baselineFile == null ? "interleave-baseline.txt" : baselineFile);
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
}

package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.finding.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Looks for places where the project loses data because two threads interleave. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public sealed class CheckMojo extends AnalysisMojo permits AggregateMojo, ReviewMojo {
  /** Whether findings end the build; they are reported either way. */
  @Parameter(property = "interleave.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /** How many findings the build puts up with. */
  @Parameter(property = "interleave.maxAllowedViolations", defaultValue = "0")
  private int maxAllowedViolations;

  /** The report files to write: text, sarif, html, and the forms that build servers read. */
  @Parameter(property = "interleave.formats", defaultValue = "text,sarif")
  private List<String> formats = List.of();

  /** Whether the findings are printed in full. */
  @Parameter(property = "interleave.consoleOutput", defaultValue = "true")
  private boolean consoleOutput;

  @Override
  final void verify() throws MojoExecutionException {
    Formats.parse(formats);
  }

  @Override
  final void conclude(Scene scene) throws MojoExecutionException, MojoFailureException {
    Threshold threshold = new Threshold(scene.least(), maxAllowedViolations, failOnViolation);
    Outcome outcome = scene.exact(counted(scene, unknown(scene)));
    Reports reports = new Reports(outcome, scene.least(), Analysis.rules(), scene.sources());
    print(reports, outcome, threshold);
    Optional<Path> report = written(reports, scene.directory());
    Optional<String> ends = threshold.verdict(outcome, new Advice(this::call, report));
    if (ends.isPresent()) {
      throw new MojoFailureException(ends.get());
    }
  }

  private Optional<Path> written(Reports reports, Path directory) throws MojoExecutionException {
    try {
      return reports.write(Formats.parse(formats), directory, repository());
    } catch (IOException e) {
      throw new MojoExecutionException("The report cannot be written: " + e.getMessage(), e);
    }
  }

  /** Returns those of the unknown findings that count. */
  Outcome counted(Scene scene, Outcome unknown) throws MojoExecutionException {
    return unknown;
  }

  private Outcome unknown(Scene scene) throws MojoExecutionException {
    Optional<BaselineFile> file = BaselineFile.read(scene.baseline());
    if (file.isEmpty()) {
      return scene.selected();
    }
    Outcome outcome = file.get().newIn(scene.selected());
    int known = scene.selected().findings().size() - outcome.findings().size();
    getLog()
        .info(
            known + (known == 1 ? " finding is" : " findings are") + " known: " + scene.baseline());
    List<String> stale = scene.whole() ? file.get().stale(scene.all()) : List.of();
    stale.forEach(entry -> getLog().warn("no longer found: " + entry));
    if (!stale.isEmpty()) {
      getLog().warn("`" + call("baseline") + "` takes them out of " + scene.baseline());
    }
    return outcome;
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

package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.finding.Outcome;
import dev.interleave.report.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes the findings as one page for a browser, and never ends a build because of them. */
@Mojo(
    name = "report",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class ReportMojo extends AnalysisMojo {
  @Override
  void conclude(Scene scene) throws MojoExecutionException {
    Outcome outcome = scene.exact(scene.selected());
    Reports reports = new Reports(outcome, scene.least(), Analysis.rules(), scene.sources());
    try {
      Optional<Path> page = reports.write(List.of(Format.HTML), scene.directory(), repository());
      getLog().info(reports.closing());
      page.ifPresent(path -> getLog().info("Open " + path.toUri()));
    } catch (IOException e) {
      throw new MojoExecutionException("The report cannot be written: " + e.getMessage(), e);
    }
  }
}

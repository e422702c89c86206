package dev.interleave.maven;

import dev.interleave.Analysis;
import dev.interleave.finding.Outcome;
import dev.interleave.report.Format;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Writes the findings as one page for a browser, and never ends a build because of them. As a
 * report of a site, each module has its page, and the parent's is that of all its modules, if they
 * are built before.
 */
@Mojo(
    name = "report",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class ReportMojo extends AnalysisMojo implements MavenReport {
  /** Where a site has its pages; not used outside of a site. */
  @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
  private File reportOutputDirectory = new File("");

  private boolean ofSite;

  @Override
  List<MavenProject> modules() {
    return ofSite ? ofPage() : super.modules();
  }

  private List<MavenProject> ofPage() {
    return project().getPackaging().equals("pom")
        ? project().getCollectedProjects()
        : List.of(project());
  }

  @Override
  void conclude(Scene scene) throws MojoExecutionException {
    Outcome outcome = scene.exact(scene.selected());
    Reports reports = new Reports(outcome, scene.least(), Analysis.rules(), scene.sources());
    Path directory = ofSite ? reportOutputDirectory.toPath() : scene.directory();
    try {
      Optional<Path> page = reports.write(List.of(Format.HTML), directory, repository());
      getLog().info(reports.closing());
      page.ifPresent(path -> getLog().info("Open " + path.toUri()));
    } catch (IOException e) {
      throw new MojoExecutionException("The report cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    ofSite = true;
    try {
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  @Override
  public boolean canGenerateReport() {
    return !isSkipped() && Subject.isAnyCompiled(ofPage());
  }

  /** The page is whole as it is: the site links to it and puts nothing round it. */
  @Override
  public boolean isExternalReport() {
    return true;
  }

  @Override
  public String getOutputPath() {
    return "interleave";
  }

  @Override
  @SuppressWarnings("deprecation") // it has no body there, so it must have one here
  public String getOutputName() {
    return getOutputPath();
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public String getName(Locale locale) {
    return "Interleave";
  }

  @Override
  public String getDescription(Locale locale) {
    return "Places where data is lost because two threads interleave.";
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    reportOutputDirectory = directory;
  }

  @Override
  public File getReportOutputDirectory() {
    return reportOutputDirectory;
  }
}

package dev.interleave.maven;

import dev.interleave.finding.Finding;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes down the findings of today, so that check reports only what comes after. */
@Mojo(name = "baseline", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class BaselineMojo extends AnalysisMojo {
  @Override
  void conclude(Scene scene) throws MojoExecutionException {
    Optional<BaselineFile> before = BaselineFile.read(scene.baseline());
    List<String> stale = before.map(file -> file.stale(scene.selected())).orElse(List.of());
    stale.forEach(entry -> getLog().info("taken out, no longer found: " + entry));
    List<Finding> known = scene.selected().atLeast(scene.least());
    BaselineFile.write(scene.baseline(), known);
    String count = known.size() + (known.size() == 1 ? " finding" : " findings");
    getLog().info(count + " written to " + scene.baseline());
  }
}

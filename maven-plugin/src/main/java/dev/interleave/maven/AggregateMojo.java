package dev.interleave.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Checks all modules together without being bound to any: mvn compile interleave:aggregate. */
@Mojo(
    name = "aggregate",
    aggregator = true,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class AggregateMojo extends CheckMojo {
  @Override
  List<MavenProject> modules() {
    return isSkipped() ? List.of() : session().getProjects();
  }
}

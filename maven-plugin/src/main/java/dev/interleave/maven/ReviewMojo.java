package dev.interleave.maven;

import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import dev.interleave.review.Git;
import dev.interleave.review.Review;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Like check, but only what this branch and the working tree touch counts. */
@Mojo(name = "review", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ReviewMojo extends CheckMojo {
  /** The branch or commit that this one will go to; its merge base with HEAD is compared with. */
  @Parameter(property = "interleave.ratchetFrom", defaultValue = "origin/main")
  private String ratchetFrom = "origin/main";

  @Override
  Outcome counted(Outcome outcome, SourceLookup sources) throws MojoExecutionException {
    Path directory = session().getTopLevelProject().getBasedir().toPath();
    try {
      Review review = new Review(new Git(directory).since(ratchetFrom), sources::line);
      Review.Told told = review.of(outcome.findings(), finding -> false);
      told.notes().forEach(getLog()::info);
      return outcome.with(told.findings());
    } catch (Git.Trouble e) {
      throw new MojoExecutionException("interleave.ratchetFrom: " + e.getMessage(), e);
    }
  }
}

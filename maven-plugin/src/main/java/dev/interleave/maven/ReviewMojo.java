package dev.interleave.maven;

import dev.interleave.NewFindings;
import dev.interleave.finding.Outcome;
import dev.interleave.review.Diff;
import dev.interleave.review.Git;
import dev.interleave.review.Review;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Like check, but only what this branch and the working tree bring or touch counts. */
@Mojo(name = "review", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ReviewMojo extends CheckMojo {
  /**
   * The branch or commit that this one will go to; its merge base with HEAD is compared with. When
   * not given, the main branch: the first there is of origin/HEAD, origin/main, origin/master, main
   * and master.
   */
  @Parameter(property = "interleave.ratchetFrom")
  private @Nullable String ratchetFrom;

  @Override
  Outcome counted(Scene scene, Outcome unknown) throws MojoExecutionException {
    Git git = new Git(session().getTopLevelProject().getBasedir().toPath());
    try {
      String base = ratchetFrom == null ? git.usualBase() : ratchetFrom;
      Diff diff = git.since(base);
      NewFindings brought =
          new NewFindings(
              scene.input(), scene.all(), scene.least(), scene.sources(), git.changedFiles(base));
      Review.Told told = new Review(diff, scene.sources()::line).of(unknown.findings(), brought);
      told.notes().forEach(getLog()::info);
      brought.notes().forEach(getLog()::warn);
      return unknown.with(told.findings());
    } catch (Git.Trouble e) {
      throw new MojoExecutionException("interleave.ratchetFrom: " + e.getMessage(), e);
    }
  }
}

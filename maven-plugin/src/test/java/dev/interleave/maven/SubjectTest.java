package dev.interleave.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at in a project. */
class SubjectTest {
  @TempDir Path directory;
  private MavenProject project;

  @BeforeEach
  void emptyProject() {
    Build build = new Build();
    build.setOutputDirectory(directory.resolve("classes").toString());
    build.setTestOutputDirectory(directory.resolve("test-classes").toString());
    Model model = new Model();
    model.setBuild(build);
    project = new MavenProject(model);
    project.setArtifacts(Set.of());
    project.addCompileSourceRoot(directory.resolve("java").toString());
    project.addTestCompileSourceRoot(directory.resolve("test").toString());
  }

  private Path classesIn(String name) throws IOException {
    Path classes = Files.createDirectories(directory.resolve(name));
    Files.createFile(classes.resolve("A.class"));
    return classes;
  }

  @Test
  void aProjectWithoutClassesIsEmpty() throws IOException, DependencyResolutionRequiredException {
    assertTrue(Subject.of(List.of(project), true).isEmpty());
    Files.createDirectory(directory.resolve("classes"));
    assertTrue(Subject.of(List.of(project), true).isEmpty());
  }

  @Test
  void mainClassesAreLookedAtAndTestsStayOut()
      throws IOException, DependencyResolutionRequiredException {
    Path main = classesIn("classes");
    classesIn("test-classes");
    Path java = Files.createDirectory(directory.resolve("java"));
    Files.createDirectory(directory.resolve("test"));

    assertEquals(
        new Subject(List.of(main), List.of(), List.of(java)), Subject.of(List.of(project), false));
  }

  @Test
  void testsAreLookedAtWhenAskedFor() throws IOException, DependencyResolutionRequiredException {
    Path main = classesIn("classes");
    Path tests = classesIn("test-classes");

    assertEquals(
        new Subject(List.of(main, tests), List.of(), List.of()),
        Subject.of(List.of(project), true));
  }

  @Test
  void testClassesAloneAreEnoughWhenAskedFor()
      throws IOException, DependencyResolutionRequiredException {
    Path tests = classesIn("test-classes");

    assertEquals(List.of(tests), Subject.of(List.of(project), true).targets());
    assertTrue(Subject.of(List.of(project), false).isEmpty());
  }
}

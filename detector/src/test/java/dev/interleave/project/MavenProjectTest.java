package dev.interleave.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project is understood from its poms and from what was fetched before. */
final class MavenProjectTest {
  private static final String PARENT =
      """
      <project>
        <groupId>com.acme</groupId><artifactId>shop</artifactId><version>${revision}</version>
        <packaging>pom</packaging>
        <modules><module>core</module><module>web</module></modules>
        <properties><revision>3</revision><log.version>1.5</log.version></properties>
        <dependencyManagement><dependencies>
          <dependency><groupId>org.log</groupId><artifactId>log</artifactId>
            <version>${log.version}</version></dependency>
          <dependency><groupId>org.bill</groupId><artifactId>bill</artifactId><version>7</version>
            <type>pom</type><scope>import</scope></dependency>
        </dependencies></dependencyManagement>
      </project>
      """;

  @TempDir private Path home;

  @BeforeEach
  void write() throws IOException {
    write("pom.xml", PARENT);
    write("core/pom.xml", module("core", library("org.log", "log", "") + listed()));
    write("web/pom.xml", module("web", library("com.acme", "core", "<version>3</version>")));
    Files.createDirectories(home.resolve("core/src/main/java"));
    Files.createDirectories(home.resolve("core/src/test/java"));
    Files.createDirectories(home.resolve("core/target/classes"));
    Files.createDirectories(home.resolve("web/src/main/java"));
    Files.createDirectories(home.resolve("web/src/main/kotlin"));
    Files.createDirectories(home.resolve("web/target/classes"));
    fetched("org.log", "log", "1.5", library("org.deep", "deep", "<version>2</version>"));
    fetched("org.deep", "deep", "2", "");
    fetched("org.list", "list", "9", "");
    write(
        "repository/org/bill/bill/7/bill-7.pom",
        "<project><groupId>org.bill</groupId><artifactId>bill</artifactId><version>7</version>"
            + "<dependencyManagement><dependencies>"
            + library("org.list", "list", "<version>9</version>")
            + "</dependencies></dependencyManagement></project>");
  }

  @Test
  void modulesGiveTheirMainSourcesAndNoTests() throws IOException {
    assertEquals(
        List.of(home.resolve("core/src/main/java"), home.resolve("web/src/main/java")),
        read().sources());
  }

  @Test
  void classesOfOtherLanguagesAreAnalysedAndThoseOfJavaLookedUp() throws IOException {
    Project project = read();
    assertEquals(List.of(home.resolve("web/target/classes")), project.classes());
    assertTrue(project.classpath().contains(home.resolve("core/target/classes")));
  }

  @Test
  void versionsComeFromParentsBillsAndLibraries() throws IOException {
    Project project = read();
    assertEquals(List.of(), project.problems());
    assertEquals(
        List.of("log-1.5.jar", "list-9.jar", "deep-2.jar"),
        project.classpath().stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> name.endsWith(".jar"))
            .toList());
  }

  @Test
  void whatIsExcludedOrForTestsIsNotMissed() throws IOException {
    String excluded =
        "<exclusions><exclusion><groupId>org.deep</groupId><artifactId>*</artifactId>"
            + "</exclusion></exclusions>";
    write("core/pom.xml", module("core", library("org.log", "log", excluded) + tests()));
    Project project = read();
    assertEquals(List.of(), project.problems());
    assertTrue(project.classpath().stream().noneMatch(path -> path.endsWith("deep-2.jar")));
  }

  @Test
  void aLibraryThatWasNotFetchedIsTold() throws IOException {
    write("web/pom.xml", module("web", library("org.far", "far", "<version>1</version>")));
    Project.Problem told = read().problems().get(0);
    assertEquals("org.far:far:1", told.subject());
  }

  @Test
  void aModuleThatIsBrokenOrMissingCostsOnlyItself() throws IOException {
    write("web/pom.xml", "<project><parent>");
    assertTrue(told().contains("web/pom.xml a module, is no well-formed XML, line 1"), told());
    Files.delete(home.resolve("web/pom.xml"));
    assertTrue(told().contains("web/pom.xml a module, does not exist"), told());
    assertEquals(List.of(home.resolve("core/src/main/java")), read().sources());
  }

  @Test
  void aBrokenTopIsTakenAsTheUsualLayoutAndTold() throws IOException {
    write("pom.xml", "<project>&nothing;");
    assertThrows(IOException.class, this::read);
    Project project = Project.at(home).orElseThrow();
    assertEquals(2, project.sources().size());
    assertTrue(project.problems().get(0).message().contains("the usual layout is assumed"));
  }

  @Test
  void circlesEnd() throws IOException {
    write(
        "core/pom.xml",
        module("core", "")
            .replace("</project>", "<modules><module>..</module>" + "</modules></project>"));
    write(
        "pom.xml",
        PARENT
            .replace(
                "<groupId>com.acme",
                "<parent><groupId>com.acme</groupId>"
                    + "<artifactId>core</artifactId><version>3</version><relativePath>core</relativePath>"
                    + "</parent><groupId>com.acme")
            .replace(">3<", ">${revision}<"));
    assertEquals(2, read().sources().size());
  }

  @Test
  void aGradleBuildHasItsMainSources() throws IOException {
    Path gradle = home.resolve("gradle");
    Files.createDirectories(gradle.resolve("app/src/main/java"));
    Files.createDirectories(gradle.resolve("app/src/test/java"));
    Files.createDirectories(gradle.resolve("build/app/src/main/java"));
    Files.createFile(gradle.resolve("settings.gradle.kts"));
    assertEquals(List.of(gradle.resolve("app/src/main/java")), Project.sourcesAt(gradle));
  }

  @Test
  void aModuleMayBeCalledAsOutputIs() throws IOException {
    Path gradle = home.resolve("gradle");
    Files.createDirectories(gradle.resolve("build/src/main/java"));
    Files.createDirectories(gradle.resolve("build/build/tmp/src/main/java"));
    Files.createDirectories(gradle.resolve("out/core/src/main/java"));
    Files.createFile(gradle.resolve("settings.gradle.kts"));
    assertEquals(List.of(gradle.resolve("build/src/main/java")), Project.sourcesAt(gradle));
  }

  @Test
  void anOrdinaryDirectoryIsNoProject() {
    assertTrue(Project.at(home.resolve("repository")).isEmpty());
  }

  private String told() throws IOException {
    Project.Problem told = read().problems().get(0);
    return told.subject().replace('\\', '/') + " " + told.message();
  }

  private Project read() throws IOException {
    Poms poms = new Poms(new LocalRepository(home.resolve("repository")));
    MavenProject project = new MavenProject(poms, home);
    project.read();
    return project.described();
  }

  private static String module(String name, String libraries) {
    return "<project><parent><groupId>com.acme</groupId><artifactId>shop</artifactId>"
        + "<version>3</version></parent><artifactId>"
        + name
        + "</artifactId><dependencies>"
        + libraries
        + "</dependencies></project>";
  }

  private static String listed() {
    return library("org.list", "list", "");
  }

  private static String tests() {
    return library("org.test", "test", "<version>1</version><scope>test</scope>");
  }

  private static String library(String group, String name, String more) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>"
        .formatted(group, name, more);
  }

  private void fetched(String group, String name, String version, String needs) throws IOException {
    String base =
        "repository/%s/%s/%s/%s-%s"
            .formatted(group.replace('.', '/'), name, version, name, version);
    write(
        base + ".pom",
        "<project><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
                .formatted(group, name, version)
            + "<dependencies>"
            + needs
            + "</dependencies></project>");
    write(base + ".jar", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

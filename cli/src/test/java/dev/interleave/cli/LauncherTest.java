package dev.interleave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Java and a Maven that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String ECHO = "for a in \"$@\"; do printf '<%s>' \"$a\"; done; echo\n";

  @TempDir Path dir;

  private Path home;
  private Path java;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(dir.resolve("a home/with blanks"));
    Files.copy(
        Path.of("..", "interleave").toAbsolutePath().normalize(),
        home.resolve("interleave"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("cli/target"));
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createDirectories(home.resolve("detector/src/main"));
    Files.writeString(home.resolve("detector/src/main/A.java"), "");
    java = dir.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    java("17");
    script(
        dir.resolve("bin/mvn"),
        "echo \"built in $PWD\"; mkdir -p cli/target; : > cli/target/interleave.jar\n");
  }

  @Test
  void startsTheJarThatIsNewerThanItsSources() throws Exception {
    jar(Instant.now().plusSeconds(60));
    Said said = run(home.resolve("interleave"), Map.of(), "check", "a b.jar");
    assertEquals(0, said.exit(), said.err());
    assertEquals("", said.err());
    assertEquals(
        "<-jar><" + real().resolve("cli/target/interleave.jar") + "><check><a b.jar>",
        said.out().substring(said.out().indexOf("<-jar>")));
  }

  @Test
  void findsItsHomeThroughLinks() throws Exception {
    jar(Instant.now().plusSeconds(60));
    Path first =
        Files.createSymbolicLink(dir.resolve("il"), Path.of("a home/with blanks/interleave"));
    Path second = Files.createSymbolicLink(dir.resolve("bin/il"), Path.of("../il"));
    for (Path link : List.of(first, second)) {
      assertEquals(0, run(link, Map.of()).exit(), link.toString());
    }
  }

  @Test
  void buildsWhatIsMissing() throws Exception {
    Said said = run(home.resolve("interleave"), Map.of(), "rules");
    assertEquals(0, said.exit(), said.err());
    assertEquals(
        "interleave: building (needed on first use and after changes) ...\nbuilt in "
            + real()
            + "\n",
        said.err());
  }

  @Test
  void buildsAgainAfterAChange() throws Exception {
    jar(Instant.now().minusSeconds(60));
    assertEquals(true, run(home.resolve("interleave"), Map.of()).err().contains("built in"));
    Files.setLastModifiedTime(
        home.resolve("detector/src/main/A.java"), FileTime.from(Instant.now().minusSeconds(9)));
    Files.setLastModifiedTime(
        home.resolve("detector/src/main"), FileTime.from(Instant.now().minusSeconds(9)));
    Files.setLastModifiedTime(
        home.resolve("cli/src/main"), FileTime.from(Instant.now().minusSeconds(9)));
    assertEquals("", run(home.resolve("interleave"), Map.of()).err());
  }

  @Test
  void keepsItsClassesReadyOnceForAJarAndAJava() throws Exception {
    jar(Instant.now().minusSeconds(60));
    Path changed = home.resolve("detector/src/main/A.java");
    for (Path source : List.of(changed, changed.getParent(), home.resolve("cli/src/main"))) {
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(90)));
    }
    Path archive = real().resolve("cli/target/interleave.jsa");
    String option = "<-XX:SharedArchiveFile=" + archive + ">";
    archivingJava("old");
    assertEquals(true, run(home.resolve("interleave"), Map.of()).out().contains(option));
    assertEquals("old\n", Files.readString(archive));
    Files.writeString(real().resolve("cli/target/java"), "another\n");
    archivingJava("new");
    assertEquals(true, run(home.resolve("interleave"), Map.of()).out().contains(option));
    assertEquals("new\n", Files.readString(archive));
  }

  @Test
  void startsWhereItsClassesCannotBeKeptReady() throws Exception {
    jar(Instant.now().plusSeconds(60));
    Said said = run(home.resolve("interleave"), Map.of(), "rules");
    assertEquals(0, said.exit(), said.err());
    assertEquals("", said.err());
    assertEquals(false, said.out().contains("SharedArchiveFile"), said.out());
  }

  @Test
  void passesOptionsToJava() throws Exception {
    jar(Instant.now().plusSeconds(60));
    Said said = run(home.resolve("interleave"), Map.of("INTERLEAVE_JAVA_OPTS", "-Xmx2g -Da=b"));
    assertEquals(true, said.out().contains("<-Xmx2g><-Da=b><-jar>"), said.out());
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    jar(Instant.now().plusSeconds(60));
    for (String version : List.of("1.8", "9", "11", "16")) {
      java(version);
      Said said = run(home.resolve("interleave"), Map.of());
      assertEquals(2, said.exit());
      assertEquals(
          "interleave: " + java + " is Java " + version + "; Java 17 or newer is needed\n",
          said.err());
    }
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Said said = run(home.resolve("interleave"), Map.of("JAVA_HOME", dir + "/nowhere"));
    assertEquals(2, said.exit());
    assertEquals(
        "interleave: JAVA_HOME is " + dir + "/nowhere, and there is no bin/java in it\n",
        said.err());
  }

  /** How a run ended. */
  private record Said(int exit, String out, String err) {}

  private Said run(Path launcher, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("INTERLEAVE_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", dir.resolve("jdk").toString());
    builder.environment().merge("PATH", dir.resolve("bin") + ":", (old, own) -> own + old);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertEquals(true, process.waitFor(30, TimeUnit.SECONDS));
    return new Said(
        process.exitValue(), Files.readString(out).stripTrailing(), Files.readString(err));
  }

  private Path real() throws IOException {
    return home.toRealPath();
  }

  private void jar(Instant time) throws IOException {
    Path jar = home.resolve("cli/target/interleave.jar");
    Files.deleteIfExists(jar);
    Files.setLastModifiedTime(Files.createFile(jar), FileTime.from(time));
  }

  private void java(String version) throws IOException {
    script(java, version(version) + ECHO);
  }

  private static String version(String version) {
    return "case \"$*\" in *-version*) echo \"    java.specification.version = "
        + version
        + "\" >&2; exit;; esac\n";
  }

  private void archivingJava(String content) throws IOException {
    String write =
        "for a in \"$@\"; do case $a in -XX:ArchiveClassesAtExit=*) echo "
            + content
            + " > \"${a#*=}\"; echo noise; echo noise >&2; exit 1;; esac; done\n";
    script(java, version("17") + write + ECHO);
  }

  private static void script(Path path, String body) throws IOException {
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(("#!/bin/sh\n" + body).getBytes(StandardCharsets.UTF_8));
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

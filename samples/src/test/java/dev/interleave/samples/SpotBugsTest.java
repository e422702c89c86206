package dev.interleave.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.model.MethodRef;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The engine's jar as a plugin of SpotBugs, in a JVM that has nothing but SpotBugs: the oldest that
 * the plugin runs in, and a new one.
 */
final class SpotBugsTest {
  private static final Path HOSTS = Path.of("target", "spotbugs");
  private static final int SECONDS = 120;

  @TempDir Path directory;

  @BeforeAll
  static void thePluginIsPackaged() {
    assumeTrue(plugin().toString().endsWith(".jar"), "the engine is not packaged in this build");
  }

  @Test
  void nothingInTheJarCanMeetALibraryOfTheHost() throws IOException {
    try (ZipFile jar = new ZipFile(plugin().toFile())) {
      assertEquals(
          List.of(),
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.startsWith("dev/interleave/"))
              .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void spotBugsReportsWhatTheEngineReports(Path host) throws Exception {
    Document report = run(host);

    Set<String> expected = new TreeSet<>();
    findings().forEach(finding -> expected.add(identity(finding)));
    Set<String> actual = new TreeSet<>();
    elements(report.getDocumentElement(), "BugInstance").forEach(bug -> actual.add(identity(bug)));
    assertFalse(expected.isEmpty());
    assertEquals(String.join("\n", expected), String.join("\n", actual));
    Element errors = elements(report.getDocumentElement(), "Errors").get(0);
    assertEquals("0", errors.getAttribute("errors"));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void theMessageTellsBothPlacesAndTheInterleaving(Path host) throws Exception {
    Finding finding =
        findings().stream().filter(f -> f.sites().size() > 1).findFirst().orElseThrow();

    Element bug =
        elements(run(host).getDocumentElement(), "BugInstance").stream()
            .filter(candidate -> identity(candidate).equals(identity(finding)))
            .findFirst()
            .orElseThrow();

    String message = elements(bug, "LongMessage").get(0).getTextContent();
    finding
        .sites()
        .forEach(site -> assertTrue(message.contains(site.place().shortForm()), message));
    finding
        .interleaving()
        .turns()
        .forEach(turn -> assertTrue(message.contains(turn.step()), message));
    String roles =
        elements(bug, "Message").stream()
            .map(Element::getTextContent)
            .collect(Collectors.joining());
    finding
        .sites()
        .forEach(
            site ->
                assertTrue(
                    roles.contains(
                        "ynchronized access at "
                            + site.place().fileName()
                            + ":[line "
                            + site.place().span().line()
                            + "]"),
                    roles));
  }

  private Document run(Path host) throws Exception {
    Path report = directory.resolve("report.xml");
    Path log = directory.resolve("log.txt");
    Process spotBugs =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                host.resolve("lib") + "/*",
                "edu.umd.cs.findbugs.FindBugs2",
                "-pluginList",
                plugin().toString(),
                "-visitors",
                "InterleaveDetector",
                "-xml:withMessages",
                "-output",
                report.toString(),
                classes().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(spotBugs.waitFor(SECONDS, TimeUnit.SECONDS), "SpotBugs does not end");
    } finally {
      spotBugs.destroyForcibly();
    }
    assertEquals(0, spotBugs.exitValue(), Files.readString(log));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
  }

  private static Stream<Path> hosts() throws IOException {
    try (Stream<Path> hosts = Files.list(HOSTS)) {
      List<Path> all = hosts.sorted().toList();
      assertEquals(2, all.size(), all::toString);
      return all.stream();
    }
  }

  private static String identity(Finding finding) {
    MethodRef method = finding.primary().place().method();
    return String.join(
        " ",
        "INTERLEAVE_" + finding.rule().toUpperCase(Locale.ROOT).replace('-', '_'),
        method.owner().binaryName(),
        method.name(),
        finding.fingerprint());
  }

  private static String identity(Element bug) {
    return String.join(
        " ",
        bug.getAttribute("type"),
        elements(bug, "Class").get(0).getAttribute("classname"),
        elements(bug, "Method").get(0).getAttribute("name"),
        elements(bug, "Property").get(0).getAttribute("value"));
  }

  private static List<Finding> findings() {
    Input input = new Input(List.of(classes()), List.of(), Set.of(), List.of(), 2);
    return Analysis.run(input).atLeast(Confidence.MEDIUM);
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Path classes() {
    return origin(dev.interleave.samples.rules.ReadModifyWriteBuggy.class);
  }

  private static Path plugin() {
    return origin(Analysis.class);
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.interleave.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.model.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the sources mark and what the detector reports, from their class files as well as from the
 * sources themselves, is one and the same.
 */
final class MarksTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern MARK =
      Pattern.compile("// (BUG|WITH|MISSED|FALSE ALARM): ([a-z-]+)");

  /**
   * A mark on a line.
   *
   * @param word BUG, WITH, MISSED or FALSE ALARM
   */
  private record Mark(String file, int line, String word, String rule) {
    String place() {
      return file + ":" + line + " " + rule;
    }
  }

  @Test
  void everyMarkIsReportedFromClassFilesAndNothingElse() throws Exception {
    compare(findings());
  }

  @Test
  void everyMarkIsReportedFromSourcesAndNothingElse() throws Exception {
    compare(outcome(SOURCES).atLeast(Confidence.MEDIUM));
  }

  @Test
  void bothFrontEndsGiveTheSameFingerprints() throws Exception {
    assertEquals(fingerprints(outcome(classes())), fingerprints(outcome(SOURCES)));
  }

  private static List<String> fingerprints(Outcome outcome) {
    return outcome.findings().stream().map(Finding::fingerprint).sorted().toList();
  }

  private static void compare(List<Finding> findings) throws IOException {
    List<Mark> marks = marks();
    Set<String> reported =
        findings.stream()
            .flatMap(finding -> places(finding).map(place -> at(place, finding.rule())))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> wrong = new ArrayList<>();
    for (Mark mark : marks) {
      boolean expected = !mark.word().equals("MISSED");
      if (expected != reported.contains(mark.place())) {
        wrong.add((expected ? "marked and not reported: " : "reported, promote it: ") + mark);
      }
    }
    Set<String> primary =
        marks.stream()
            .filter(mark -> mark.word().equals("BUG") || mark.word().equals("FALSE ALARM"))
            .map(Mark::place)
            .collect(Collectors.toSet());
    for (Finding finding : findings) {
      if (places(finding).noneMatch(place -> primary.contains(at(place, finding.rule())))) {
        wrong.add("reported and not marked: " + at(finding.primary().place(), finding.rule()));
      }
    }
    assertEquals(List.of(), wrong);
    long debts = marks.stream().filter(mark -> mark.word().equals("MISSED")).count();
    System.out.printf("%d findings, %d marks, %d debts%n", findings.size(), marks.size(), debts);
  }

  @Test
  void theFixedClassesAreSilent() throws Exception {
    for (Finding finding : findings()) {
      String file = finding.primary().place().fileName();
      assertTrue(file.contains("Buggy") || file.contains("HalfFixed"), file);
    }
  }

  @Test
  void everyRuleHasAPair() throws Exception {
    for (RuleInfo rule : Analysis.rules()) {
      String name =
          Stream.of(rule.id().split("-"))
              .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
              .collect(Collectors.joining());
      Path folder = SOURCES.resolve("dev/interleave/samples/rules");
      assertTrue(Files.exists(folder.resolve(name + "Buggy.java")), name);
      assertTrue(Files.exists(folder.resolve(name + "Fixed.java")), name);
    }
  }

  /** The places of a finding, and the calls that lead there. */
  private static Stream<Place> places(Finding finding) {
    return finding.sites().stream()
        .flatMap(site -> Stream.concat(Stream.of(site.place()), site.trace().stream()));
  }

  private static String at(Place place, String rule) {
    return place.sourceFile() + ":" + place.span().line() + " " + rule;
  }

  private static List<Finding> findings() throws URISyntaxException {
    Outcome outcome = outcome(classes());
    assertEquals(List.of(), outcome.diagnostics());
    return outcome.atLeast(Confidence.MEDIUM);
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(
        dev.interleave.samples.rules.ReadModifyWriteBuggy.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private static Outcome outcome(Path target) {
    return Analysis.run(new Input(List.of(target), List.of(), Set.of(), List.of(), 2));
  }

  private static List<Mark> marks() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .flatMap(MarksTest::marksIn)
          .toList();
    }
  }

  private static Stream<Mark> marksIn(Path file) {
    try {
      String name = SOURCES.relativize(file).toString().replace('\\', '/');
      List<String> lines = Files.readAllLines(file);
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        Matcher matcher = MARK.matcher(lines.get(i));
        while (matcher.find()) {
          marks.add(new Mark(name, i + 1, matcher.group(1), matcher.group(2)));
        }
      }
      return marks.stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

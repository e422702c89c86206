package dev.interleave.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import dev.interleave.model.ClassRef;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every nested class of a probe file is analysed: names that end in {@code Bad} must be reported at
 * the default confidence, names that end in {@code Ok} must not be mentioned. {@code FN_} and
 * {@code FP_} are known debts, which must still be wrong, so that a repaired one is promoted.
 */
final class ProbeTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/interleave/probes");
  private static final String OWN_KNOWLEDGE =
      """
      [annotations]
      dev/interleave/probes/UnguardedCollectionProbes$OneThread\tnotthreadsafe
      [entries]
      supertype\tdev/interleave/probes/UnguardedCollectionProbes$Attempts\topen\tis called by all
      """;

  private static final Map<Path, List<Finding>> FOUND = new HashMap<>();

  /** The reports say "assuming" themselves. */
  @Test
  void assumptionsAreClauses() throws URISyntaxException, IOException {
    List<String> assumptions =
        findings(classes(ProbeTest.class)).stream()
            .flatMap(finding -> finding.assumptions().stream())
            .toList();
    assertTrue(assumptions.size() > 100, "too few to tell");
    assertEquals(List.of(), assumptions.stream().filter(a -> a.startsWith("assuming")).toList());
  }

  @TestFactory
  Stream<DynamicTest> readModifyWrite() throws URISyntaxException, IOException {
    return verdicts(ReadModifyWriteProbes.class, "read-modify-write");
  }

  @TestFactory
  Stream<DynamicTest> unguardedCollection() throws URISyntaxException, IOException {
    return verdicts(UnguardedCollectionProbes.class, "unguarded-collection");
  }

  @TestFactory
  Stream<DynamicTest> unguardedField() throws URISyntaxException, IOException {
    return verdicts(UnguardedFieldProbes.class, "unguarded-field");
  }

  @TestFactory
  Stream<DynamicTest> unguardedIteration() throws URISyntaxException, IOException {
    return verdicts(UnguardedIterationProbes.class, "unguarded-iteration");
  }

  @TestFactory
  Stream<DynamicTest> leakedCollection() throws URISyntaxException, IOException {
    return verdicts(LeakedCollectionProbes.class, "leaked-collection");
  }

  @TestFactory
  Stream<DynamicTest> callbackUnderLock() throws URISyntaxException, IOException {
    return verdicts(CallbackUnderLockProbes.class, "callback-under-lock");
  }

  @TestFactory
  Stream<DynamicTest> blockingUnderLock() throws URISyntaxException, IOException {
    return verdicts(BlockingUnderLockProbes.class, "blocking-under-lock");
  }

  @TestFactory
  Stream<DynamicTest> lockOrder() throws URISyntaxException, IOException {
    return verdicts(LockOrderProbes.class, "lock-order");
  }

  @TestFactory
  Stream<DynamicTest> lockUpgrade() throws URISyntaxException, IOException {
    return verdicts(LockUpgradeProbes.class, "lock-upgrade");
  }

  @TestFactory
  Stream<DynamicTest> unreleasedLock() throws URISyntaxException, IOException {
    return verdicts(UnreleasedLockProbes.class, "unreleased-lock");
  }

  @TestFactory
  Stream<DynamicTest> fileReadModifyWrite() throws URISyntaxException, IOException {
    return verdicts(FileReadModifyWriteProbes.class, "file-read-modify-write");
  }

  @TestFactory
  Stream<DynamicTest> staleSave() throws URISyntaxException, IOException {
    return verdicts(StaleSaveProbes.class, "stale-save");
  }

  @TestFactory
  Stream<DynamicTest> rowReadModifyWrite() throws URISyntaxException, IOException {
    return verdicts(RowReadModifyWriteProbes.class, "row-read-modify-write");
  }

  @TestFactory
  Stream<DynamicTest> entryReadModifyWrite() throws URISyntaxException, IOException {
    return verdicts(EntryReadModifyWriteProbes.class, "entry-read-modify-write");
  }

  @TestFactory
  Stream<DynamicTest> tornFileWrite() throws URISyntaxException, IOException {
    return verdicts(TornFileWriteProbes.class, "torn-file-write");
  }

  private static Stream<DynamicTest> verdicts(Class<?> probes, String rule)
      throws URISyntaxException, IOException {
    Map<String, Set<String>> reported = new TreeMap<>();
    reported.put("class files", reported(probes, rule, classes(probes)));
    reported.put("sources", reported(probes, rule, SOURCES));
    List<DynamicTest> tests = new ArrayList<>();
    int bad = 0;
    int ok = 0;
    for (Class<?> probe : probes.getDeclaredClasses()) {
      String name = probe.getSimpleName();
      if (!probe.isInterface()) {
        boolean expected =
            name.endsWith("Bad") != (name.startsWith("FN_") || name.startsWith("FP_"));
        bad += name.endsWith("Bad") ? 1 : 0;
        ok += name.endsWith("Ok") ? 1 : 0;
        reported.forEach(
            (from, names) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        name + " from " + from,
                        () -> assertEquals(expected, names.contains(name), names::toString))));
      }
    }
    System.out.printf("probes of %s: %d bad, %d correct%n", rule, bad, ok);
    assertTrue(bad > 4 && ok > 4, "too few probes");
    return tests.stream();
  }

  private static Path classes(Class<?> probes) throws URISyntaxException {
    return Path.of(probes.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolve("dev/interleave/probes");
  }

  private static Set<String> reported(Class<?> probes, String rule, Path target)
      throws IOException {
    String prefix = probes.getSimpleName() + ".";
    Set<String> names = new TreeSet<>();
    for (Finding finding : findings(target)) {
      for (Site site : finding.sites()) {
        ClassRef owner = site.place().method().owner();
        if (finding.rule().equals(rule) && owner.simpleName().startsWith(prefix)) {
          names.add(owner.simpleName().substring(prefix.length()).replaceAll("[.].*", ""));
        }
      }
    }
    return names;
  }

  /** Returns what all rules find at the default confidence, asked once for each front end. */
  private static List<Finding> findings(Path target) throws IOException {
    List<Finding> known = FOUND.get(target);
    if (known != null) {
      return known;
    }
    Path own = Files.createTempFile("knowledge", ".tsv");
    try {
      Files.writeString(own, OWN_KNOWLEDGE);
      Input input = new Input(List.of(target), List.of(), Set.of(), List.of(own), 2);
      FOUND.put(target, Analysis.run(input).atLeast(Confidence.MEDIUM));
    } finally {
      Files.delete(own);
    }
    return findings(target);
  }
}

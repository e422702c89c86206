package dev.interleave.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.interleave.Analysis;
import dev.interleave.Input;
import dev.interleave.NewFindings;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.report.SourceLookup;
import dev.interleave.review.ChangedFile.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change brought, against the sources of before; class files and sources alike. */
final class NewFindingsTest {
  private static final String WORKER =
      """
      package acme;
      import java.util.*;
      public class Worker implements Runnable {
        private final Map<String, Integer> counts = new HashMap<>();
        public void run() { counts.put("a", counts.getOrDefault("a", 0) + 1); }
      }
      """;

  @TempDir Path folder;
  private Path sources;
  private final List<ChangedFile> changed = new ArrayList<>();
  private List<String> notes = List.of();

  @BeforeEach
  void makeFolders() throws IOException {
    sources = Files.createDirectories(folder.toRealPath().resolve("src/main/java"));
  }

  private static String starter(int threads) {
    String start = "new Thread(worker).start();";
    String code = threads == 1 ? start : "for (int i = 0; i < " + threads + "; i++) " + start;
    return "package acme; class Starter { void go() { Worker worker = new Worker(); "
        + code
        + " } }";
  }

  private static String counter(String name, String modifiers) {
    return "package acme; public class %s { private volatile int n; public %s void hit() { n++; } }"
        .formatted(name, modifiers);
  }

  private Optional<Text> was(String path, String text) {
    return Optional.of(new Text(sources.resolve(path), text));
  }

  private Optional<Text> is(String path, String text) throws IOException {
    Path file = sources.resolve(path);
    Files.createDirectories(file.getParent());
    return Optional.of(new Text(Files.writeString(file, text), text));
  }

  private void change(Optional<Text> before, Optional<Text> now) {
    changed.add(new ChangedFile(before, now));
  }

  /** Returns the files of what is new, the same from sources and from class files. */
  private Set<String> brought() throws IOException {
    List<String> command = new ArrayList<>(List.of("-nowarn", "-g", "-d", classes().toString()));
    try (var files = Files.walk(sources)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(new String[0])));
    Set<String> fromSource = brought(sources);
    assertEquals(fromSource, brought(classes()), "from class files");
    return fromSource;
  }

  private Path classes() throws IOException {
    return Files.createDirectories(folder.resolve("target/classes"));
  }

  private Set<String> brought(Path target) {
    Input input = new Input(List.of(target), List.of(), Set.of(), List.of(), 1);
    Outcome outcome = Analysis.run(input);
    try (SourceLookup lookup = SourceLookup.of(List.of(sources))) {
      NewFindings brought = new NewFindings(input, outcome, Confidence.MEDIUM, lookup, changed);
      Set<String> files = new TreeSet<>();
      for (Finding finding : outcome.atLeast(Confidence.MEDIUM)) {
        if (brought.test(finding)) {
          files.add(finding.primary().place().sourceFile());
        }
      }
      notes = brought.notes();
      return files;
    }
  }

  @Test
  void whatAChangeElsewhereMakesARaceIsNew() throws IOException {
    is("acme/Worker.java", WORKER);
    change(was("acme/Starter.java", starter(1)), is("acme/Starter.java", starter(8)));
    assertEquals(Set.of("acme/Worker.java"), brought());
  }

  @Test
  void whatWasARaceBeforeIsNotNew() throws IOException {
    is("acme/Worker.java", WORKER);
    change(was("acme/Starter.java", starter(4)), is("acme/Starter.java", starter(8)));
    assertEquals(Set.of(), brought());
  }

  @Test
  void aNewFileBringsWhatIsInItAndADeletedOneTakesItsPartAway() throws IOException {
    change(Optional.empty(), is("acme/Fresh.java", counter("Fresh", "")));
    is("acme/Old.java", counter("Old", ""));
    assertEquals(Set.of("acme/Fresh.java"), brought());
    is("acme/Worker.java", WORKER);
    is("acme/Starter.java", starter(8));
    change(was("acme/Other.java", starter(8).replace("Starter", "Other")), Optional.empty());
    assertEquals(Set.of("acme/Fresh.java"), brought());
  }

  @Test
  void aRenamedClassBringsNothing() throws IOException {
    change(
        was("acme/Before.java", counter("Before", "")),
        is("acme/After.java", counter("After", "")));
    assertEquals(Set.of(), brought());
  }

  @Test
  void aRenamedClassThatLostItsLockBringsARace() throws IOException {
    change(
        was("acme/Before.java", counter("Before", "synchronized")),
        is("acme/After.java", counter("After", "")));
    assertEquals(Set.of("acme/After.java"), brought());
  }

  @Test
  void whatIsNotLookedAtDoesNotCount() throws IOException {
    Path test = folder.toRealPath().resolve("src/test/java/acme/WorkerTest.java");
    String all = starter(8).replace("Starter", "WorkerTest");
    change(Optional.of(new Text(test, all)), Optional.empty());
    is("acme/Worker.java", WORKER);
    change(was("acme/Starter.java", starter(1)), is("acme/Starter.java", starter(8)));
    assertEquals(Set.of("acme/Worker.java"), brought());
  }

  @Test
  void aFileThatCouldNotBeReadBeforeIsTold() throws IOException {
    change(
        was("acme/Counter.java", "package acme; class { ("),
        is("acme/Counter.java", counter("Counter", "")));
    change(
        was("acme/Fresh.java", counter("Fresh", "synchronized")),
        is("acme/Fresh.java", counter("Fresh", "")));
    assertEquals(Set.of("acme/Fresh.java"), brought());
    assertEquals(
        List.of(
            "acme/Counter.java cannot be read in full as it was before; what is new there is not told"),
        notes);
  }

  @Test
  void whatCannotBeReadOnEitherSideHidesNothing() throws IOException {
    String both =
        counter("Counter", "%s")
            .replace("{ n++; }", "{ n++; } int o() { return missing.Thing.make().size(); }");
    change(
        was("acme/Counter.java", both.formatted("synchronized")),
        is("acme/Counter.java", both.formatted("")));
    assertEquals(Set.of("acme/Counter.java"), brought(sources));
    assertEquals(List.of(), notes);
  }
}

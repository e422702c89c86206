package dev.interleave.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.frontend.bytecode.ClassFileReader;
import dev.interleave.frontend.bytecode.HeaderReader;
import dev.interleave.frontend.bytecode.UnreadableClassException;
import dev.interleave.frontend.source.SourceFile;
import dev.interleave.frontend.source.SourceProgram;
import dev.interleave.ir.ClassFacts;
import dev.interleave.ir.ClassHeader;
import dev.interleave.ir.IrPrinter;
import dev.interleave.model.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Samples and probes are the same steps from their sources as from their class files. What differs
 * is written down, method by method, in a file that can only shrink.
 */
final class IrParityTest {
  private static final Path KNOWN =
      Path.of("src/test/resources/dev/interleave/samples/ir-differences.txt");
  private static final Path PROBES = Path.of("..", "detector");

  /** Newer compilers turn the parts of a text into texts themselves. */
  private static final String PART_OF_TEXT =
      "Call[dispatch=STATIC, target=java/lang/String.valueOf(Ljava/lang/Object;)Ljava/lang/String;]";

  @Test
  void theStepsAreTheSameButForWhatIsKnown() throws IOException {
    List<String> differences = new ArrayList<>();
    int methods = compare(Path.of("src/main/java"), Path.of("target/classes"), differences);
    methods +=
        compare(
            PROBES.resolve("src/test/java/dev/interleave/probes"),
            PROBES.resolve("target/test-classes/dev/interleave/probes"),
            differences);
    Path found = Path.of("target/ir-differences.txt");
    Files.write(found, differences);
    assertTrue(methods > 1500, "only " + methods + " methods were compared");
    System.out.printf("%d methods, %d differ%n", methods, differences.size());
    SortedSet<String> fresh = new TreeSet<>(differences);
    SortedSet<String> gone = new TreeSet<>(Files.readAllLines(KNOWN));
    fresh.removeAll(gone);
    gone.removeAll(differences);
    assertEquals("", String.join("\n", fresh), "new differences; all of them are in " + found);
    assertEquals("", String.join("\n", gone), "take these out of " + KNOWN);
  }

  private static int compare(Path sources, Path classes, List<String> differences)
      throws IOException {
    SortedMap<String, List<String>> fromSources = fromSources(sources);
    SortedMap<String, List<String>> fromClasses = fromClasses(classes);
    SortedSet<String> all = new TreeSet<>(fromSources.keySet());
    all.addAll(fromClasses.keySet());
    for (String method : all) {
      List<String> less = new ArrayList<>(fromClasses.getOrDefault(method, List.of("no method")));
      List<String> more = new ArrayList<>(fromSources.getOrDefault(method, List.of("no method")));
      for (String line : List.copyOf(less)) {
        if (more.remove(line)) {
          less.remove(line);
        }
      }
      if (!less.isEmpty() || !more.isEmpty()) {
        differences.add(method + " class file: " + less + " source: " + more);
      }
    }
    return all.size();
  }

  private static SortedMap<String, List<String>> fromSources(Path root) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (Path file : files(root, ".java")) {
      files.add(SourceFile.parse(file.toString(), Files.readString(file)));
    }
    SourceProgram program = new SourceProgram(files, IrParityTest::header, new Symbols());
    SortedMap<String, List<String>> outlines = new TreeMap<>();
    for (int i = 0; i < program.size(); i++) {
      program.read(i).classes().forEach(type -> add(type, outlines));
    }
    return outlines;
  }

  private static SortedMap<String, List<String>> fromClasses(Path root) throws IOException {
    Symbols symbols = new Symbols();
    SortedMap<String, List<String>> outlines = new TreeMap<>();
    for (Path file : files(root, ".class")) {
      try {
        add(ClassFileReader.read(Files.readAllBytes(file), symbols), outlines);
      } catch (UnreadableClassException unreadable) {
        throw new IOException(file.toString(), unreadable);
      }
    }
    return outlines;
  }

  private static void add(ClassFacts type, SortedMap<String, List<String>> outlines) {
    IrPrinter.outline(type)
        .forEach(
            (method, lines) -> {
              // compilers call the bodies of lambdas in one way or the other
              List<String> kept = new ArrayList<>(lines);
              kept.replaceAll(
                  line -> line.startsWith("Lambda") ? line.replace("SPECIAL", "VIRTUAL") : line);
              kept.removeIf(PART_OF_TEXT::equals);
              outlines.put(type.ref() + "." + method, kept);
            });
  }

  private static ClassHeader header(String name) {
    String file = name + ".class";
    Path besideProbes = PROBES.resolve("target/test-classes").resolve(file);
    try (InputStream stream =
        Files.exists(besideProbes)
            ? Files.newInputStream(besideProbes)
            : IrParityTest.class.getClassLoader().getResourceAsStream(file)) {
      return stream == null ? null : HeaderReader.read(stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> files(Path root, String end) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(end))
          .filter(file -> !file.getFileName().toString().startsWith("package-info"))
          .filter(file -> !file.getFileName().toString().startsWith("ProbeTest"))
          .sorted()
          .toList();
    }
  }
}

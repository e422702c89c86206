package dev.interleave.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The module table of ARCHITECTURE.md against the imports of the modules beside the engine. */
final class Adapters {
  private static final String HEADER = "| module | what it is | knows of the engine |";
  private static final Set<String> UNBOUND = Set.of("detector", "samples");
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?dev\\.interleave\\.((?:[a-z]\\w*\\.)*)[A-Z]", Pattern.MULTILINE);

  private final Path house;

  Adapters(Path house) {
    this.house = house;
  }

  /** Returns the imports that the table does not name, one line each. */
  List<String> breaches() throws IOException {
    String map = Files.readString(house.resolve("ARCHITECTURE.md"));
    List<String> breaches = new ArrayList<>();
    for (List<String> row : MarkdownTable.rows(map, HEADER)) {
      String module = MarkdownTable.plain(row.get(0));
      if (!UNBOUND.contains(module)) {
        judge(module, MarkdownTable.names(row.get(2)), breaches);
      }
    }
    return breaches;
  }

  private void judge(String module, Set<String> allowed, List<String> breaches) throws IOException {
    Set<Path> sources = sources(house.resolve(module).resolve("src/main/java"));
    Set<String> own = new TreeSet<>();
    for (Path source : sources) {
      own.add(packageOf(source));
    }
    for (Path source : sources) {
      for (String imported : imports(Files.readString(source))) {
        if (!allowed.contains(imported) && !own.contains(imported)) {
          breaches.add(module + ": " + source.getFileName() + " imports from `" + imported + "`");
        }
      }
    }
  }

  private static Set<Path> sources(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      Set<Path> sources = new TreeSet<>();
      files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      return sources;
    }
  }

  private static String packageOf(Path source) throws IOException {
    Matcher matcher =
        Pattern.compile("^package dev\\.interleave\\.([\\w.]+);", Pattern.MULTILINE)
            .matcher(Files.readString(source));
    return matcher.find() ? matcher.group(1) : PackageTable.ROOT;
  }

  /** Returns the engine's packages, as the tables name them, from which a source imports. */
  static Set<String> imports(String source) {
    Set<String> packages = new TreeSet<>();
    Matcher matcher = IMPORT.matcher(source);
    while (matcher.find()) {
      String name = matcher.group(1);
      packages.add(name.isEmpty() ? PackageTable.ROOT : name.substring(0, name.length() - 1));
    }
    return packages;
  }
}

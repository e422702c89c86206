package dev.interleave.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pom.xml with what it inherits. */
final class Pom {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");
  private static final int MOST_ROUNDS = 8;

  private final Element root;
  private final @Nullable Pom parent;
  private final Path directory;
  private final Map<String, String> properties = new TreeMap<>();

  Pom(Element root, @Nullable Pom parent, Path directory) {
    this.root = root;
    this.parent = parent;
    this.directory = directory;
    if (parent != null) {
      properties.putAll(parent.properties);
    }
    root.all("properties").stream()
        .flatMap(all -> all.children().stream())
        .forEach(one -> properties.put(one.name(), one.text()));
    for (String name : List.of("groupId", "version")) {
      String own = root.text(name);
      properties.put("project." + name, own.isEmpty() ? root.text("parent", name) : own);
      properties.put("project.parent." + name, root.text("parent", name));
    }
    properties.put("project.artifactId", root.text("artifactId"));
    properties.put("project.basedir", directory.toString());
    properties.put("basedir", directory.toString());
    properties.put("project.build.directory", build("directory", "target").toString());
  }

  String group() {
    return property("project.groupId");
  }

  String artifact() {
    return property("project.artifactId");
  }

  String version() {
    return property("project.version");
  }

  private String property(String name) {
    return resolved("${" + name + "}");
  }

  /** Returns a text with its placeholders filled in, as far as they are known. */
  String resolved(String text) {
    String result = text;
    for (int round = 0; round < MOST_ROUNDS && result.contains("${"); round++) {
      Matcher matcher = PLACEHOLDER.matcher(result);
      result =
          matcher.replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      properties.getOrDefault(found.group(1).replace("pom.", "project."), "")));
    }
    return result;
  }

  /** Returns a directory of the build as this pom or a parent of it names it. */
  Path build(String name, String usual) {
    String told = "";
    for (Pom pom = this; pom != null && told.isEmpty(); pom = pom.parent) {
      told = pom.root.text("build", name);
    }
    return directory.resolve(told.isEmpty() ? usual : resolved(told)).normalize();
  }

  /** Returns the directories, or files, of the modules. */
  List<Path> modules() {
    List<Element> all = new ArrayList<>(root.all("modules", "module"));
    all.addAll(root.all("subprojects", "subproject"));
    return all.stream()
        .map(module -> directory.resolve(resolved(module.text())).normalize())
        .toList();
  }

  /** Returns the libraries that are named here or above, one's own first, as written. */
  Map<String, Dependency> dependencies() {
    Map<String, Dependency> all = new LinkedHashMap<>();
    for (Pom pom = this; pom != null; pom = pom.parent) {
      named(pom.root, "dependencies", "dependency").forEach(one -> all.putIfAbsent(one.key(), one));
    }
    return all;
  }

  /** Returns what is said of libraries in case they are named, one's own first. */
  List<Dependency> management() {
    List<Dependency> all = new ArrayList<>();
    for (Pom pom = this; pom != null; pom = pom.parent) {
      all.addAll(named(pom.root, "dependencyManagement", "dependencies", "dependency"));
    }
    return all;
  }

  private List<Dependency> named(Element of, String... path) {
    return of.all(path).stream().map(one -> Dependency.of(one, this::resolved)).toList();
  }
}

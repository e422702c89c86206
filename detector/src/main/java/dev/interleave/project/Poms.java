package dev.interleave.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The poms of one project and of its libraries, each read once, with parents and imports. */
final class Poms {
  private static final int MOST_ANCESTORS = 16;

  private final LocalRepository repository;
  private final Map<Path, Optional<Pom>> known = new HashMap<>();
  private final Map<Pom, Map<String, Dependency>> management = new HashMap<>();

  Poms(LocalRepository repository) {
    this.repository = repository;
  }

  LocalRepository repository() {
    return repository;
  }

  /**
   * Reads a pom that has to be there.
   *
   * @throws IOException if it cannot be read; that its parent cannot is no trouble
   */
  Pom read(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    Optional<Pom> seen = known.get(path);
    if (seen != null && seen.isPresent()) {
      return seen.get();
    }
    Pom pom = read(path, 0);
    known.put(path, Optional.of(pom));
    return pom;
  }

  /** Returns the pom of a library; null when it is not at hand. */
  @Nullable Pom of(Dependency library) {
    return find(repository.pom(library.group(), library.artifact(), library.version()), 0);
  }

  private @Nullable Pom find(Path file, int depth) {
    Path path = file.toAbsolutePath().normalize();
    Optional<Pom> seen = known.get(path);
    if (seen == null) {
      seen = Optional.empty();
      if (depth < MOST_ANCESTORS && Files.isRegularFile(path)) {
        try {
          seen = Optional.of(read(path, depth));
        } catch (IOException unreadable) {
          // a pom of others that cannot be read gives nothing; its jar may still be there
        }
      }
      known.put(path, seen);
    }
    return seen.orElse(null);
  }

  private Pom read(Path file, int depth) throws IOException {
    Element root = Element.read(file);
    Path parent = file.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    return new Pom(root, parent(root, directory, depth), directory);
  }

  private @Nullable Pom parent(Element root, Path directory, int depth) {
    String group = root.text("parent", "groupId");
    String artifact = root.text("parent", "artifactId");
    if (artifact.isEmpty()) {
      return null;
    }
    boolean elsewhere =
        !root.all("parent", "relativePath").isEmpty()
            && root.text("parent", "relativePath").isEmpty();
    String told = root.text("parent", "relativePath");
    Path beside = directory.resolve(told.isEmpty() ? "../pom.xml" : told);
    Pom near =
        elsewhere || directory.startsWith(repository.directory())
            ? null
            : find(Files.isDirectory(beside) ? beside.resolve("pom.xml") : beside, depth + 1);
    if (near != null && near.artifact().equals(artifact) && near.group().equals(group)) {
      return near;
    }
    return find(repository.pom(group, artifact, root.text("parent", "version")), depth + 1);
  }

  /** Returns what a pom says of libraries in case they are named, imports included. */
  Map<String, Dependency> managed(Pom pom) {
    return managed(pom, 0);
  }

  private Map<String, Dependency> managed(Pom pom, int depth) {
    Map<String, Dependency> ready = management.get(pom);
    if (ready != null) {
      return ready;
    }
    Map<String, Dependency> all = new LinkedHashMap<>();
    List<Dependency> said = pom.management();
    Set<String> imports = Set.of("import");
    said.stream()
        .filter(one -> !imports.contains(one.scope()))
        .forEach(one -> all.putIfAbsent(one.key(), one));
    for (Dependency bill : said) {
      Pom its = imports.contains(bill.scope()) && depth < MOST_ANCESTORS ? of(bill) : null;
      if (its != null) {
        managed(its, depth + 1).forEach(all::putIfAbsent);
      }
    }
    management.put(pom, all);
    return all;
  }
}

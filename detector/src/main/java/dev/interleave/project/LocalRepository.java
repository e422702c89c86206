package dev.interleave.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory in which Maven keeps what it has fetched.
 *
 * @param directory its root
 */
record LocalRepository(Path directory) {
  /** Returns the one of this user: where Maven's options and settings say, or the usual one. */
  static LocalRepository ofUser() {
    String option = System.getProperty("maven.repo.local", "");
    Path home = Path.of(System.getProperty("user.home", "")).resolve(".m2");
    String told = option.isEmpty() ? setting(home.resolve("settings.xml")) : option;
    return new LocalRepository(told.isEmpty() ? home.resolve("repository") : Path.of(told));
  }

  private static String setting(Path settings) {
    try {
      String told = Files.exists(settings) ? Element.read(settings).text("localRepository") : "";
      return told.replace("${user.home}", System.getProperty("user.home", ""));
    } catch (IOException unreadable) {
      return "";
    }
  }

  Path pom(String group, String artifact, String version) {
    return directory(group, artifact, version).resolve(artifact + "-" + version + ".pom");
  }

  Path jar(Dependency library) {
    String end = library.classifier().isEmpty() ? ".jar" : "-" + library.classifier() + ".jar";
    return directory(library.group(), library.artifact(), library.version())
        .resolve(library.artifact() + "-" + library.version() + end);
  }

  private Path directory(String group, String artifact, String version) {
    return directory.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
  }
}

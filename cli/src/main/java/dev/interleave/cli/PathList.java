package dev.interleave.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths as they are given on a command line. */
final class PathList {
  private PathList() {}

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageProblem("'" + text + "' is no path: " + e.getReason());
    }
  }

  static List<Path> of(List<String> texts) {
    return texts.stream().map(PathList::path).toList();
  }

  /**
   * Returns the entries of class paths: separated as the system does it, and {@code lib/*} for
   * every jar of a directory, in the order of their names.
   */
  static List<Path> split(List<String> texts) {
    List<Path> paths = new ArrayList<>();
    for (String text : texts) {
      for (String entry : text.split(File.pathSeparator)) {
        if (entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*")) {
          paths.addAll(jars(path(entry.substring(0, entry.length() - 1))));
        } else if (!entry.isEmpty()) {
          paths.add(path(entry));
        }
      }
    }
    return paths;
  }

  private static List<Path> jars(Path directory) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{jar,JAR}")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      throw new UsageProblem("cannot list the jars in " + directory);
    }
    jars.sort(null);
    return jars;
  }
}

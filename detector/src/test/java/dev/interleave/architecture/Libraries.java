package dev.interleave.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The libraries that the package table speaks of, by the packages that they own. */
final class Libraries {
  private static final Map<String, String> NAMES =
      Map.of(
          "org.objectweb.asm", "ASM",
          "com.github.javaparser", "JavaParser",
          "com.google.gson", "Gson",
          "edu.umd.cs.findbugs", "SpotBugs API",
          "picocli", "picocli");

  /** What every package may use: the platform's API, and the annotations for null. */
  private static final List<String> EVERYWHERE = List.of("java", "javax", "org.jspecify");

  private Libraries() {}

  /** Returns whether a package is one that needs no mention. */
  static boolean isEverywhere(String packageName) {
    return EVERYWHERE.stream().anyMatch(root -> isWithin(packageName, root));
  }

  /** Returns the library that owns a package. */
  static Optional<String> owner(String packageName) {
    return NAMES.entrySet().stream()
        .filter(entry -> isWithin(packageName, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isWithin(String packageName, String root) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }
}

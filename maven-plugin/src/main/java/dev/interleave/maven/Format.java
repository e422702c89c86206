package dev.interleave.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.MojoExecutionException;

/** A kind of report file. */
enum Format {
  /** Messages for people. */
  TEXT("interleave.txt"),
  /** SARIF 2.1.0 for code scanning and editors. */
  SARIF("interleave.sarif");

  private final String fileName;

  Format(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }

  /** Reads names as a user writes them, each format once, in the order of the enum. */
  static List<Format> parse(List<String> names) throws MojoExecutionException {
    List<Format> formats = new ArrayList<>();
    for (String name : names) {
      if (!name.isBlank()) {
        formats.add(parse(name.strip()));
      }
    }
    return formats.stream().distinct().sorted().toList();
  }

  private static Format parse(String name) throws MojoExecutionException {
    for (Format format : values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    List<String> known = List.of(values()).stream().map(Format::label).toList();
    throw new MojoExecutionException(
        "interleave.formats: `" + name + "` is none of " + String.join(", ", known));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

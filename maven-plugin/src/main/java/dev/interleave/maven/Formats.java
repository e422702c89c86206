package dev.interleave.maven;

import dev.interleave.report.Format;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** Names of report formats as a user writes them. */
final class Formats {
  private Formats() {}

  /** Reads names, each format once, in the order of the enum. */
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
    return Format.named(name)
        .orElseThrow(
            () ->
                new MojoExecutionException(
                    "interleave.formats: `"
                        + name
                        + "` is none of "
                        + String.join(", ", Format.labels())));
  }
}

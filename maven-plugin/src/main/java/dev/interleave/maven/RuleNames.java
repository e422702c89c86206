package dev.interleave.maven;

import dev.interleave.finding.RuleInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoExecutionException;

/** The rules that a user asks for by name. */
final class RuleNames {
  private RuleNames() {}

  /**
   * Returns the names, checked against the rules that exist.
   *
   * @param property where the user wrote them
   */
  static Set<String> parse(String property, List<String> names, List<RuleInfo> rules)
      throws MojoExecutionException {
    List<String> known = rules.stream().map(RuleInfo::id).toList();
    Set<String> asked = new TreeSet<>();
    for (String name : names) {
      String id = name.strip();
      if (!id.isEmpty() && !known.contains(id)) {
        throw new MojoExecutionException(
            property + ": `" + id + "` is none of " + String.join(", ", known));
      }
      if (!id.isEmpty()) {
        asked.add(id);
      }
    }
    return asked;
  }
}

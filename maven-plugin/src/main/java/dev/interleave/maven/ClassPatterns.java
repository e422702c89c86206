package dev.interleave.maven;

import dev.interleave.finding.Outcome;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The classes that a user wants to hear about. A pattern names a class or a package: {@code *} is
 * any part of one name, {@code **} any number of names; a class stands for its nested classes, a
 * package for its own classes.
 */
final class ClassPatterns {
  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  ClassPatterns(List<String> includes, List<String> excludes) {
    this.includes = compile(includes);
    this.excludes = compile(excludes);
  }

  /** Returns whether a class, by its binary name, is included and not excluded. */
  boolean select(String binaryName) {
    return (includes.isEmpty() || matches(includes, binaryName)) && !matches(excludes, binaryName);
  }

  /** Returns what is reported in the classes that are selected. */
  Outcome select(Outcome outcome) {
    return outcome.with(
        outcome.findings().stream()
            .filter(f -> select(f.primary().place().method().owner().binaryName()))
            .toList());
  }

  private static boolean matches(List<Pattern> patterns, String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    int dollar = binaryName.indexOf('$', dot + 2);
    String topLevel = dollar < 0 ? binaryName : binaryName.substring(0, dollar);
    String packageName = dot < 0 ? "" : binaryName.substring(0, dot);
    return patterns.stream()
        .map(Pattern::asMatchPredicate)
        .anyMatch(
            matches ->
                matches.test(binaryName) || matches.test(topLevel) || matches.test(packageName));
  }

  private static List<Pattern> compile(List<String> globs) {
    return globs.stream()
        .map(String::strip)
        .filter(glob -> !glob.isEmpty())
        .map(ClassPatterns::compile)
        .toList();
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    String rest = glob.replace('/', '.');
    while (!rest.isEmpty()) {
      if (rest.startsWith("**")) {
        regex.append(".*");
        rest = rest.substring(2);
      } else {
        char c = rest.charAt(0);
        regex.append(c == '*' ? "[^.]*" : c == '?' ? "[^.]" : Pattern.quote(String.valueOf(c)));
        rest = rest.substring(1);
      }
    }
    return Pattern.compile(regex.toString());
  }
}

package dev.interleave.project;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A library that a project names.
 *
 * @param group its group
 * @param artifact its name
 * @param version empty where another place is to say it
 * @param classifier empty for the main file
 * @param type empty for a jar
 * @param scope empty where another place is to say it
 * @param optional whether those who use the project do not get it
 * @param excluded what is not to come along with it, as group and artifact, each may be a star
 * @param file where it is, for a library outside every repository; empty otherwise
 */
record Dependency(
    String group,
    String artifact,
    String version,
    String classifier,
    String type,
    String scope,
    boolean optional,
    Set<String> excluded,
    String file) {
  static Dependency of(Element element, UnaryOperator<String> resolved) {
    UnaryOperator<String> text = name -> resolved.apply(element.text(name));
    return new Dependency(
        text.apply("groupId"),
        text.apply("artifactId"),
        text.apply("version"),
        text.apply("classifier"),
        text.apply("type"),
        text.apply("scope"),
        text.apply("optional").equals("true"),
        element.all("exclusions", "exclusion").stream()
            .map(one -> one.text("groupId") + ":" + one.text("artifactId"))
            .collect(Collectors.toUnmodifiableSet()),
        text.apply("systemPath"));
  }

  /** Returns what two versions of one library share. */
  String key() {
    return group + ":" + artifact + (classifier.isEmpty() ? "" : ":" + classifier);
  }

  /** Returns the name under which people know it. */
  String label() {
    return key() + (version.isEmpty() ? "" : ":" + version);
  }

  boolean isJar() {
    return Set.of("", "jar", "bundle", "ejb", "maven-plugin").contains(type);
  }

  /** Returns whether code is compiled against it; what only runs later has no types to give. */
  boolean isForCompiling() {
    return Set.of("", "compile", "provided", "system").contains(scope);
  }

  /** Returns whether it is one of those that are excluded. */
  boolean isAmong(Set<String> those) {
    return those.contains(group + ":" + artifact)
        || those.contains(group + ":*")
        || those.contains("*:" + artifact)
        || those.contains("*:*");
  }

  /** Returns this one as a parent or a bill of materials completes it. */
  Dependency managedBy(Dependency manager) {
    return new Dependency(
        group,
        artifact,
        version.isEmpty() ? manager.version : version,
        classifier,
        type,
        scope.isEmpty() ? manager.scope : scope,
        optional,
        excluded.isEmpty() ? manager.excluded : excluded,
        file.isEmpty() ? manager.file : file);
  }

  Dependency at(String otherVersion) {
    return new Dependency(
        group, artifact, otherVersion, classifier, type, scope, optional, excluded, file);
  }
}

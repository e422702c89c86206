package dev.interleave.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Code of which no findings are wanted: what its author suppressed, or what a program wrote. A
 * class file names the declaration, a source file the stretch.
 *
 * @param kind why
 * @param rule the rule's id; empty for all of them
 * @param type the class that holds the declaration
 * @param member the method with its descriptor, or the field; empty for the class itself
 * @param sourceFile relative to its source root
 * @param span the stretch; {@link Span#UNKNOWN} in class files
 * @param ours whether it was asked of this tool, and not of another that looks for the same
 */
public record Waiver(
    Kind kind,
    String rule,
    ClassRef type,
    String member,
    String sourceFile,
    Span span,
    boolean ours) {
  private static final String OURS = "interleave";

  /** Why no findings are wanted. */
  public enum Kind {
    /** Its author says so. */
    SUPPRESSED,
    /** No person wrote it. */
    GENERATED;

    /** Returns the form used in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns this one for another rule. */
  private Waiver of(Kind otherKind, String otherRule) {
    return new Waiver(otherKind, otherRule, type, member, sourceFile, span, true);
  }

  /** Returns this one for what another tool was told not to say. */
  private Waiver likewise(String otherRule) {
    return new Waiver(Kind.SUPPRESSED, otherRule, type, member, sourceFile, span, false);
  }

  /**
   * Returns what annotations ask for a declaration. Ours, and those that mark what is generated,
   * are known by their simple names, because everybody declares them anew.
   *
   * @param declaration where they stand; its kind and rule do not matter
   */
  public static List<Waiver> asked(List<Annotation> annotations, Waiver declaration) {
    List<Waiver> asked = new ArrayList<>();
    for (Annotation annotation : annotations) {
      String type = annotation.type();
      String name = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
      if (name.equals("Generated")) {
        asked.add(declaration.of(Kind.GENERATED, ""));
      } else if (name.equals("SuppressInterleave")) {
        for (String rule : annotation.value().split(",", -1)) {
          asked.add(declaration.of(Kind.SUPPRESSED, rule.strip()));
        }
      } else if (name.equals("SuppressFBWarnings")) {
        for (String pattern : annotation.value().split(",", -1)) {
          OtherPatterns.rules(pattern.strip()).forEach(it -> asked.add(declaration.likewise(it)));
        }
      } else if (name.equals("SuppressWarnings")) {
        for (String value : annotation.value().split(",", -1)) {
          String warning = value.strip().toLowerCase(Locale.ROOT);
          if (warning.equals(OURS) || warning.startsWith(OURS + ":")) {
            String rule = warning.equals(OURS) ? "" : warning.substring(OURS.length() + 1);
            asked.add(declaration.of(Kind.SUPPRESSED, rule.strip()));
          }
        }
      }
    }
    return asked;
  }

  /** Returns a declaration, for what is asked there. */
  public static Waiver at(ClassRef type, String member, String sourceFile, Span span) {
    return new Waiver(Kind.SUPPRESSED, "", type, member, sourceFile, span, true);
  }

  /** Returns whether a place lies in the code. */
  public boolean covers(Place place) {
    if (span.line() > 0) {
      return place.sourceFile().equals(sourceFile) && span.covers(place.span());
    }
    MethodRef method = place.method();
    boolean within = method.owner().name().startsWith(type.name() + "$");
    if (member.isEmpty()) {
      return within || method.owner().equals(type);
    }
    return method.owner().equals(type)
        && (member.equals(method.name() + method.descriptor())
            || (method.isLambda() && member.startsWith(method.sourceName() + "(")));
  }

  /** Returns whether it stands on a field. */
  public boolean isOn(ClassRef owner, String field) {
    return type.equals(owner) && member.equals(field);
  }

  /** Returns where it stands, for people: the line, or the declaration. */
  public String where() {
    if (span.line() > 0) {
      return sourceFile + ":" + span.line();
    }
    int end = member.indexOf('(');
    String name = end < 0 ? member : member.substring(0, end);
    return type.binaryName() + (name.isEmpty() ? "" : "." + name);
  }
}

package dev.interleave.finding;

import java.util.Comparator;

/**
 * Something that could not be read or decided, so that nothing is left out in silence.
 *
 * @param kind what sort of trouble it is
 * @param subject what it is about: a file, an entry, a class, a method
 * @param message one line for people
 * @param detail a stack trace for {@code --debug}; empty when there is none
 */
public record Diagnostic(Kind kind, String subject, String message, String detail)
    implements Comparable<Diagnostic> {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::kind)
          .thenComparing(Diagnostic::subject)
          .thenComparing(Diagnostic::message);

  /** The sorts of trouble. */
  public enum Kind {
    /** A target or class path entry is missing, unreadable or empty. */
    TARGET,
    /** A class file or archive entry that cannot be read. */
    CLASS_FILE,
    /** A source file that cannot be read or understood in full. */
    SOURCE_FILE,
    /** A method that cannot be analysed. */
    METHOD,
    /** A class that is referred to and not at hand. */
    MISSING_CLASS,
    /** A wish to suppress findings that has no effect. */
    SUPPRESSION,
    /** A user's own file (knowledge, sources) that cannot be understood. */
    INPUT
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }
}

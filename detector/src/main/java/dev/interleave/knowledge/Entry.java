package dev.interleave.knowledge;

import java.util.Set;

/**
 * A way in which a framework calls into a program from its own threads.
 *
 * @param kind what names it
 * @param name the annotation or supertype
 * @param methods the methods called; empty for all public ones
 * @param why a clause that can follow the method's name
 * @param request whether each call is one request of somebody else
 */
public record Entry(Kind kind, String name, Set<String> methods, String why, boolean request) {
  /** What an entry is recognised by. */
  public enum Kind {
    /** An annotation of the method. */
    METHOD,
    /** An annotation of a method that is not called again before it has ended. */
    TASK,
    /** An annotation of the class. */
    CLASS,
    /** A supertype of the class. */
    SUPERTYPE
  }
}

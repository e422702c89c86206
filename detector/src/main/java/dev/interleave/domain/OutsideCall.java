package dev.interleave.domain;

import java.util.Map;

/**
 * What a call does to something outside memory, or to the name of it. Operands are numbered from 0,
 * the receiver first where there is one.
 *
 * @param medium where the thing is kept
 * @param verb what is done
 * @param name the operand that names the thing
 * @param second the operand that names the target of a move, or the key of an entry; -1 for none
 * @param value the operand that is written; -1 when it goes through an object that the call returns
 * @param turns other verbs that an option, a mode or a flag among the operands makes of it
 */
public record OutsideCall(
    Medium medium, Verb verb, int name, int second, int value, Map<String, Verb> turns) {
  /** No operand. */
  public static final int NONE = -1;

  /** Stands among {@link #turns} for an operand whose value is not known. */
  public static final String UNKNOWN = "?";

  /** Where a thing is kept. */
  public enum Medium {
    /** In a file system. */
    FILE,
    /** In a table of a database. */
    ROW,
    /** In a cache, a session, or a store of keys and values. */
    ENTRY
  }

  /** What a call does. */
  public enum Verb {
    /** Gets the content, or opens it for that. */
    READ,
    /** Asks only whether it is there. */
    EXISTS,
    /** Replaces the content, or opens it for that. */
    WRITE,
    /** Opens it for somebody else to write, or to write nothing. */
    OPEN,
    /** Adds to the end. */
    APPEND,
    /** Makes it, and fails when it is there already. */
    CREATE,
    /** Gives it another name. */
    MOVE,
    /** Takes it away. */
    DELETE,
    /** Changes it in one step. */
    UPDATE,
    /** Keeps other processes out. */
    LOCK,
    /** Does what the text of a statement says. */
    EXECUTE,
    /** Names nothing else but what the operand names. */
    SAME,
    /** Names what the operand names, and then what the value names. */
    JOIN,
    /** Gives a value that no two calls share. */
    UNIQUE
  }

  /** Returns whether anything is touched; other calls only make names. */
  public boolean touches() {
    return verb != Verb.SAME && verb != Verb.JOIN && verb != Verb.UNIQUE;
  }

  /** Returns the same call doing something else. */
  public OutsideCall as(Verb other) {
    return new OutsideCall(medium, other, name, second, value, Map.of());
  }
}

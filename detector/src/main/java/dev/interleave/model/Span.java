package dev.interleave.model;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a source file. Lines and columns count from 1, columns in UTF-16 units; 0 means
 * unknown, as in class files, which know only lines.
 *
 * @param line first line
 * @param column first column
 * @param endLine last line
 * @param endColumn last column, inclusive
 */
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {
  /** Where nothing is known. */
  public static final Span UNKNOWN = new Span(0, 0, 0, 0);

  /** Lines are made once; threads that make one at the same time make equal ones. */
  private static final @Nullable Span[] LINES = new Span[1 << 16];

  /** Returns a whole line. */
  public static Span ofLine(int line) {
    Span known = line >= 0 && line < LINES.length ? LINES[line] : null;
    if (known == null) {
      known = new Span(line, 0, line, 0);
      if (line >= 0 && line < LINES.length) {
        LINES[line] = known;
      }
    }
    return known;
  }

  /** Returns whether another stretch begins in this one; of a whole line only the line counts. */
  public boolean covers(Span other) {
    boolean after =
        other.line > line || (other.line == line && (other.column == 0 || other.column >= column));
    boolean before =
        other.line < endLine
            || (other.line == endLine
                && (other.column == 0 || endColumn == 0 || other.column <= endColumn));
    return line > 0 && after && before;
  }

  @Override
  public int compareTo(Span other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}

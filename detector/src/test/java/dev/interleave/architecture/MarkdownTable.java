package dev.interleave.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rows of one table of a page. */
final class MarkdownTable {
  private static final String NOTHING = "–";

  private MarkdownTable() {}

  /** Returns the cells of each row below a heading, which is given as it is written. */
  static List<List<String>> rows(String markdown, String heading) {
    List<String> lines = markdown.lines().map(String::strip).toList();
    int header = lines.indexOf(heading);
    if (header < 0) {
      throw new IllegalArgumentException("no table with the heading " + heading);
    }
    int width = cells(heading).size();
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(Math.min(header + 2, lines.size()), lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      List<String> cells = cells(line);
      if (cells.size() != width) {
        throw new IllegalArgumentException("not a row of " + width + " cells: " + line);
      }
      rows.add(cells);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no rows below " + heading);
    }
    return rows;
  }

  /** Returns the names in a cell, which are parted by commas; a dash is none. */
  static Set<String> names(String cell) {
    return Stream.of(cell.split(","))
        .map(MarkdownTable::plain)
        .filter(name -> !name.isEmpty() && !name.equals(NOTHING))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns a text without its marks for code and emphasis. */
  static String plain(String text) {
    return text.replace("`", "").replace("*", "").strip();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells.subList(0, cells.size() - 1);
  }
}

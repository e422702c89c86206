package dev.interleave.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The package table of ARCHITECTURE.md: who may import what, top to bottom. */
final class PackageTable {
  /** How the table writes the package {@code dev.interleave} itself. */
  static final String ROOT = "root";

  private static final String HEADER = "| package | one line | may import | libraries |";
  private static final String NOTHING = "–";
  private static final String EVERYTHING_ABOVE = "all above";
  private static final String PLANNED = "(planned)";

  private final List<Row> rows;

  private PackageTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * A package and what it may use.
   *
   * @param name below {@code dev.interleave}, or {@link #ROOT}
   * @param planned whether the package is still to be written
   * @param meaning the one line
   * @param imports packages by the names that the table uses, or {@code all above}
   * @param libraries names of libraries
   */
  record Row(
      String name, boolean planned, String meaning, Set<String> imports, Set<String> libraries) {}

  /** Reads the one table whose heading is the package table's. */
  static PackageTable parse(String markdown) {
    List<String> lines = markdown.lines().map(String::strip).toList();
    int header = lines.indexOf(HEADER);
    if (header < 0) {
      throw new IllegalArgumentException("no table with the heading " + HEADER);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(header + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      rows.add(row(line));
    }
    return new PackageTable(rows);
  }

  private static Row row(String line) {
    String[] cells = line.substring(1).split("\\|", -1);
    if (cells.length != 5) {
      throw new IllegalArgumentException("not a row of four cells: " + line);
    }
    boolean planned = cells[0].contains(PLANNED);
    String name = plain(cells[0].replace(PLANNED, ""));
    return new Row(name, planned, cells[1].strip(), names(cells[2]), names(cells[3]));
  }

  private static Set<String> names(String cell) {
    return Stream.of(cell.split(","))
        .map(PackageTable::plain)
        .filter(name -> !name.isEmpty() && !name.equals(NOTHING))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String plain(String text) {
    return text.replace("`", "").replace("*", "").strip();
  }

  List<Row> rows() {
    return rows;
  }

  Optional<Row> find(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  /** Returns whether a package may use another one. */
  boolean allows(Row from, String to) {
    return from.imports().contains(to)
        || (from.imports().contains(EVERYTHING_ABOVE) && above(from).contains(to));
  }

  private List<String> above(Row row) {
    return rows.subList(0, rows.indexOf(row)).stream().map(Row::name).toList();
  }

  /** Returns what is wrong with the table by itself, before any code is looked at. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, Row> above = new LinkedHashMap<>();
    for (Row row : rows) {
      for (String name : row.imports().stream().sorted().toList()) {
        if (!name.equals(EVERYTHING_ABOVE) && !above.containsKey(name)) {
          faults.add("row `" + row.name() + "` names `" + name + "`, which is not above it");
        }
      }
      if (row.meaning().isEmpty()) {
        faults.add("row `" + row.name() + "` says nothing");
      }
      if (above.put(row.name(), row) != null) {
        faults.add("row `" + row.name() + "` stands twice");
      }
    }
    return faults;
  }
}

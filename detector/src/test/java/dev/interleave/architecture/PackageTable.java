package dev.interleave.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The package table of ARCHITECTURE.md: who may import what, top to bottom. */
final class PackageTable {
  /** How the table writes the package {@code dev.interleave} itself. */
  static final String ROOT = "root";

  private static final String HEADER = "| package | one line | may import | libraries |";
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
    return new PackageTable(
        MarkdownTable.rows(markdown, HEADER).stream().map(PackageTable::row).toList());
  }

  private static Row row(List<String> cells) {
    boolean planned = cells.get(0).contains(PLANNED);
    return new Row(
        MarkdownTable.plain(cells.get(0).replace(PLANNED, "")),
        planned,
        cells.get(1),
        MarkdownTable.names(cells.get(2)),
        MarkdownTable.names(cells.get(3)));
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

package dev.interleave.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table is read as it is written, and a table that contradicts itself is refused. */
class PackageTableTest {
  private static PackageTable table(String... rows) {
    return PackageTable.parse(
        "# Map\n\n| package | one line | may import | libraries |\n|---|---|---|---|\n"
            + String.join("\n", rows)
            + "\n\nAnd so on.\n\n| another | table |\n|---|---|\n| x | y |\n");
  }

  @Test
  void readsNamesMarksAndLists() {
    PackageTable table =
        table(
            "| `model` | names | – | – |",
            "| `frontend.source` (planned) | source to steps | `model` | JavaParser, Gson |",
            "| *(root)* | the pipeline | all above | – |".replace("(root)", "root"));

    assertEquals(
        List.of(
            new PackageTable.Row("model", false, "names", Set.of(), Set.of()),
            new PackageTable.Row(
                "frontend.source",
                true,
                "source to steps",
                Set.of("model"),
                Set.of("JavaParser", "Gson")),
            new PackageTable.Row("root", false, "the pipeline", Set.of("all above"), Set.of())),
        table.rows());
    assertEquals(List.of(), table.faults());
  }

  @Test
  void allAboveMeansAboveAndNoMore() {
    PackageTable table =
        table("| `a` | . | – | – |", "| `b` | . | all above | – |", "| `c` | . | – | – |");
    PackageTable.Row row = table.find("b").orElseThrow();

    assertTrue(table.allows(row, "a"));
    assertFalse(table.allows(row, "c"));
  }

  @Test
  void aRowThatNamesALowerRowIsAFault() {
    assertEquals(
        List.of("row `a` names `b`, which is not above it"),
        table("| `a` | . | `b` | – |", "| `b` | . | – | – |").faults());
  }

  @Test
  void aRowThatNamesItselfOrNothingKnownIsAFault() {
    assertEquals(
        List.of(
            "row `a` names `a`, which is not above it", "row `a` names `z`, which is not above it"),
        table("| `a` | . | `a`, `z` | – |").faults());
  }

  @Test
  void aRowTwiceOrWithoutMeaningIsAFault() {
    assertEquals(
        List.of("row `a` says nothing", "row `a` stands twice"),
        table("| `a` | . | – | – |", "| `a` | | – | – |").faults());
  }

  @Test
  void aBrokenTableIsNotReadAsAnEmptyOne() {
    assertThrows(IllegalArgumentException.class, () -> PackageTable.parse("# No table here\n"));
    assertThrows(IllegalArgumentException.class, () -> table("| `a` | . | – |"));
  }
}

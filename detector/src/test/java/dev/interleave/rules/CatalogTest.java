package dev.interleave.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interleave.finding.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each rule is registered, documented and shown by a pair of samples; what is missing is named. */
final class CatalogTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyPageTellsTheFiveThings() {
    for (RuleInfo rule : Catalog.infos()) {
      for (String heading :
          List.of(
              "# " + rule.id(),
              "## What goes wrong",
              "## The losing interleaving",
              "## How to fix",
              "## When it is fine",
              "## How Interleave sees it")) {
        assertTrue(rule.page().contains(heading), rule.id() + " lacks '" + heading + "'");
      }
    }
  }

  @Test
  void theReadmeListsTheRulesOfTheCatalogue() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int from = readme.indexOf("<!-- rules -->");
    int to = readme.indexOf("<!-- /rules -->");
    assertTrue(from >= 0 && to > from, "README.md has no section for the rules");
    String table =
        Catalog.infos().stream()
            .map(rule -> "| `" + rule.id() + "` | " + rule.summary() + " |")
            .collect(Collectors.joining("\n"));
    String expected = "| rule | what it reports |\n|---|---|\n" + table;
    assertEquals(expected, readme.substring(from + "<!-- rules -->".length(), to).trim());
  }

  @Test
  void idsAreUniqueAndRulesAgreeWithThem() {
    List<String> ids = Catalog.infos().stream().map(RuleInfo::id).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
    assertEquals(ids, Catalog.rules().stream().map(Rule::id).toList());
  }
}

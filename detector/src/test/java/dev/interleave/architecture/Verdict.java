package dev.interleave.architecture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The package table against the code: every breach as one line. */
final class Verdict {
  private static final String BASE = "dev.interleave";

  private final PackageTable table;
  private final Set<String> breaches = new TreeSet<>();

  private Verdict(PackageTable table) {
    this.table = table;
  }

  /** Judges the packages that exist and the uses between classes. */
  static List<String> of(PackageTable table, Collection<String> packages, Collection<Use> uses) {
    Verdict verdict = new Verdict(table);
    packages.forEach(verdict::judgePackage);
    verdict.judgeRows(packages);
    uses.forEach(verdict::judgeUse);
    return List.copyOf(verdict.breaches);
  }

  private void judgePackage(String packageName) {
    Optional<PackageTable.Row> row = table.find(rowName(packageName));
    if (row.isEmpty()) {
      breaches.add(packageName + " has no row in the table");
    } else if (row.get().planned()) {
      breaches.add(packageName + " exists: take the mark \"(planned)\" from its row");
    }
  }

  private void judgeRows(Collection<String> packages) {
    List<String> existing = packages.stream().map(Verdict::rowName).toList();
    for (PackageTable.Row row : table.rows()) {
      if (!row.planned() && !existing.contains(row.name())) {
        breaches.add("row `" + row.name() + "` names a package that does not exist");
      }
    }
  }

  private void judgeUse(Use use) {
    if (use.fromPackage().equals(use.toPackage()) || Libraries.isEverywhere(use.toPackage())) {
      return;
    }
    Optional<PackageTable.Row> from = table.find(rowName(use.fromPackage()));
    if (from.isPresent() && !isAllowed(from.get(), use.toPackage())) {
      breaches.add(
          use.fromClass()
              + " uses "
              + use.toClass()
              + ", which the row `"
              + from.get().name()
              + "` does not name");
    }
  }

  private boolean isAllowed(PackageTable.Row from, String toPackage) {
    if (isOurs(toPackage)) {
      return table.allows(from, rowName(toPackage));
    }
    return Libraries.owner(toPackage).filter(from.libraries()::contains).isPresent();
  }

  private static boolean isOurs(String packageName) {
    return packageName.equals(BASE) || packageName.startsWith(BASE + ".");
  }

  private static String rowName(String packageName) {
    return packageName.equals(BASE) ? PackageTable.ROOT : packageName.substring(BASE.length() + 1);
  }
}

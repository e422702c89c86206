package dev.interleave.cli;

import dev.interleave.finding.RuleInfo;
import java.util.Comparator;
import java.util.List;

/** Names of rules as people type them. */
final class RuleNames {
  private RuleNames() {}

  /** Returns the sentence about a name that no rule has, with the nearest name when it is near. */
  static String unknown(String name, List<RuleInfo> rules) {
    String sentence = "there is no rule '" + name + "'.";
    return rules.stream()
        .map(RuleInfo::id)
        .min(Comparator.comparingInt((String id) -> distance(name, id)).thenComparing(id -> id))
        .filter(id -> distance(name, id) <= Math.max(2, id.length() / 2))
        .map(id -> sentence + " Did you mean " + id + "?")
        .orElse(sentence);
  }

  /** Returns how many letters have to be added, dropped or changed. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

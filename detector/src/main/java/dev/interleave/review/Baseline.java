package dev.interleave.review;

import dev.interleave.finding.Finding;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The findings that are known and put up with, kept in a file: one line each, the fingerprint
 * first, so that edits elsewhere in a source file leave them known.
 */
public final class Baseline {
  private static final String HEAD =
      "# Interleave: findings that are known. The fingerprint decides, the rest is for readers.";

  private final Map<String, Entry> entries;
  private final List<String> problems;

  private Baseline(Map<String, Entry> entries, List<String> problems) {
    this.entries = Map.copyOf(entries);
    this.problems = List.copyOf(problems);
  }

  /**
   * One known finding.
   *
   * @param line where it stands in the file
   * @param fingerprint what decides
   * @param rule the rule, for readers and for runs that ask some rules only
   * @param text where it was and what it said
   */
  public record Entry(int line, String fingerprint, String rule, String text) {}

  /** Reads a file's text; lines that are no entry are told by {@link #problems}. */
  public static Baseline parse(String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+", 3);
      if (parts.length >= 2 && parts[0].matches("[0-9a-f]{8,64}")) {
        Entry entry = new Entry(i + 1, parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        entries.putIfAbsent(parts[0], entry);
      } else {
        problems.add("line " + (i + 1) + " does not begin with a fingerprint and a rule");
      }
    }
    return new Baseline(entries, problems);
  }

  /** Returns the text of a file that knows the findings; equal findings give equal text. */
  public static String text(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> !finding.fingerprint().isBlank())
        .sorted()
        .map(Baseline::line)
        .distinct()
        .collect(Collectors.joining("", HEAD + "\n", ""));
  }

  private static String line(Finding finding) {
    Place place = finding.primary().place();
    String where = place.method().owner().binaryName() + "." + place.method().name();
    String told = where + ": " + finding.title();
    return finding.fingerprint()
        + "  "
        + finding.rule()
        + "  "
        + told.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?")
        + "\n";
  }

  /** Returns what is wrong with the file, one clause each. */
  public List<String> problems() {
    return problems;
  }

  /** Returns whether a finding is known. */
  public boolean knows(Finding finding) {
    return entries.containsKey(finding.fingerprint());
  }

  /**
   * Returns the entries that no finding has any more, in the order of the file.
   *
   * @param findings everything that was found, whatever its confidence
   * @param rules the rules that were asked; empty means all
   */
  public List<Entry> stale(List<Finding> findings, Set<String> rules) {
    Set<String> found = findings.stream().map(Finding::fingerprint).collect(Collectors.toSet());
    return entries.values().stream()
        .filter(entry -> !found.contains(entry.fingerprint()))
        .filter(entry -> rules.isEmpty() || rules.contains(entry.rule()))
        .sorted(Comparator.comparingInt(Entry::line))
        .toList();
  }
}

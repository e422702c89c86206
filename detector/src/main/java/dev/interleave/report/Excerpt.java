package dev.interleave.report;

import dev.interleave.finding.Finding;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of one source file around places of a finding.
 *
 * @param sourceFile the file
 * @param first the number of the first line
 * @param lines the lines
 * @param sites which of the finding's sites lie in it, from 0
 */
record Excerpt(String sourceFile, int first, List<String> lines, List<Integer> sites) {
  private static final int AROUND = 3;
  private static final int FARTHEST = 14;

  Excerpt {
    lines = List.copyOf(lines);
    sites = List.copyOf(sites);
  }

  /**
   * Returns the excerpts that show every site whose source is at hand, in the order of the sites;
   * near ones share one.
   */
  static List<Excerpt> of(Finding finding, SourceLookup sources) {
    List<Excerpt> excerpts = new ArrayList<>();
    boolean[] shown = new boolean[finding.sites().size()];
    for (int i = 0; i < shown.length; i++) {
      if (!shown[i]) {
        List<Integer> near = near(finding, i, shown);
        Excerpt excerpt = read(finding, near, sources);
        if (!excerpt.lines().isEmpty()) {
          excerpts.add(excerpt);
        }
      }
    }
    return excerpts;
  }

  /** Collects a site and those that a reader wants to see together with it. */
  private static List<Integer> near(Finding finding, int site, boolean[] shown) {
    Place place = finding.sites().get(site).place();
    List<Integer> near = new ArrayList<>();
    for (int i = site; i < shown.length; i++) {
      Place other = finding.sites().get(i).place();
      int distance = Math.abs(other.span().line() - place.span().line());
      if (!shown[i] && other.sourceFile().equals(place.sourceFile()) && distance <= FARTHEST) {
        near.add(i);
        shown[i] = true;
      }
    }
    return near;
  }

  private static Excerpt read(Finding finding, List<Integer> sites, SourceLookup sources) {
    String file = finding.sites().get(sites.get(0)).place().sourceFile();
    int[] marks =
        sites.stream()
            .mapToInt(i -> finding.sites().get(i).place().span().line())
            .sorted()
            .toArray();
    int first = Math.max(1, marks[0] - AROUND);
    List<String> lines = new ArrayList<>();
    for (int line = first; line <= marks[marks.length - 1] + AROUND; line++) {
      String text = sources.line(file, line).orElse("");
      lines.add(text);
    }
    boolean known = marks[0] > 0 && lines.stream().anyMatch(line -> !line.isBlank());
    return new Excerpt(file, first, known ? trimmed(lines) : List.of(), sites);
  }

  private static List<String> trimmed(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end);
  }
}

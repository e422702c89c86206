package dev.interleave.report;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Site;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.List;

/** The lines that show the places of a finding: line number, code, what happens there. */
final class PlaceLines {
  private static final int WIDTH = 120;
  private static final int NARROWEST_CODE = 40;
  private static final int WIDEST_CODE = 72;
  private static final int CALLS_SHOWN = 6;
  private static final int PLACES_SHOWN = 12;
  private static final String BAR = " |  ";

  private final SourceLookup sources;
  private final boolean color;

  PlaceLines(SourceLookup sources, boolean color) {
    this.sources = sources;
    this.color = color;
  }

  /** One place as it is going to be shown. */
  private record Row(String gutter, String code, String role, List<Place> trace) {}

  /** Returns the lines, without line ends. */
  List<String> of(Finding finding) {
    List<Row> rows = rows(finding);
    int gutter = rows.stream().mapToInt(r -> Printable.width(r.gutter())).max().orElse(0);
    int longest = rows.stream().mapToInt(r -> Printable.width(r.role())).max().orElse(0);
    int room = Math.max(NARROWEST_CODE, WIDTH - 2 - gutter - BAR.length() - 4 - longest);
    int most = Math.min(room, WIDEST_CODE);
    int code = rows.stream().mapToInt(r -> Printable.width(r.code())).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      String number = " ".repeat(gutter - Printable.width(row.gutter())) + row.gutter();
      String text = Printable.pad(Printable.cut(row.code(), most), Math.min(code, most) + 4);
      lines.add(("  " + bar(number) + text + row.role()).stripTrailing());
      lines.addAll(calls(row.trace(), gutter));
    }
    return lines;
  }

  private List<Row> rows(Finding finding) {
    List<Row> rows = new ArrayList<>();
    Place before = null;
    for (Site site : finding.sites()) {
      if (rows.size() == PLACES_SHOWN) {
        int hidden = finding.sites().size() - PLACES_SHOWN;
        rows.add(new Row("…", hidden + " more, in the other formats", "", List.of()));
        break;
      }
      Place place = site.place();
      boolean again = place.equals(before) && place.span().line() > 0;
      String gutter = again ? "" : gutter(place, finding.primary().place());
      rows.add(new Row(gutter, again ? "" : code(place), role(site), site.trace()));
      before = place;
    }
    return rows;
  }

  private static String gutter(Place place, Place primary) {
    if (!place.sourceFile().equals(primary.sourceFile())) {
      return Printable.cut(Printable.of(place.shortForm()), NARROWEST_CODE);
    }
    return place.span().line() == 0 ? "?" : Integer.toString(place.span().line());
  }

  private String code(Place place) {
    return sources
        .line(place.sourceFile(), place.span().line())
        .map(line -> Printable.of(line.replace('\t', ' ').strip()))
        .filter(line -> !line.isEmpty())
        .orElseGet(() -> Named.method(place.method()));
  }

  private static String role(Site site) {
    return Printable.cut(Printable.of(site.told()), 4 * NARROWEST_CODE);
  }

  private List<String> calls(List<Place> trace, int gutter) {
    if (trace.isEmpty()) {
      return List.of();
    }
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.size() > CALLS_SHOWN && i == CALLS_SHOWN / 2) {
        int hidden = trace.size() - CALLS_SHOWN;
        calls.add("… " + hidden + " more …");
        i += hidden - 1;
      } else {
        calls.add(Named.call(trace.get(i)));
      }
    }
    int room = WIDTH - 2 - gutter - BAR.length();
    List<String> lines = new ArrayList<>();
    for (String line : Paragraph.lines("through " + String.join(", then ", calls), room)) {
      lines.add("  " + bar(" ".repeat(gutter)) + line);
    }
    return lines;
  }

  private String bar(String number) {
    return Paint.DIM.on(color, number + " |") + "  ";
  }
}

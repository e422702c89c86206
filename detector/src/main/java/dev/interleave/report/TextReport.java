package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings as messages for people, each in one fixed order. */
public final class TextReport {
  private static final int LABEL = 14;
  private static final int PROSE = 104;
  private static final int TITLE = 160;

  private final Options options;
  private final PlaceLines places;
  private final TwoColumns columns;

  /**
   * How to write.
   *
   * @param color whether to use ANSI colours
   * @param sources where the lines of code come from
   * @param rules every rule, in the order in which they are counted
   */
  public record Options(boolean color, SourceLookup sources, List<RuleInfo> rules) {
    public Options {
      rules = List.copyOf(rules);
    }
  }

  public TextReport(Options options) {
    this.options = options;
    this.places = new PlaceLines(options.sources(), options.color());
    this.columns = new TwoColumns(PROSE, options.color());
  }

  /**
   * Returns the findings at or above the threshold, one message each, with an empty line between
   * two. Equal input gives equal text; nothing here tells the time.
   */
  public String render(Outcome outcome, Confidence threshold) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : outcome.atLeast(threshold)) {
      out.append(out.isEmpty() ? "" : "\n").append(render(finding));
    }
    return out.toString();
  }

  /** Returns the message for one finding. */
  public String render(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(head(finding));
    lines.addAll(places.of(finding));
    lines.add("");
    addProse(lines, "what happens", List.of(finding.happens()));
    add(lines, "how", columns.of(finding.interleaving()));
    addProse(lines, "parallel", finding.evidence().stream().map(Evidence::text).toList());
    addProse(lines, "confidence", confidence(finding));
    addProse(lines, "fix", List.of(finding.fix()));
    addProse(lines, "more", List.of("interleave explain " + finding.rule()));
    return String.join("\n", lines) + "\n";
  }

  /** Returns one line that sums up: classes, findings by rule, what is below the threshold. */
  public String closing(Outcome outcome, Confidence threshold, @Nullable Duration took) {
    return new ClosingLine(outcome, threshold, options.rules()).text(took);
  }

  private String head(Finding finding) {
    Paint alarm = finding.confidence() == Confidence.HIGH ? Paint.RED : Paint.YELLOW;
    String place = Printable.cut(Printable.of(finding.primary().place().shortForm()), TITLE);
    String rule = "[" + Printable.of(finding.rule()) + "]";
    return Paint.BOLD.on(options.color(), place + ":")
        + " "
        + alarm.on(options.color(), rule)
        + " "
        + Paint.BOLD.on(options.color(), Printable.cut(Printable.of(finding.title()), TITLE));
  }

  /** High confidence goes without saying; anything else says what it rests on. */
  private static List<String> confidence(Finding finding) {
    List<String> lines = new ArrayList<>();
    String label = finding.confidence().label();
    for (String assumption : finding.assumptions()) {
      lines.add((lines.isEmpty() ? label + ", " : "") + "assuming " + assumption);
    }
    if (lines.isEmpty() && finding.confidence() != Confidence.HIGH) {
      lines.add(label);
    }
    return lines;
  }

  private void addProse(List<String> lines, String label, List<String> texts) {
    List<String> prose = new ArrayList<>();
    for (String text : texts) {
      if (!text.isBlank()) {
        prose.addAll(Paragraph.lines(text.strip(), PROSE));
      }
    }
    add(lines, label, prose);
  }

  private void add(List<String> lines, String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      String margin = Printable.pad(i == 0 ? label : "", LABEL);
      lines.add("  " + Paint.CYAN.on(options.color() && i == 0, margin) + texts.get(i));
    }
  }
}

package dev.interleave.report;

import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Turn;
import java.util.ArrayList;
import java.util.List;

/** An interleaving as two columns of numbered turns, the loss marked. */
final class TwoColumns {
  private static final int NARROWEST = 34;
  private static final int LINES_PER_STEP = 3;

  private final int width;
  private final boolean color;

  TwoColumns(int width, boolean color) {
    this.width = width;
    this.color = color;
  }

  /** Returns the lines, without line ends; none for an empty interleaving. */
  List<String> of(Interleaving interleaving) {
    List<Turn> turns = interleaving.turns();
    if (turns.isEmpty()) {
      return List.of();
    }
    String a = head("A", interleaving.first());
    String b = head("B", interleaving.second());
    int first = natural(turns, 0, a) + 2;
    int second = natural(turns, 1, b) + 2;
    int left = Math.max(NARROWEST, first);
    int half = width / 2;
    if (left + second > width) {
      left = second < half ? width - second : Math.min(left, half);
    }
    int right = Math.min(second, width - left);
    List<String> lines = new ArrayList<>();
    addHeads(lines, Paragraph.cell(a, left - 2, 2, 2), Paragraph.cell(b, right, 2, 2), left);
    for (int i = 0; i < turns.size(); i++) {
      addTurn(lines, i + 1, turns.get(i), left, right);
    }
    return lines;
  }

  private static void addHeads(List<String> lines, List<String> a, List<String> b, int left) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      String first = i < a.size() ? a.get(i) : "";
      String second = i < b.size() ? b.get(i) : "";
      lines.add((Printable.pad(first, left) + second).stripTrailing());
    }
  }

  private static String head(String thread, String runs) {
    String text = Printable.of(runs).strip();
    return text.isEmpty() ? "thread " + thread : "thread " + thread + ": " + text;
  }

  private static int natural(List<Turn> turns, int thread, String head) {
    int longest = Printable.width(head);
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).lane() == thread) {
        longest = Math.max(longest, Printable.width(cell(i + 1, turns.get(i))));
      }
    }
    return longest;
  }

  private static String cell(int number, Turn turn) {
    return number + " " + Printable.of(turn.step());
  }

  private void addTurn(List<String> lines, int number, Turn turn, int left, int right) {
    int start = turn.lane() == 0 ? 0 : left;
    int room = turn.lane() == 0 ? left - 2 : right;
    int indent = Integer.toString(number).length() + 1;
    for (String line : Paragraph.cell(cell(number, turn), room, indent, LINES_PER_STEP)) {
      lines.add(" ".repeat(start) + line);
    }
    if (!turn.loss().isBlank()) {
      String last = lines.remove(lines.size() - 1);
      lines.addAll(withLoss(last, turn.loss().strip(), left + right, start + indent));
    }
  }

  /** Puts the loss at the right edge of the columns, or below the step where it does not fit. */
  private List<String> withLoss(String last, String loss, int edge, int indent) {
    String mark = "← " + Printable.of(loss);
    int gap = edge - Printable.width(last) - Printable.width(mark);
    if (gap < 2 && Printable.width(last) + 2 + Printable.width(mark) <= width) {
      gap = 2;
    }
    if (gap >= 2) {
      return List.of(last + " ".repeat(gap) + Paint.RED.on(color, mark));
    }
    List<String> lines = new ArrayList<>();
    lines.add(last);
    for (String line : Paragraph.lines(mark, Math.max(width - indent, NARROWEST))) {
      lines.add(" ".repeat(indent) + Paint.RED.on(color, line));
    }
    return lines;
  }
}

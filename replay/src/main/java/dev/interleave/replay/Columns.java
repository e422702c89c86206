package dev.interleave.replay;

import java.util.ArrayList;
import java.util.List;

/** Tells a violation: the interleaving in two columns, then what differed. */
final class Columns {
  private static final int WIDTH = 62;
  private static final int LEAST_WIDTH = 34;
  private static final int MOST_LINES = 60;
  private static final int NEAR = 12;
  private static final int MOST_WORDS = 6;

  private Columns() {}

  static Violation tell(Violation bare, int first, List<Schedule.Line> lines) {
    StringBuilder text = new StringBuilder(headline(bare)).append("\n\n");
    table(shorten(merge(lines)), text);
    if (bare.kind() != Violation.Kind.DEADLOCK) {
      text.append("differs  ").append(bare.observer()).append('\n');
      text.append("got      ").append(indent(bare.got())).append('\n');
      text.append("allowed  ").append(indent(bare.allowed().get(0))).append("  (A, then B)\n");
      text.append("         ").append(indent(bare.allowed().get(1))).append("  (B, then A)\n");
    }
    text.append("stopped  thread ").append(first == 0 ? "A" : "B").append(" at ");
    text.append(bare.stoppedAt());
    return new Violation(
        bare.kind(),
        bare.observer(),
        bare.got(),
        bare.allowed(),
        bare.stoppedAt(),
        text.toString());
  }

  private static void table(List<Schedule.Line> lines, StringBuilder text) {
    int width = LEAST_WIDTH;
    for (Schedule.Line line : lines) {
      width = line.column() == 0 ? Math.max(width, told(line).length() + 2) : width;
    }
    width = Math.min(width, WIDTH);
    text.append("    ").append(pad("thread A", width)).append("thread B\n");
    int number = 0;
    for (Schedule.Line line : lines) {
      String column = line.column() == 0 ? told(line) : pad("", width) + told(line);
      text.append(String.format("%3d ", ++number)).append(column).append('\n');
    }
    text.append('\n');
  }

  private static String told(Schedule.Line line) {
    return line.access().at() + " " + line.access().what();
  }

  private static String headline(Violation bare) {
    return switch (bare.kind()) {
      case DEADLOCK -> "the threads never end:\n" + bare.got();
      case EXCEPTION -> bare.observer() + " " + bare.got() + ", which no serial order does";
      case NOT_SERIALIZABLE -> "`" + bare.observer() + "` has a value that no serial order gives";
    };
  }

  /** Accesses of one thread on one source line, or inside one JDK call, become one line. */
  private static List<Schedule.Line> merge(List<Schedule.Line> lines) {
    List<Schedule.Line> merged = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    for (Schedule.Line line : lines) {
      int end = merged.size() - 1;
      if (end >= 0 && belongs(merged.get(end), line)) {
        words.get(end).add(line.access().what());
      } else {
        merged.add(line);
        words.add(new ArrayList<>(List.of(line.access().what())));
      }
    }
    for (int i = 0; i < merged.size(); i++) {
      Schedule.Line line = merged.get(i);
      TraceLine whole = new TraceLine(line.access().at(), join(words.get(i)), false);
      merged.set(i, new Schedule.Line(line.column(), whole));
    }
    return merged;
  }

  private static boolean belongs(Schedule.Line last, Schedule.Line line) {
    boolean isSamePlace = last.access().at().equals(line.access().at());
    return last.column() == line.column() && (isSamePlace || line.access().isInTwin());
  }

  private static String join(List<String> words) {
    if (words.size() <= MOST_WORDS) {
      return String.join(", ", words);
    }
    int half = MOST_WORDS / 2;
    return String.join(", ", words.subList(0, half))
        + ", …, "
        + String.join(", ", words.subList(words.size() - half, words.size()));
  }

  /** Long runs keep what is near a switch of threads. */
  private static List<Schedule.Line> shorten(List<Schedule.Line> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<Schedule.Line> kept = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isNearSwitch(lines, i)) {
        kept.add(lines.get(i));
      } else if (!kept.isEmpty() && !kept.get(kept.size() - 1).access().at().equals("…")) {
        kept.add(new Schedule.Line(lines.get(i).column(), new TraceLine("…", "", false)));
      }
    }
    return kept;
  }

  private static boolean isNearSwitch(List<Schedule.Line> lines, int index) {
    int from = Math.max(0, index - NEAR / 2);
    int to = Math.min(lines.size() - 1, index + NEAR / 2);
    return lines.get(from).column() != lines.get(to).column()
        || index < NEAR / 2
        || index >= lines.size() - NEAR / 2;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String indent(String text) {
    return text.replace("\n", "\n         ");
  }
}

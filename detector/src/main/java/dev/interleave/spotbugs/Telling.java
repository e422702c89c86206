package dev.interleave.spotbugs;

import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Turn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A finding in sentences, since SpotBugs has one line where others have columns. */
final class Telling {
  private final Finding finding;

  Telling(Finding finding) {
    this.finding = finding;
  }

  /** Returns what can be lost, and how that comes about. */
  String what() {
    return finding.happens().isBlank()
        ? sentence(finding.title())
        : sentence(finding.title() + ": " + finding.happens());
  }

  /** Returns the places, what happens at each, and the guards held there. */
  String where() {
    return sentence(
        finding.sites().stream()
            .map(site -> site.place().shortForm() + " " + site.told())
            .collect(Collectors.joining("; ")));
  }

  /** Returns the turns in the order of time, empty when there are none. */
  String how() {
    Interleaving interleaving = finding.interleaving();
    List<Turn> turns = interleaving.turns();
    if (turns.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("Thread A runs ").append(interleaving.first());
    text.append(", thread B runs ").append(interleaving.second()).append(": ");
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      text.append(i == 0 ? "" : "; ").append(i + 1).append(turn.thread() == 0 ? " A: " : " B: ");
      text.append(turn.step());
      text.append(turn.loss().isBlank() ? "" : " (" + turn.loss() + ")");
    }
    return sentence(text.toString());
  }

  /** Returns the evidence that both sides run at the same time, and what had to be assumed. */
  String why() {
    String clauses =
        Stream.concat(
                finding.evidence().stream().map(Evidence::text),
                finding.assumptions().stream().map(assumption -> "assuming " + assumption))
            .collect(Collectors.joining("; "));
    return sentence("Parallel: " + clauses);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}

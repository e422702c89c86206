package dev.interleave.report;

import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Turn;
import java.util.List;

/** Where the steps of an interleaving happen. */
final class TurnPlaces {
  private TurnPlaces() {}

  /** Returns the column of a turn, 0 or 1. */
  static int lane(Turn turn) {
    return turn.thread() <= 0 ? 0 : 1;
  }

  /**
   * Returns the site of the turn with an index. When the turn does not say: threads that run the
   * same code pass the sites in order, others stand at one site each.
   */
  static int site(Finding finding, int index) {
    Interleaving how = finding.interleaving();
    List<Turn> turns = how.turns();
    Turn turn = turns.get(index);
    int last = finding.sites().size() - 1;
    if (turn.site() >= 0 && turn.site() <= last) {
      return turn.site();
    }
    int nth = (int) turns.subList(0, index).stream().filter(t -> lane(t) == lane(turn)).count();
    return Math.min(how.first().equals(how.second()) ? nth : lane(turn), last);
  }
}

package dev.interleave.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A place where the program loses data, with all that a person needs to believe it and mend it.
 *
 * @param rule the rule's id, {@code read-modify-write}
 * @param confidence how sure it is
 * @param title at most 80 characters, lower case, the subject in backticks
 * @param subject what is lost
 * @param sites the places, the one to change first; never empty
 * @param happens one sentence: what happens
 * @param interleaving how it happens
 * @param evidence why the sides run at the same time
 * @param assumptions what had to be assumed, each a clause that can follow "assuming"
 * @param fix one imperative line
 * @param fingerprint identity across unrelated edits: no line numbers in it
 */
public record Finding(
    String rule,
    Confidence confidence,
    String title,
    Subject subject,
    List<Site> sites,
    String happens,
    Interleaving interleaving,
    List<Evidence> evidence,
    List<String> assumptions,
    String fix,
    String fingerprint)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.primary().place())
          .thenComparing(Finding::rule)
          .thenComparing(f -> f.subject().describe())
          .thenComparing(Finding::fingerprint);

  public Finding {
    sites = List.copyOf(sites);
    evidence = List.copyOf(evidence);
    assumptions = List.copyOf(assumptions);
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("a finding needs a place");
    }
  }

  /** Returns the place to change. */
  public Site primary() {
    return sites.get(0);
  }

  /** Returns the other places. */
  public List<Site> others() {
    return sites.subList(1, sites.size());
  }

  /**
   * Returns the site of the turn with an index. When the turn does not say: threads that run the
   * same code pass the sites in order, others stand at one site each.
   */
  public int siteOf(int index) {
    List<Turn> turns = interleaving.turns();
    Turn turn = turns.get(index);
    if (turn.site() >= 0 && turn.site() < sites.size()) {
      return turn.site();
    }
    int nth = (int) turns.subList(0, index).stream().filter(t -> t.lane() == turn.lane()).count();
    boolean sameCode = interleaving.first().equals(interleaving.second());
    return Math.min(sameCode ? nth : turn.lane(), sites.size() - 1);
  }

  /** Returns this finding with one of its sites as the primary one, the others in their order. */
  public Finding startingAt(int site) {
    if (site == 0) {
      return this;
    }
    List<Site> order = new ArrayList<>(sites);
    order.add(0, order.remove(site));
    return with(order, moved(old -> old == site ? 0 : old < site ? old + 1 : old));
  }

  /** Returns this finding with one more site, which is the primary one. */
  public Finding startingAt(Site site) {
    List<Site> order = new ArrayList<>(sites);
    order.add(0, site);
    return with(order, moved(old -> old + 1));
  }

  private Interleaving moved(IntUnaryOperator sites) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < interleaving.turns().size(); i++) {
      turns.add(interleaving.turns().get(i).at(sites.applyAsInt(siteOf(i))));
    }
    return new Interleaving(interleaving.first(), interleaving.second(), turns);
  }

  /** Returns this finding, true only if one thing more is so, and so less sure. */
  public Finding ifAlso(String assumption) {
    List<String> more = new ArrayList<>(assumptions);
    more.add(assumption);
    return with(Confidence.LOW, evidence, more);
  }

  /** Returns this finding with one reason more. */
  public Finding with(Evidence reason) {
    List<Evidence> more = new ArrayList<>(evidence);
    more.add(reason);
    return with(confidence, more, assumptions);
  }

  /** Returns this finding for a better reason, so that it is no longer of low confidence. */
  public Finding because(Evidence reason, List<String> assumed) {
    return with(Confidence.MEDIUM, List.of(reason), assumed);
  }

  private Finding with(Confidence sure, List<Evidence> why, List<String> assumed) {
    return new Finding(
        rule, sure, title, subject, sites, happens, interleaving, why, assumed, fix, fingerprint);
  }

  /** Returns this finding with the same places told otherwise. */
  public Finding with(List<Site> places) {
    return with(places, interleaving);
  }

  private Finding with(List<Site> places, Interleaving how) {
    return new Finding(
        rule,
        confidence,
        title,
        subject,
        places,
        happens,
        how,
        evidence,
        assumptions,
        fix,
        fingerprint);
  }

  /** By file and line, then by rule. */
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}

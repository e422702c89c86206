package dev.interleave.rules;

import dev.interleave.finding.Site;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.summary.MethodSummary;
import java.util.List;

/** The ways on which open methods get to an inner one without a guard. */
final class Ways {
  private static final int MOST = 3;

  private Ways() {}

  /** Adds to the places of a finding where a guard is missing, for what happens in a body. */
  static void add(Linked linked, List<Site> sites, MethodSummary body) {
    if (linked.threads().isOpen(body.ref())) {
      return;
    }
    linked.graph().callers(body).stream()
        .filter(way -> way.kind() == CallSite.Kind.CALL && way.held().isEmpty())
        .filter(way -> linked.threads().isOpen(way.caller().ref()))
        .filter(way -> linked.accesses().guards(way.caller(), way.held()).isEmpty())
        .limit(MOST)
        .map(
            way ->
                new Wording(linked)
                    .site(way.caller(), way.event(), "gets there from here", way.held()))
        .forEach(sites::add);
  }
}

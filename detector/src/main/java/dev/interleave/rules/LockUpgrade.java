package dev.interleave.rules;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.LockUse;
import dev.interleave.link.Upgrade;
import dev.interleave.link.Upgrades;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.List;

/** Reports a lock that a thread takes again though it cannot get it twice. */
final class LockUpgrade implements Rule {
  @Override
  public String id() {
    return "lock-upgrade";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    List<Draft> drafts = new ArrayList<>();
    for (Upgrade upgrade : new Upgrades(linked).all()) {
      drafts.add(draft(linked, upgrade));
    }
    return Draft.finish(drafts);
  }

  private Draft draft(Linked linked, Upgrade upgrade) {
    String lock = "`" + new Wording(linked).path(upgrade.body(), upgrade.lock()) + "`";
    return new Draft(
        id(),
        Confidence.HIGH,
        lock + " is taken again by the thread that holds it",
        new Subject(
            "lock",
            upgrade.body().ref().owner(),
            new Wording(linked).path(upgrade.body(), upgrade.lock())),
        upgrade.body().ref(),
        sites(linked, upgrade),
        happens(upgrade.kind(), lock),
        interleaving(upgrade, lock),
        List.of(
            new Evidence(
                Evidence.Kind.DECLARED,
                "one thread is enough: " + Wording.method(upgrade.body().ref()) + " does both")),
        List.of(),
        fix(upgrade.kind(), lock));
  }

  private static List<Site> sites(Linked linked, Upgrade upgrade) {
    boolean here = upgrade.again().calls().isEmpty();
    Site outer =
        new Wording(linked)
            .site(
                upgrade.body(),
                upgrade.event(),
                here ? "taken again here" : "calls here what takes it again",
                LockUse.around(upgrade.event(), upgrade.again()));
    if (here) {
      return List.of(outer);
    }
    List<Place> trace = new ArrayList<>();
    upgrade
        .again()
        .calls()
        .forEach(
            call -> trace.add(linked.program().place(call.caller().ref(), call.event().span())));
    Place place =
        linked.program().place(upgrade.again().origin().ref(), upgrade.again().event().span());
    return List.of(new Site(place, "taken again here", outer.guards(), trace), outer);
  }

  private static String happens(Upgrade.Kind kind, String lock) {
    return switch (kind) {
      case READ_TO_WRITE ->
          "the write lock of " + lock + " waits until nobody reads, and this thread still reads";
      case NOT_REENTRANT -> lock + " does not know that its holder asks, and waits for it";
      case MAPPING ->
          "the function changes "
              + lock
              + ", which computes that very entry or its neighbour: it throws or never returns";
    };
  }

  private static Interleaving interleaving(Upgrade upgrade, String lock) {
    String method = Wording.shortMethod(upgrade.body().ref());
    boolean reads = upgrade.kind() == Upgrade.Kind.READ_TO_WRITE;
    return new Interleaving(
        method,
        "any other thread",
        List.of(
            Turn.of(0, "takes " + lock + (reads ? " to read" : "")),
            new Turn(0, "waits for " + lock + (reads ? " to write" : ""), "never goes on"),
            Turn.of(1, "waits for " + lock + ", too")));
  }

  private static String fix(Upgrade.Kind kind, String lock) {
    return switch (kind) {
      case READ_TO_WRITE ->
          "release the read lock of " + lock + ", take the write lock, and check once more";
      case NOT_REENTRANT -> "move what needs " + lock + " into a method that expects it held";
      case MAPPING -> "compute the value first, then put it into " + lock;
    };
  }
}

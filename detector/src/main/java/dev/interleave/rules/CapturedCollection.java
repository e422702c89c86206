package dev.interleave.rules;

import dev.interleave.domain.Guard;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.CallSite;
import dev.interleave.link.Captured;
import dev.interleave.link.Captured.Use;
import dev.interleave.link.Linked;
import dev.interleave.summary.Action.Touch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The part of {@link UnguardedCollection} that looks at locals captured by tasks. */
final class CapturedCollection {
  private final Linked linked;

  CapturedCollection(Linked linked) {
    this.linked = linked;
  }

  List<Draft> drafts(String rule) {
    List<Draft> drafts = new ArrayList<>();
    for (Captured captured : collections()) {
      Set<Use> racing = new LinkedHashSet<>();
      for (Use first : captured.uses()) {
        for (Use second : captured.uses()) {
          if (races(first, second)) {
            racing.add(first);
            racing.add(second);
          }
        }
      }
      if (!racing.isEmpty()) {
        drafts.add(draft(rule, captured, List.copyOf(racing)));
      }
    }
    return drafts;
  }

  private List<Captured> collections() {
    return linked.captured().stream().filter(captured -> !captured.isArray()).toList();
  }

  private static boolean races(Use first, Use second) {
    boolean writes = first.writes() || second.writes();
    CallSite task = first.task();
    boolean apart = task != null && task.equals(second.task()) && !first.many();
    boolean own = task == null && second.task() == null;
    return writes && !apart && !own && !first.isInTurnWith(second) && !shareGuard(first, second);
  }

  /** Returns whether one guard keeps two uses apart. */
  static boolean shareGuard(Use first, Use second) {
    for (Guard left : first.effect().guards().guards()) {
      for (Guard right : second.effect().guards().guards()) {
        if (left.lock().equals(right.lock()) && (left.isExclusive() || right.isExclusive())) {
          return true;
        }
      }
    }
    return false;
  }

  private Draft draft(String rule, Captured captured, List<Use> racing) {
    String name = captured.name().isEmpty() ? "the captured collection" : captured.name();
    List<Site> sites = new ArrayList<>();
    for (Use use : racing) {
      String role = use.writes() ? "written here" : "read here";
      sites.add(
          new Site(
              linked.program().place(use.effect().origin(), use.effect().event().span()),
              role,
              new Wording(linked).guards(captured.body(), use.effect().guards()),
              List.of()));
    }
    return new Draft(
        rule,
        Confidence.HIGH,
        "`" + name + "` is not thread-safe and shared without a guard",
        new Subject("captured variable", captured.body().ref().owner(), name),
        captured.body().ref(),
        List.copyOf(new LinkedHashSet<>(sites)),
        "`" + name + "` breaks, or loses an entry, when two tasks change it at once",
        interleaving(racing),
        List.of(new Evidence(Evidence.Kind.SPAWNED, why(racing))),
        List.of(),
        "make `" + name + "` a concurrent collection, or hold one lock in every task");
  }

  private static Interleaving interleaving(List<Use> racing) {
    Use first = racing.get(0);
    Use second = racing.get(racing.size() - 1);
    Touch one = first.effect().touch();
    Touch other = second.effect().touch();
    return new Interleaving(
        "task of " + Wording.shortMethod(first.effect().origin()),
        "task of " + Wording.shortMethod(second.effect().origin()),
        List.of(
            Turn.of(0, one.through() + " begins"),
            Turn.of(1, other.through() + " begins"),
            Turn.of(1, other.through() + " ends"),
            new Turn(0, one.through() + " ends", "one of the entries is lost")));
  }

  private String why(List<Use> racing) {
    Optional<CallSite> task = racing.stream().map(Use::task).filter(Objects::nonNull).findFirst();
    return task.map(site -> linked.threads().describe(site)).orElse("tasks run it");
  }
}

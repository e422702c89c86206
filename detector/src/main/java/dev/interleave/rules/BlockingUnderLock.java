package dev.interleave.rules;

import dev.interleave.domain.GuardSet;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.LockUse;
import dev.interleave.link.Wait;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.summary.Action.Acquire;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports waiting for others while a lock is held that others want. */
final class BlockingUnderLock implements Rule {
  private static final int MOST_HOLDERS = 4;

  @Override
  public String id() {
    return "blocking-under-lock";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    HeldWaits waits = new HeldWaits(linked);
    WaitVerdict verdict = new WaitVerdict(linked, waits);
    Map<String, HeldWait> surest = new LinkedHashMap<>();
    for (HeldWait held : waits.all()) {
      if (verdict.matters(held)) {
        String key = held.body().ref() + " " + held.reached().origin().ref();
        surest.merge(key, held, (a, b) -> surer(verdict, a, b));
      }
    }
    Map<String, List<HeldWait>> grouped = new LinkedHashMap<>();
    for (HeldWait held : surest.values()) {
      String key = held.reached().origin().ref() + " " + held.lock().text();
      grouped.computeIfAbsent(key, k -> new ArrayList<>(1)).add(held);
    }
    List<Draft> drafts = new ArrayList<>();
    grouped.values().forEach(group -> drafts.add(draft(linked, verdict, group)));
    return Draft.finish(drafts);
  }

  private static HeldWait surer(WaitVerdict verdict, HeldWait first, HeldWait second) {
    int more = verdict.assumptions(second).size() - verdict.assumptions(first).size();
    return more < 0 ? second : first;
  }

  private Draft draft(Linked linked, WaitVerdict verdict, List<HeldWait> group) {
    HeldWait held = group.stream().reduce((a, b) -> surer(verdict, a, b)).orElseThrow();
    Wording wording = new Wording(linked);
    String lock = "`" + wording.path(held.body(), held.guard().lock()) + "`";
    MethodRef target = held.reached().deed().called();
    String called = Wording.method(target);
    List<String> assumptions = verdict.assumptions(held);
    MethodRef other = verdict.other(held);
    return new Draft(
        id(),
        Confidence.assuming(assumptions.size()),
        title(called, lock),
        new Subject("lock", held.body().ref().owner(), held.lock().text()),
        held.body().ref(),
        sites(linked, group, held, other),
        happens(held.kind(), called, lock),
        interleaving(held, called, lock, other),
        evidence(lock, other),
        assumptions,
        "do under " + lock + " what changes the state, release it, then call `" + called + "`");
  }

  private static String title(String called, String lock) {
    String full = "`" + called + "` waits while " + lock + " is held";
    return full.length() <= 80 ? full : "`" + called + "` waits while a lock is held";
  }

  private static String happens(Wait.Kind kind, String called, String lock) {
    return switch (kind) {
      case THREAD, TASK, END ->
          "whoever wants "
              + lock
              + " waits as long as `"
              + called
              + "`; if the other thread needs it to go on, both wait for ever";
      case SIGNAL ->
          "`"
              + called
              + "` gives back its own lock and keeps "
              + lock
              + ": if the signal comes from code that needs it, both wait for ever";
      case IO ->
          "whoever wants "
              + lock
              + " waits for the disk or the network behind `"
              + called
              + "`, however short its own work is";
    };
  }

  private static List<Site> sites(
      Linked linked, List<HeldWait> group, HeldWait first, MethodRef other) {
    List<Site> sites = new ArrayList<>();
    sites.add(site(linked, first));
    if (!first.reached().calls().isEmpty()) {
      Place place =
          linked.program().place(first.reached().origin().ref(), first.reached().event().span());
      List<Place> trace = new ArrayList<>();
      first
          .reached()
          .calls()
          .forEach(
              call -> trace.add(linked.program().place(call.caller().ref(), call.event().span())));
      sites.add(new Site(place, "waits here", sites.get(0).guards(), trace));
    }
    for (HeldWait held : group) {
      if (!held.equals(first) && sites.size() < MOST_HOLDERS) {
        sites.add(site(linked, held));
      }
    }
    wanted(linked, first, other, sites);
    return sites;
  }

  private static Site site(Linked linked, HeldWait held) {
    String role = held.reached().calls().isEmpty() ? "waits here" : "calls here what waits";
    GuardSet guards = LockUse.around(held.event(), held.reached());
    return new Wording(linked).site(held.body(), held.event(), role, guards);
  }

  /** The other side: where somebody else takes the lock. */
  private static void wanted(Linked linked, HeldWait held, MethodRef other, List<Site> sites) {
    MethodSummary body = linked.program().body(other);
    if (body == null || other.equals(held.body().ref())) {
      return;
    }
    for (Event event : body.events()) {
      if (event.action() instanceof Acquire taken
          && held.lock().equals(linked.locks().name(body, taken.guard()))) {
        sites.add(new Wording(linked).site(body, event, "wanted here", event.held()));
        return;
      }
    }
  }

  private static Interleaving interleaving(
      HeldWait held, String called, String lock, MethodRef other) {
    boolean io = held.kind() == Wait.Kind.IO;
    return new Interleaving(
        Wording.shortMethod(held.body().ref()),
        Wording.shortMethod(other),
        List.of(
            Turn.of(0, "takes " + lock),
            Turn.of(0, called + (io ? " waits for a device" : " waits")),
            new Turn(1, "waits for " + lock, io ? "stands still" : "neither may go on")));
  }

  private static List<Evidence> evidence(String lock, MethodRef other) {
    return List.of(
        new Evidence(Evidence.Kind.DECLARED, Wording.method(other) + " takes " + lock + ", too"));
  }
}

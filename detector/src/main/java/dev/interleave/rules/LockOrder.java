package dev.interleave.rules;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.LockCycles;
import dev.interleave.link.LockName;
import dev.interleave.link.LockUse;
import dev.interleave.link.Nesting;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reports locks that are taken in different orders. */
final class LockOrder implements Rule {
  private static final int MOST_ALIKE = 3;
  private static final int MANY_TARGETS = 3;
  private static final Set<String> COMPARING = Set.of("equals", "compareTo", "compare");

  @Override
  public String id() {
    return "lock-order";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    LockCycles cycles = new LockCycles(linked);
    List<Draft> drafts = new ArrayList<>();
    for (List<Nesting> way : cycles.all()) {
      drafts.add(circle(linked, cycles, way));
    }
    for (Nesting twin : cycles.swapped()) {
      drafts.add(swapped(linked, twin));
    }
    return Draft.finish(drafts);
  }

  private Draft circle(Linked linked, LockCycles cycles, List<Nesting> way) {
    Nesting first = way.get(0);
    List<String> locks = outers(linked, way);
    String names = locks.stream().map(lock -> "`" + lock + "`").collect(Collectors.joining(", "));
    List<Site> sites = new ArrayList<>();
    way.forEach(nesting -> addSites(linked, nesting, sites));
    way.forEach(nesting -> alike(linked, cycles, nesting, sites));
    List<String> assumptions = assumptions(linked, way);
    return new Draft(
        id(),
        Confidence.assuming(assumptions.size()),
        title(names),
        subject(first, way),
        first.body().ref(),
        sites,
        "each of "
            + methods(way)
            + " holds one of "
            + names
            + " and waits for the next; none gives its own back before it gets it",
        interleaving(linked, way, locks),
        evidence(linked, way),
        assumptions,
        "take " + names + " in one order everywhere, or release the first before the second");
  }

  private static String title(String names) {
    String full = "locks are taken in different orders: " + names;
    return full.length() <= 80 ? full : "locks are taken in different orders";
  }

  private static Subject subject(Nesting first, List<Nesting> way) {
    String name =
        way.stream().map(n -> n.outer().text()).sorted().collect(Collectors.joining(" and "));
    return new Subject("locks", first.body().ref().owner(), name);
  }

  private static String methods(List<Nesting> way) {
    return way.stream()
        .map(nesting -> "`" + Wording.method(nesting.body().ref()) + "`")
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  /** Of locks that are spelled alike in their own classes, the class is told as well. */
  private static List<String> outers(Linked linked, List<Nesting> way) {
    List<String> spelled = way.stream().map(nesting -> outer(linked, nesting)).toList();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < spelled.size(); i++) {
      boolean alike = Collections.frequency(spelled, spelled.get(i)) > 1;
      String type = alike ? way.get(i).body().ref().owner().simpleName() + "." : "";
      told.add(type + spelled.get(i));
    }
    return told;
  }

  private static String outer(Linked linked, Nesting nesting) {
    return shown(nesting.outer(), new Wording(linked).path(nesting.body(), nesting.guard().lock()));
  }

  private static String inner(Linked linked, Nesting nesting) {
    return shown(nesting.second(), new Wording(linked).path(nesting.body(), nesting.path()));
  }

  /** A name that tells the locks of a finding apart, whoever looks at it. */
  private static String shown(LockName name, String path) {
    String text = name.text();
    if (!path.equals("this") && !path.startsWith("a local") && !path.contains("[")) {
      return path;
    }
    return text.substring(text.lastIndexOf('.', text.length() - 7) + 1);
  }

  private static void addSites(Linked linked, Nesting nesting, List<Site> sites) {
    boolean here = nesting.inner().calls().isEmpty();
    String lock = "`" + inner(linked, nesting) + "`";
    Site outer =
        new Wording(linked)
            .site(
                nesting.body(),
                nesting.event(),
                here ? "takes " + lock + " here" : "calls here what takes " + lock,
                LockUse.around(nesting.event(), nesting.inner()));
    sites.add(outer);
    if (!here) {
      List<Place> trace = new ArrayList<>();
      for (CallSite call : nesting.inner().calls()) {
        trace.add(linked.program().place(call.caller().ref(), call.event().span()));
      }
      Place place =
          linked.program().place(nesting.inner().origin().ref(), nesting.inner().event().span());
      sites.add(new Site(place, "takes " + lock + " here", outer.guards(), trace));
    }
  }

  /** Other places that take the same two locks in the same order need the same change. */
  private static void alike(Linked linked, LockCycles cycles, Nesting nesting, List<Site> sites) {
    int added = 0;
    for (Nesting like : cycles.like(nesting)) {
      boolean known =
          sites.stream().anyMatch(site -> site.place().method().equals(like.body().ref()));
      if (!known && added < MOST_ALIKE) {
        addSites(linked, like, sites);
        added++;
      }
    }
  }

  private static List<String> assumptions(Linked linked, List<Nesting> way) {
    List<String> assumptions = new ArrayList<>();
    Nesting first = way.get(0);
    Nesting second = way.get(1);
    if (!linked.threads().mayMeet(first.body().ref(), second.body().ref())) {
      assumptions.add(
          Wording.method(first.body().ref())
              + " and "
              + Wording.method(second.body().ref())
              + " are called by different threads at once");
    }
    if (!way.stream().allMatch(Nesting::isSure)) {
      assumptions.add("all of them mean the same objects");
    }
    if (way.stream().anyMatch(nesting -> isVague(linked, nesting))) {
      assumptions.add("the calls reach the classes that take the locks");
    }
    return assumptions;
  }

  private static boolean isVague(Linked linked, Nesting nesting) {
    return nesting.inner().calls().stream()
        .anyMatch(call -> linked.graph().sites(call.caller(), call.event()).size() > MANY_TARGETS);
  }

  private static Interleaving interleaving(Linked linked, List<Nesting> way, List<String> locks) {
    Nesting first = way.get(0);
    Nesting second = way.get(way.size() - 1);
    List<Turn> turns = new ArrayList<>();
    turns.add(Turn.of(0, "takes `" + locks.get(0) + "`"));
    for (int i = 1; i < way.size(); i++) {
      turns.add(Turn.of(1, "takes `" + locks.get(i) + "`"));
    }
    turns.add(Turn.of(0, "waits for `" + inner(linked, first) + "`"));
    turns.add(new Turn(1, "waits for `" + inner(linked, second) + "`", "neither goes on"));
    return new Interleaving(
        Wording.shortMethod(first.body().ref()), Wording.shortMethod(second.body().ref()), turns);
  }

  private static List<Evidence> evidence(Linked linked, List<Nesting> way) {
    List<Evidence> evidence = new ArrayList<>();
    for (Nesting nesting : way) {
      MethodRef method = nesting.body().ref();
      linked.threads().starts(method).stream()
          .findFirst()
          .ifPresent(start -> evidence.add(new Evidence(Evidence.Kind.SPAWNED, start.text())));
    }
    if (evidence.isEmpty()) {
      evidence.add(
          new Evidence(
              Evidence.Kind.DECLARED,
              methods(way) + " take locks, which speaks for several threads"));
    }
    return evidence;
  }

  private Draft swapped(Linked linked, Nesting twin) {
    Wording wording = new Wording(linked);
    String one = "`" + wording.path(twin.body(), twin.guard().lock()) + "`";
    String two = "`" + wording.path(twin.body(), twin.path()) + "`";
    String method = Wording.method(twin.body().ref());
    List<Site> sites = new ArrayList<>();
    addSites(linked, twin, sites);
    List<String> assumptions = new ArrayList<>();
    assumptions.add("another thread calls " + method + " with the two swapped");
    if (COMPARING.contains(twin.body().ref().name())) {
      assumptions.add("both objects are shared while they are compared");
    }
    return new Draft(
        id(),
        Confidence.assuming(assumptions.size()),
        title(one + ", " + two),
        new Subject("locks", twin.body().ref().owner(), twin.outer().text()),
        twin.body().ref(),
        sites,
        "two calls with the objects swapped each hold one and wait for the other",
        swappedTurns(twin),
        List.of(
            new Evidence(
                Evidence.Kind.DECLARED,
                method + " locks both, so several threads use such objects")),
        assumptions,
        "take the two in an order that does not depend on the caller, by an id of theirs");
  }

  private static Interleaving swappedTurns(Nesting twin) {
    return Wording.twoCalls(
        twin.body(),
        Turn.of(0, "takes the lock of x"),
        Turn.of(1, "takes the lock of y"),
        Turn.of(0, "waits for y"),
        new Turn(1, "waits for x", "neither goes on"));
  }
}

package dev.interleave.rules;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.link.Linked;
import dev.interleave.link.Slot;
import dev.interleave.link.Update;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports updates of shared state that another thread can come between. */
final class ReadModifyWrite implements Rule {
  private static final int MANY = 3;

  @Override
  public String id() {
    return "read-modify-write";
  }

  @Override
  public List<Finding> ask(Linked linked) {
    Map<String, List<Judged>> byWriter = new LinkedHashMap<>();
    best(linked)
        .forEach(
            (key, judged) ->
                byWriter.computeIfAbsent(key.writer, w -> new ArrayList<>()).add(judged));
    List<Draft> drafts = new ArrayList<>();
    for (List<Judged> alike : byWriter.values()) {
      if (alike.size() >= MANY) {
        drafts.add(together(linked, alike));
      } else {
        alike.forEach(judged -> drafts.add(draft(linked, judged, "")));
      }
    }
    BareAccess judge = new BareAccess(linked);
    List<Draft> uses = new ArrayList<>(new EmptiedEntries(linked, judge).drafts(id()));
    uses.addAll(new Drains(linked, judge).drafts(id()));
    uses.addAll(new CapturedElement(linked).drafts(id()));
    List<Draft> all = withUses(drafts, new CheckThenUse(linked, judge).drafts(id()));
    return Draft.finish(bySubject(withUses(all, uses)));
  }

  /** Of all ways into one write, the surest. */
  private static Map<Key, Judged> best(Linked linked) {
    UpdateVerdict verdict = new UpdateVerdict(linked);
    Map<Key, Judged> best = new LinkedHashMap<>();
    for (Update update : linked.torn()) {
      verdict
          .judge(update)
          .ifPresent(
              judged ->
                  best.merge(
                      new Key(update.slot(), update.write().origin().toString()),
                      new Judged(update, judged),
                      (a, b) ->
                          b.judgement.confidence().compareTo(a.judgement.confidence()) > 0
                              ? b
                              : a));
    }
    return best;
  }

  /** Updates of one thing that all lack a guard lack one and the same. */
  private static List<Draft> bySubject(List<Draft> drafts) {
    Map<List<Object>, Draft> merged = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      boolean bare = draft.sites().stream().allMatch(site -> site.guards().isEmpty());
      Object apart = bare ? draft.member().owner() : draft.member();
      merged.merge(
          List.of(draft.subject(), draft.confidence(), draft.title(), bare, apart),
          draft,
          Draft::withSitesOf);
    }
    return List.copyOf(merged.values());
  }

  /**
   * A torn update and a use that relies on the same check lack one guard: the surer one is told.
   */
  private static List<Draft> withUses(List<Draft> updates, List<Draft> uses) {
    Map<List<Object>, Draft> surest = new LinkedHashMap<>();
    List<Draft> all = new ArrayList<>();
    for (Draft use : uses) {
      surest.put(List.of(use.member(), use.subject()), use);
    }
    for (Draft update : updates) {
      Draft use = surest.get(List.of(update.member(), update.subject()));
      if (use == null || use.confidence().compareTo(update.confidence()) <= 0) {
        surest.remove(List.of(update.member(), update.subject()));
        all.add(update);
      }
    }
    all.addAll(surest.values());
    return all;
  }

  /** A method that updates many fields without a guard lacks one guard, not many. */
  private Draft together(Linked linked, List<Judged> alike) {
    Judged first = alike.get(0);
    for (Judged other : alike) {
      if (other.judgement.confidence().compareTo(first.judgement.confidence()) > 0) {
        first = other;
      }
    }
    List<String> names = new ArrayList<>();
    for (Judged other : alike) {
      if (!other.equals(first)) {
        names.add("`" + other.update.slot().field().name() + "`");
      }
    }
    return draft(linked, first, "; the same holds here for " + String.join(", ", names));
  }

  /** One finding for all ways into one write. */
  private record Key(Slot slot, String writer) {}

  /** An update and what is thought of it. */
  private record Judged(Update update, UpdateVerdict.Judgement judgement) {}

  private Draft draft(Linked linked, Judged judged, String alsoFor) {
    Update update = judged.update;
    UpdateVerdict.Judgement judgement = judged.judgement;
    Confidence confidence = judgement.confidence();
    return new Draft(
        id(),
        confidence,
        title(update),
        subject(linked, update.slot()),
        update.body().ref(),
        sites(linked, update),
        happens(linked, update) + alsoFor,
        interleaving(linked, update),
        judgement.reasons().stream().map(new Wording(linked)::evidence).toList(),
        judgement.assumptions(),
        judgement.fix());
  }

  private static String title(Update update) {
    String name = "`" + update.slot().field().name() + "`";
    return update.isCopy()
        ? name + " can get an older value over a newer one"
        : name + " can change between the " + (update.data() ? "read" : "check") + " and the write";
  }

  static Subject subject(Linked linked, Slot slot) {
    String kind = linked.program().isStatic(slot.field()) ? "static" : "field";
    return new Subject(kind, slot.field().owner(), slot.field().name());
  }

  private static List<Site> sites(Linked linked, Update update) {
    Wording wording = new Wording(linked);
    String read = update.data() ? "read here" : "checked here";
    Site first =
        wording.site(
            update.body(),
            update.read(),
            read,
            linked.accesses().guards(update.body(), update.read().guards()));
    Site second =
        wording.site(
            update.body(),
            update.write(),
            "written here",
            linked.accesses().guards(update.body(), update.write().guards()));
    List<Site> sites = new ArrayList<>();
    if (first.place().equals(second.place())) {
      sites.add(new Site(first.place(), "read and written here", first.guards(), first.trace()));
    } else {
      sites.add(first);
      sites.add(second);
    }
    if (second.guards().isEmpty()) {
      Ways.add(linked, sites, update.body(), update.slot());
    }
    return sites;
  }

  private static String happens(Linked linked, Update update) {
    String name = Wording.quoted(update.slot());
    if (update.isCopy()) {
      return "two threads take the step before in one order and write "
          + name
          + " in the other; what the first one wrote stays";
    }
    if (update.isGivenUp()) {
      return "when another thread changes "
          + name
          + " in between, the "
          + update.write().touch().through()
          + " fails, and nobody looks: what it was to put there is lost";
    }
    if (update.data()) {
      return "two threads both read the same " + name + "; the second write erases the first";
    }
    return afterCheck(linked, update, name);
  }

  private static String afterCheck(Linked linked, Update update, String name) {
    if (CheckThenAct.isTaken(linked, update)) {
      return "what another thread puts into " + name + " between the two is taken away unseen";
    }
    if (isOutrun(update)) {
      return "two threads both pass the check; "
          + name
          + " keeps the object of the first, and the second goes on with its own, which nobody else"
          + " has";
    }
    return "two threads both pass the check of "
        + name
        + " before either writes; "
        + (Wording.isFlag(update.slot()) ? "both go on" : "one write is lost");
  }

  /** Who comes second with putIfAbsent has put nothing. */
  private static boolean isOutrun(Update update) {
    return update.write().touch().through().equals("putIfAbsent");
  }

  private static Interleaving interleaving(Linked linked, Update update) {
    String read = Wording.step(update.slot(), update.read().touch());
    String write = Wording.step(update.slot(), update.write().touch());
    if (update.isCopy()) {
      return copying(update.body(), update.read().touch().through(), write);
    }
    if (update.isGivenUp()) {
      return givenUp(update.body(), read, write);
    }
    if (CheckThenAct.isTaken(linked, update)) {
      return taken(update.body(), read, write);
    }
    boolean plain = read.equals(Wording.subject(update.slot()));
    String got = update.data() ? read + " → v0" : read + (plain ? " is checked" : " → passes");
    String put = plain && write.equals(read) ? write + " is written" : write;
    String lost =
        isOutrun(update) ? "puts nothing, goes on with its own" : "the other write is lost";
    String harm = Wording.isFlag(update.slot()) ? "both go on" : lost;
    return Wording.twoCalls(
        update.body(),
        Turn.of(0, got),
        Turn.of(1, got),
        Turn.of(1, update.data() ? write + " ← v1" : put),
        new Turn(0, update.data() ? write + " ← v2" : put, update.data() ? "v1 is lost" : harm));
  }

  private static Interleaving givenUp(MethodSummary body, String read, String write) {
    return Wording.twoCalls(
        body,
        Turn.of(0, read + " → v0"),
        Turn.of(1, read + " → v0"),
        Turn.of(1, write + "(v0, v1) → true"),
        new Turn(0, write + "(v0, v2) → false", "v2 is lost"));
  }

  private static Interleaving taken(MethodSummary body, String read, String write) {
    return new Interleaving(
        Wording.shortMethod(body.ref()),
        "any other thread",
        List.of(
            Turn.of(0, read + " → v1"),
            Turn.of(1, write + " ← v2"),
            new Turn(0, write + " ← null", "v2 is lost")));
  }

  private static Interleaving copying(MethodSummary body, String step, String write) {
    return Wording.twoCalls(
        body,
        Turn.of(0, step + " → v1"),
        Turn.of(1, step + " → v2"),
        Turn.of(1, write + " ← v2"),
        new Turn(0, write + " ← v1", "v2 is lost"));
  }
}

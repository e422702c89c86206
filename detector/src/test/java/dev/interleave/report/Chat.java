package dev.interleave.report;

import dev.interleave.finding.Confidence;
import dev.interleave.finding.Diagnostic;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Finding;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Outcome;
import dev.interleave.finding.RuleInfo;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.finding.Turn;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.model.Span;
import java.util.List;

/** Findings made by hand about a small chat server. */
final class Chat {
  static final ClassRef STORE = new ClassRef("com/acme/ChatStore");
  static final ClassRef SERVER = new ClassRef("com/acme/ChatServer");

  static final List<RuleInfo> RULES =
      List.of(
          new RuleInfo(
              "read-modify-write",
              "A value changes between the read and the write",
              "A write that depends on an earlier read can overwrite another thread's write.",
              362,
              "# read-modify-write\n\nWhat goes wrong.\n"),
          new RuleInfo(
              "callback-under-lock",
              "Unknown code runs under a lock",
              "A callback runs while a lock is held.",
              833,
              ""));

  private Chat() {}

  static Place place(ClassRef owner, String method, int line) {
    return new Place(
        new MethodRef(owner, method, "()V"), owner.name() + ".java", Span.ofLine(line));
  }

  static Site site(Place place, String role, String... guards) {
    return new Site(place, role, List.of(guards), List.of());
  }

  /** The message that the design shows. */
  static Finding lostMessage() {
    return new Finding(
        "read-modify-write",
        Confidence.HIGH,
        "`history` can change between the read and the write",
        new Subject("content of field", STORE, "history"),
        List.of(
            site(place(STORE, "post", 31), "read here"),
            site(place(STORE, "post", 33), "written here")),
        "two messages for one chat both read the same history; the second put erases the first",
        new Interleaving(
            "post",
            "post",
            List.of(
                Turn.of(0, "history.get(\"c1\") → [m1]"),
                Turn.of(1, "history.get(\"c1\") → [m1]"),
                Turn.of(1, "history.put(\"c1\", [m1, m2])"),
                new Turn(0, "history.put(\"c1\", [m1, m3])", "m2 is lost"))),
        List.of(
            new Evidence(
                Evidence.Kind.SPAWNED,
                "post is run by executor.submit at ChatServer.java:52, in a loop")),
        List.of(),
        "history.merge(id, List.of(message), ChatStore::concat) does both steps as one",
        "5f1d0c2ab94e7733");
  }

  /** Two files, calls that lead in, guards, and two assumptions. */
  static Finding callback() {
    Site call =
        new Site(
            place(STORE, "lambda$notifyAll$0", 71),
            "calls a listener here",
            List.of("`this`", "`lock`"),
            List.of(place(SERVER, "run", 40), place(STORE, "<init>", 66)));
    Site other =
        new Site(place(SERVER, "onMessage", 12), "takes `lock` here", List.of(), List.of());
    return new Finding(
        "callback-under-lock",
        Confidence.MEDIUM,
        "a listener is called while `lock` is held",
        new Subject("lock", STORE, "lock"),
        List.of(call, other),
        "the listener takes a second lock. Each thread then waits for the other.",
        new Interleaving(
            "notifyAll",
            "onMessage",
            List.of(
                Turn.of(0, "lock `lock`").at(0),
                Turn.of(1, "lock `other`").at(1),
                new Turn(0, "listener.onMessage(…) waits for `other`", "nobody goes on", 0))),
        List.of(),
        List.of("`addListener` is called by code of other projects", "listeners take locks"),
        "copy the listeners under the lock, call them after it",
        "00aa11bb22cc33dd");
  }

  static Outcome outcome() {
    return new Outcome(
        List.of(lostMessage(), callback()),
        List.of(
            new Diagnostic(
                Diagnostic.Kind.CLASS_FILE, "chat.jar!/com/acme/Torn.class", "cut short", ""),
            new Diagnostic(Diagnostic.Kind.MISSING_CLASS, "org.other.Base", "not found", "")),
        12,
        80,
        0);
  }

  static Outcome none() {
    return new Outcome(List.of(), List.of(), 12, 80, 0);
  }

  /** The lost message, told of one place. */
  static Finding at(Site site) {
    Finding told = lostMessage();
    return new Finding(
        told.rule(),
        told.confidence(),
        told.title(),
        told.subject(),
        List.of(site),
        told.happens(),
        told.interleaving(),
        told.evidence(),
        told.assumptions(),
        told.fix(),
        told.fingerprint());
  }

  /** Names as a hostile class file may spell them, and as little else as a finding can have. */
  static Finding hostile() {
    ClassRef owner = new ClassRef("a/\u001b[31mRed\u202e");
    Place place =
        new Place(
            new MethodRef(owner, "x\n\ud800" + "y".repeat(70_000), "()V"),
            "../../etc/pass wd\u0000#?",
            Span.UNKNOWN);
    return new Finding(
        "read-modify-write",
        Confidence.LOW,
        "`\u001b]0;owned\u0007` and [m1](http:evil) {0}",
        new Subject("field", owner, "\ud800"),
        List.of(new Site(place, "", List.of("z".repeat(500)), List.of()), site(place, "")),
        "",
        new Interleaving("", "", List.of()),
        List.of(new Evidence(Evidence.Kind.REACHABLE, "")),
        List.of(),
        "",
        "");
  }
}

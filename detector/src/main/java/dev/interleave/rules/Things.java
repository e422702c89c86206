package dev.interleave.rules;

import dev.interleave.domain.GuardSet;
import dev.interleave.domain.OutsideCall.Verb;
import dev.interleave.domain.Term;
import dev.interleave.finding.Evidence;
import dev.interleave.finding.Site;
import dev.interleave.finding.Subject;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Use;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.FieldRef;
import dev.interleave.model.MethodRef;
import dev.interleave.model.Place;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The program's own words for things outside memory, and which of its names mean one thing. */
final class Things {
  private static final int LONGEST = 32;
  private static final Set<String> NAMES =
      Set.of(
          "java/io/File",
          "java/nio/file/Path",
          "java/lang/String",
          "java/net/URI",
          "java/net/URL",
          "org/apache/hadoop/fs/Path");

  private final Linked linked;
  private final Wording wording;

  Things(Linked linked) {
    this.linked = linked;
    this.wording = new Wording(linked);
  }

  /** A use and the body that sees it. */
  record Seen(MethodSummary body, Use use) {
    /** Returns the class that the body stands in, nested classes counted for the outer one. */
    String home() {
      return body.ref().owner().outermost();
    }
  }

  /** Returns whether a body keeps other processes out by a lock of the file system. */
  boolean isLocked(MethodSummary body) {
    return linked.outside().of(body).stream().anyMatch(use -> use.verb() == Verb.LOCK);
  }

  /** Returns every use of a sort, from every body that sees it. */
  List<Seen> all(Set<Verb> verbs) {
    List<Seen> all = new ArrayList<>();
    for (MethodSummary body : linked.outside().bodies()) {
      for (Use use : linked.outside().of(body)) {
        if (verbs.contains(use.verb())) {
          all.add(new Seen(body, use));
        }
      }
    }
    return all;
  }

  /** Returns whether a name holds more than what callers gave. */
  static boolean isAnchored(Term name) {
    return name.has(
        term -> {
          AccessPath path = term.path();
          return isTelling(term) || (path != null && path.lastField() != null);
        });
  }

  private static boolean isTelling(Term term) {
    return term.kind() == Term.Kind.CONSTANT
        && term.label().length() > 3
        && !term.label().equals("null");
  }

  /** Returns whether two spellings can be known to mean one place: by a word or a field of both. */
  boolean mayBeOne(Term one, Term other) {
    Set<String> words = new HashSet<>(one.constants());
    Set<String> others = new HashSet<>(other.constants());
    boolean differ = !words.isEmpty() && !others.isEmpty() && Collections.disjoint(words, others);
    return !differ && !Collections.disjoint(anchors(one), anchors(other));
  }

  private Set<String> anchors(Term name) {
    Set<String> all = new HashSet<>();
    for (String constant : name.constants()) {
      if (constant.length() > 3 && !constant.startsWith(".") && !constant.equals("null")) {
        all.add("'" + constant);
      }
    }
    for (FieldRef field : name.fields()) {
      if (NAMES.contains(field.typeName())) {
        all.add(linked.program().resolve(field).toString());
      }
    }
    name.has(
        term -> {
          MethodRef method = term.method();
          if (method != null && linked.program().find(method) != null && givesName(method)) {
            all.add(method.toString());
          }
          return false;
        });
    return all;
  }

  private static boolean givesName(MethodRef method) {
    return NAMES.stream().anyMatch(type -> method.descriptor().endsWith(")L" + type + ";"));
  }

  Evidence evidence(Reason why) {
    return wording.evidence(why);
  }

  /** Returns the place of a use with the guards round it, and the calls that lead there. */
  Site site(MethodSummary body, Use use, String role) {
    GuardSet guards = linked.accesses().guards(body, use.guards());
    List<Place> trace = new ArrayList<>();
    for (CallSite call : use.calls()) {
      trace.add(linked.program().place(call.caller().ref(), call.event().span()));
    }
    return new Site(place(use), role, wording.guards(body, guards), trace);
  }

  Place place(Use use) {
    return linked.program().place(use.origin(), use.event().span());
  }

  /** Returns the name of a thing, short: its own constant, or the field or parameter it is from. */
  String word(MethodSummary body, Term name) {
    List<String> constants = new ArrayList<>(name.constants());
    constants.removeIf(text -> text.length() < 4 || text.equals("null"));
    String last = constants.isEmpty() ? "" : constants.get(constants.size() - 1);
    boolean ending = last.isEmpty() || last.startsWith(".");
    String word = ending ? spelledBy(body, name) + (last.isEmpty() ? "" : "…" + last) : last;
    String line = word.strip().replace('`', '\'').replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
  }

  private String spelledBy(MethodSummary body, Term name) {
    List<FieldRef> fields = name.fields();
    if (!fields.isEmpty()) {
      return fields.get(fields.size() - 1).name();
    }
    List<String> found = new ArrayList<>();
    name.has(
        term -> {
          AccessPath path = term.path();
          if (path != null && path.root() == Root.PARAM) {
            found.add(wording.path(body, path));
          }
          return false;
        });
    return found.isEmpty() ? "the file" : found.get(found.size() - 1);
  }

  static Subject subject(MethodRef member, String word) {
    return new Subject("file", member.owner(), word);
  }
}

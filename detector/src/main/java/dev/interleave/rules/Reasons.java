package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.domain.Trait;
import dev.interleave.link.Access;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.link.Start;
import dev.interleave.link.Update;
import dev.interleave.model.AccessPath;
import dev.interleave.model.ClassRef;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.MethodSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for proof that a location is used by several threads at once. */
final class Reasons {
  /** What is assumed when nothing but reachability speaks for several threads. */
  static final String SHARED = "it is used in a program with several threads";

  private static final String TOGETHER = "both are at work on one object at a time";

  private static final Pattern ONE_PIECE_OF_WORK =
      Pattern.compile(
          "(Builder|Parser|Lexer|Scanner|Tokenizer|Token|Recognizer|Iterator|Enumeration|Visitor"
              + "|Generator|Writer|Reader|Stream|Printer|Cursor|Label|Exception|Error|Event)$");

  private static final ClassRef THREAD = new ClassRef("java/lang/Thread");

  private final Linked linked;
  private final Sharing sharing;
  private final Promises promises;
  private final Company company;
  private final Callers callers;
  private final SlotUsers users;
  private final Entrances entrances;
  private final OwnParts parts;
  private final Map<Question, List<Reason>> known = new HashMap<>();
  private final Map<Slot, Optional<Access>> guarded = new HashMap<>();
  private final boolean forThreads;
  private final Set<Slot> memos = new HashSet<>();

  Reasons(Linked linked) {
    this.linked = linked;
    this.sharing = new Sharing(linked);
    this.promises = new Promises(linked);
    this.company = new Company(linked);
    this.users = new SlotUsers(linked);
    this.entrances = new Entrances(linked, users);
    this.parts = new OwnParts(linked);
    this.callers = new Callers(linked, users);
    this.forThreads = Audience.isManyThreads(linked);
    linked.torn().stream().filter(this::isMemo).forEach(memo -> memos.add(memo.slot()));
  }

  /**
   * Returns what is assumed when the reasons are no more than that any thread could get there, or
   * know but one of the two that would have to meet.
   */
  Optional<String> guess(List<Reason> reasons, Slot slot) {
    Reason strongest = reasons.get(0);
    boolean registry =
        linked.program().isStatic(slot.field()) && (forThreads || memos.contains(slot));
    boolean alone = reasons.stream().noneMatch(Reason::isDeclared);
    if (strongest.vague() && alone) {
      return Optional.of(strongest.at() == null ? SHARED : TOGETHER);
    }
    return strongest.kind() == Kind.REACHABLE && !registry ? Optional.of(SHARED) : Optional.empty();
  }

  /** What anybody may ask for is looked up in a table, made when it is missing, and put in. */
  private boolean isMemo(Update update) {
    return update.absence()
        && update.slot().kind() == Location.Kind.CONTENT
        && update.slot().field().descriptor().startsWith("L")
        && linked.threads().isOpen(update.body().ref());
  }

  /** Returns whether the program is one for several threads. */
  boolean isForThreads() {
    return forThreads;
  }

  /** Returns what is assumed of those who call a method, and of the thread that they do it on. */
  List<String> callers(MethodRef method, Slot slot) {
    return callers.of(method, slot);
  }

  /**
   * What is asked.
   *
   * @param own whether each thread has another object there, as far as anybody knows
   * @param way how the method reaches the object
   */
  private record Question(MethodRef method, Slot slot, boolean own, Way way) {}

  /** How a method reaches an object from its own. */
  private enum Way {
    /** It is that object, or not reached from there. */
    DIRECT,
    /** Through fields. */
    FIELDS,
    /** Through a field and an element of what that holds. */
    ELEMENT
  }

  /** Returns the reasons why a method may meet other users of a slot, strongest first. */
  List<Reason> why(MethodRef method, Slot slot) {
    return why(new Question(method, slot, false, Way.DIRECT));
  }

  /**
   * Returns the reasons why a method may meet other users of a slot of the object that it reaches
   * by a path, strongest first.
   */
  List<Reason> why(MethodRef method, Slot slot, AccessPath path) {
    boolean fixed = linked.program().isStatic(slot.field());
    boolean own =
        !fixed
            && !linked.threads().isCommon(slot)
            && (linked.threads().isOfEach(method, path) || parts.leads(method, path));
    return why(new Question(method, slot, own, fixed ? Way.DIRECT : way(path, slot)));
  }

  private static Way way(AccessPath path, Slot slot) {
    if (path.root() != AccessPath.Root.PARAM || path.number() != 0) {
      return Way.DIRECT;
    }
    int last = path.fields().lastIndexOf(slot.field());
    return last < 1
        ? Way.DIRECT
        : path.fields().subList(0, last).contains(AccessPath.ELEMENT) ? Way.ELEMENT : Way.FIELDS;
  }

  private List<Reason> why(Question question) {
    List<Reason> before = known.get(question);
    if (before == null) {
      before = List.copyOf(find(question));
      known.put(question, before);
    }
    return before;
  }

  private List<Reason> find(Question question) {
    MethodRef method = question.method;
    Slot slot = question.slot;
    List<Reason> reasons = new ArrayList<>();
    if (!question.own) {
      spawned(method, slot).ifPresent(reasons::add);
    }
    entered(question).ifPresent(reasons::add);
    if (isNobodyElses(slot, reasons)) {
      return reasons;
    }
    declared(method, slot).ifPresent(reasons::add);
    boolean declared = reasons.stream().anyMatch(Reason::isDeclared);
    if (!declared
        && (slot.kind() == Location.Kind.CONTENT
            || linked.program().isStatic(slot.field())
            || slot.isNumber())) {
      company.of(method, slot).ifPresent(reasons::add);
    }
    shared(method, slot, reasons);
    if (reasons.isEmpty()) {
      reachable(method, slot).ifPresent(reasons::add);
    }
    return reasons;
  }

  /** Who holds the object says more than what its class chose. */
  private void shared(MethodRef method, Slot slot, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      boolean ofOne = isForOneThread(slot.field().owner());
      (ofOne ? sharing.whyAllTheSame(method, slot) : sharing.why(method, slot))
          .ifPresent(reasons::add);
    } else if (reasons.stream().allMatch(Reason::isDeclared)) {
      sharing.why(method, slot).filter(why -> !why.vague()).ifPresent(why -> reasons.add(0, why));
    }
  }

  /** Of what is declared for one thread, or is a row, only threads that are seen are believed. */
  private boolean isNobodyElses(Slot slot, List<Reason> reasons) {
    ClassRef owner = slot.field().owner();
    boolean row =
        reasons.isEmpty()
            && !linked.program().isStatic(slot.field())
            && linked.program().isEntity(owner);
    return row || linked.program().isDeclaredForOneThread(owner);
  }

  private Optional<Reason> entered(Question question) {
    Optional<Reason> own = entrances.of(question.method, question.slot);
    return own.isPresent() || question.way == Way.DIRECT
        ? own
        : entrances.reaching(question.method, question.slot, question.way == Way.ELEMENT);
  }

  private Optional<Reason> spawned(MethodRef method, Slot slot) {
    for (Start start : linked.threads().starts(method)) {
      boolean own =
          !linked.program().isStatic(slot.field())
              && !linked.threads().isCommon(slot)
              && linked.threads().isOfEach(start, slot.field().owner());
      if (start.many() && !own && !linked.threads().isOfOne(start, slot)) {
        return Optional.of(Reason.spawned(start, start.assumption()));
      }
    }
    Optional<Reason> itself = itself(method, slot).or(() -> besideItself(method, slot));
    if (itself.isPresent()) {
      return itself;
    }
    for (Access other : users.writers(slot)) {
      MethodRef there = other.body().ref();
      if (!there.equals(method)
          && !linked.threads().isBeforeStart(there, other.event(), method)
          && linked.threads().mayMeet(method, there, slot)) {
        return Optional.of(together(method, slot, other).orElseGet(() -> beside(method, there)));
      }
    }
    return Optional.empty();
  }

  /** Two threads that are not alike run the one body that changes the slot. */
  private Optional<Reason> itself(MethodRef method, Slot slot) {
    List<Start> starts =
        linked.threads().starts(method).stream()
            .filter(start -> linked.threads().isThreadBody(start.root()))
            .toList();
    boolean changes =
        starts.size() > 1
            && !linked.accesses().loops().owns(slot.field())
            && users.writers(slot).stream().anyMatch(access -> access.body().ref().equals(method));
    return changes
        ? Optional.of(
            new Reason(Kind.SPAWNED, starts.get(0).text() + ", and " + starts.get(1).text(), "")
                .from(starts.get(0)))
        : Optional.empty();
  }

  /** A thread and the body that started it run the one body that changes the slot. */
  private Optional<Reason> besideItself(MethodRef method, Slot slot) {
    return ofMethod(method, users.writers(slot)).stream()
        .flatMap(access -> together(method, access).stream())
        .findFirst();
  }

  /** One body starts both, or starts the one and goes on with the other. */
  private Optional<Reason> together(MethodRef method, Slot slot, Access other) {
    List<Access> writes = ofMethod(method, users.writers(slot));
    List<Access> mine = writes.isEmpty() ? ofMethod(method, linked.accesses().of(slot)) : writes;
    return together(method, other)
        .or(
            () ->
                mine.stream()
                    .flatMap(access -> together(other.body().ref(), access).stream())
                    .findFirst());
  }

  private Optional<Reason> together(MethodRef thread, Access beside) {
    return linked
        .threads()
        .together(thread, beside)
        .map(text -> Reason.spawned(linked.threads().starts(thread).get(0), "").saying(text));
  }

  private static List<Access> ofMethod(MethodRef method, List<Access> all) {
    return all.stream().filter(access -> access.body().ref().equals(method)).toList();
  }

  /** One of the two is run by a thread, and the other one may be called meanwhile. */
  private Reason beside(MethodRef method, MethodRef there) {
    List<Start> mine = linked.threads().starts(method);
    String text =
        mine.isEmpty()
            ? linked.threads().starts(there).get(0).text()
            : mine.get(0).text() + ", while others call " + name(there);
    MethodRef called = mine.isEmpty() ? method : there;
    List<Start> starts = mine.isEmpty() ? linked.threads().starts(there) : mine;
    boolean vague = !isCalledByOthers(called, starts.get(0));
    return new Reason(Kind.SPAWNED, text, name(called) + " is called while that thread runs", vague)
        .from(starts.get(0));
  }

  /** Others call a method of the object that is itself the thread. */
  private boolean isCalledByOthers(MethodRef called, Start start) {
    return linked.program().hierarchy().isA(called.owner(), THREAD)
        && called.owner().equals(start.root().owner())
        && linked.graph().callers(called).stream()
            .anyMatch(
                site ->
                    !site.kind().isElsewhere()
                        && !site.caller().ref().owner().equals(called.owner())
                        && !linked.ownership().isConstructing(site.caller())
                        && !linked.threads().starts(site.caller().ref()).contains(start)
                        && linked.threads().isReachable(site.caller().ref()));
  }

  private Optional<Reason> declared(MethodRef method, Slot slot) {
    String called = name(method) + " is called by several threads";
    Optional<String> chosen = company.chosen(slot);
    if (chosen.isPresent()) {
      return Optional.of(new Reason(Kind.CHOSEN, chosen.get(), called));
    }
    Optional<Access> guard = guarded.computeIfAbsent(slot, this::guarded);
    if (guard.isPresent()) {
      String text = new Wording(linked).guarded(guard.get());
      return Optional.of(new Reason(Kind.DECLARED, text, called));
    }
    return promises.of(method, slot).map(text -> new Reason(Kind.DECLARED, text, called));
  }

  /** Returns a guarded access when guards are the rule: a write has one, or most accesses do. */
  private Optional<Access> guarded(Slot slot) {
    List<Access> all = linked.accesses().of(slot);
    List<Access> guarded = new ArrayList<>();
    for (Access access : all) {
      if (!access.exclusive().isEmpty()
          && isRelated(access)
          && Discipline.speaksFor(linked, access)) {
        guarded.add(access);
      }
    }
    Optional<Access> write =
        guarded.stream().filter(access -> access.touch().kind().writes()).findFirst();
    return write.isPresent() || guarded.size() * 2 <= all.size()
        ? write
        : guarded.stream().findFirst();
  }

  /** A guard speaks for a location when it is of the same object or of the same class. */
  private static boolean isRelated(Access access) {
    for (String name : access.exclusive()) {
      if (!Discipline.isInside(access.slot(), name)
          && (name.startsWith("own")
              || name.contains(access.slot().field().owner().name())
              || name.equals(access.slot().field().owner().binaryName() + ".class"))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Reason> reachable(MethodRef method, Slot slot) {
    int access = linked.program().access(slot.field());
    if (access < 0 || !linked.threads().isReachable(method) || method.isClassInitializer()) {
      return Optional.empty();
    }
    String field = "`" + slot.field().name() + "`";
    String called = name(method) + " is called by several threads";
    if (linked.program().isStatic(slot.field())) {
      if (isForCommandsOnly(method)) {
        return Optional.empty();
      }
      String text = field + " is static: every thread that calls " + name(method) + " shares it";
      return Optional.of(new Reason(Kind.REACHABLE, text, called));
    }
    String owner = slot.field().owner().simpleName();
    return !isForOneThread(slot.field().owner())
        ? Optional.of(
            new Reason(
                Kind.REACHABLE,
                "nothing keeps an object of " + owner + " to one thread",
                called + ", on one " + owner))
        : Optional.empty();
  }

  /** What only a main method gets to, the main thread alone does. */
  private boolean isForCommandsOnly(MethodRef method) {
    MethodSummary body = linked.program().body(method);
    return body != null && Audience.isOfMainAlone(linked, body);
  }

  /** What is made for one piece of work is used by whoever does that work. */
  private boolean isForOneThread(ClassRef owner) {
    return linked.program().traits(owner).contains(Trait.STREAM)
        || ONE_PIECE_OF_WORK.matcher(owner.simpleName()).find();
  }

  private static String name(MethodRef method) {
    return Wording.method(method);
  }
}

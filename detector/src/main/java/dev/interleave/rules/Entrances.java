package dev.interleave.rules;

import dev.interleave.link.Access;
import dev.interleave.link.Arrival;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Reason.Kind;
import dev.interleave.link.Slot;
import dev.interleave.model.Annotation;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.ClassSummary;
import dev.interleave.summary.MethodSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for frameworks that call into a program from several threads of their own. */
final class Entrances {
  private static final Pattern SCOPE = Pattern.compile(".*/(\\w*)Scope(d)?");
  private static final Pattern ALL = Pattern.compile("singleton|application|");

  private final Linked linked;
  private final SlotUsers users;

  Entrances(Linked linked, SlotUsers users) {
    this.linked = linked;
    this.users = users;
  }

  /** What all callers at hand hold a guard for, the framework's own call holds it for as well. */
  Optional<Reason> of(MethodRef method, Slot slot) {
    Optional<Arrival> mine = arrival(method, slot);
    if (mine.isPresent() && isAllOfOneTask(method, slot)) {
      return Optional.empty();
    }
    if (mine.isPresent()) {
      MethodSummary body = linked.program().body(method);
      if (body != null && !linked.accesses().likely(body).isEmpty()) {
        String called = Wording.method(method) + " is called by several threads";
        return Optional.of(new Reason(Kind.ENTERED, mine.get().why(), called));
      }
      String others = meanwhile(slot, writer -> arrival(writer, slot).isPresent());
      boolean vague = !others.isEmpty() && isFilledOnly(slot);
      return Optional.of(new Reason(Kind.ENTERED, mine.get().why(), others, vague));
    }
    for (Access other : users.all(slot)) {
      MethodRef there = other.body().ref();
      Optional<Arrival> its = arrival(there, slot);
      if (its.isPresent()) {
        String elsewhere =
            Wording.method(method)
                + " runs on another thread than the caller of "
                + Wording.method(there);
        return Optional.of(new Reason(Kind.ENTERED, its.get().why(), elsewhere, true));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the reason that what hangs on the object which a framework calls from many threads is
   * reached by all of them.
   *
   * @param element whether it is one element of what that object holds
   */
  Optional<Reason> reaching(MethodRef method, Slot slot, boolean element) {
    Optional<Arrival> mine = request(method);
    if (mine.isEmpty()
        || !isForAll(linked.program().type(method.owner()))
        || !isForAll(linked.program().type(slot.field().owner()))) {
      return Optional.empty();
    }
    String others = meanwhile(slot, this::isForRequests);
    String owner = slot.field().owner().simpleName();
    String one = element ? "two calls come to one " + owner + " at once" : "";
    boolean vague = !others.isEmpty() && isFilledOnly(slot);
    return Optional.of(
        new Reason(Kind.ENTERED, mine.get().why(), others.isEmpty() ? one : others, vague));
  }

  /** Returns whether no annotation of a class says that there is one object for each request. */
  static boolean isForAll(@Nullable ClassSummary type) {
    return type == null || type.annotations().stream().allMatch(Entrances::isForAll);
  }

  private static boolean isForAll(Annotation annotation) {
    Matcher scope = SCOPE.matcher(annotation.type());
    String named = annotation.values().getOrDefault("scopeName", annotation.value());
    return !scope.matches()
        || scope.group(1).equals("Application")
        || (scope.group(1).isEmpty() && ALL.matcher(named).matches());
  }

  private boolean isForRequests(MethodRef method) {
    return request(method).isPresent()
        || linked.graph().callers(method).stream()
            .anyMatch(site -> request(site.caller().ref()).isPresent());
  }

  private Optional<Arrival> request(MethodRef method) {
    return linked.threads().arrivals(method).stream()
        .filter(arrival -> arrival.root().equals(method) && arrival.request())
        .findFirst();
  }

  private boolean isAllOfOneTask(MethodRef method, Slot slot) {
    return users.all(slot).stream()
        .allMatch(other -> linked.threads().areOneTask(method, other.body().ref()));
  }

  /** What nobody takes anything out of, but when its object starts or ends, is set up first. */
  private boolean isFilledOnly(Slot slot) {
    for (Access access : linked.accesses().of(slot)) {
      if (access.touch().through().startsWith("remove") && !Lifecycle.isOf(linked, access)) {
        return false;
      }
    }
    return true;
  }

  /** Returns what is assumed of the writers when the framework calls none of them. */
  private String meanwhile(Slot slot, Predicate<MethodRef> isCalled) {
    String first = "";
    for (Access access : users.writers(slot)) {
      MethodRef writer = access.body().ref();
      if (isCalled.test(writer)) {
        return "";
      }
      first = first.isEmpty() ? Wording.method(writer) + " is called meanwhile" : first;
    }
    return first;
  }

  /** A framework calls many threads' way into one object; what they bring along is their own. */
  private Optional<Arrival> arrival(MethodRef method, Slot slot) {
    List<Arrival> all = linked.threads().arrivals(method);
    return all.isEmpty()
        ? Optional.empty()
        : all.stream()
            .filter(
                arrival ->
                    linked.program().isStatic(slot.field())
                        || linked
                            .program()
                            .hierarchy()
                            .isA(arrival.root().owner(), slot.field().owner()))
            .findFirst();
  }
}

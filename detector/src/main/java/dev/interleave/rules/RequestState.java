package dev.interleave.rules;

import dev.interleave.domain.Location;
import dev.interleave.finding.Confidence;
import dev.interleave.finding.Interleaving;
import dev.interleave.finding.Site;
import dev.interleave.finding.Turn;
import dev.interleave.link.Access;
import dev.interleave.link.Arrival;
import dev.interleave.link.CallSite;
import dev.interleave.link.Linked;
import dev.interleave.link.Reason;
import dev.interleave.link.Slot;
import dev.interleave.model.AccessPath;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of {@link UnguardedField} that looks for what one request brings and leaves in a field
 * of the object that serves them all, to read it back a moment later.
 */
final class RequestState {
  private static final Pattern SETTING_UP = Pattern.compile("set[A-Z].*|afterPropertiesSet|with.*");
  private static final int DEEPEST = 2;

  private final Linked linked;
  private final Wording wording;

  RequestState(Linked linked) {
    this.linked = linked;
    this.wording = new Wording(linked);
  }

  /** A write of what a request brings, and where that request reads it back. */
  private record Trip(Access write, Access read, Arrival arrival) {}

  List<Draft> drafts() {
    Map<MethodRef, List<Trip>> trips = new LinkedHashMap<>();
    for (Map.Entry<Slot, List<Access>> entry : linked.accesses().all().entrySet()) {
      if (linked.program().access(entry.getKey().field()) >= 0) {
        trip(entry.getKey(), entry.getValue())
            .ifPresent(
                trip ->
                    trips
                        .computeIfAbsent(trip.write.body().ref(), m -> new ArrayList<>(1))
                        .add(trip));
      }
    }
    return trips.values().stream().map(this::draft).toList();
  }

  private Optional<Trip> trip(Slot slot, List<Access> all) {
    for (Access write : all) {
      Optional<Arrival> arrival =
          isOfRequest(slot, write) ? arrival(slot, write) : Optional.empty();
      if (arrival.isPresent()) {
        for (Access read : all) {
          if (read.touch().kind().reads() && isReadBack(write, read)) {
            return Optional.of(new Trip(write, read, arrival.get()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether a write leaves in a field of this object what the method was handed. */
  private boolean isOfRequest(Slot slot, Access write) {
    MethodSummary body = write.body();
    Operand value = write.touch().value();
    return slot.kind() == Location.Kind.FIELD
        && write.touch().kind().writes()
        && write.isBare()
        && isOwn(write)
        && value != null
        && isHandedIn(body, value)
        && !isOfItself(write, value)
        && !SETTING_UP.matcher(body.ref().name()).matches()
        && !Lifecycle.isOnce(body.ref());
  }

  private static boolean isOwn(Access access) {
    AccessPath path = access.touch().location().path();
    return path.root() == AccessPath.Root.PARAM
        && path.number() == 0
        && path.fields().size() == 1
        && !Flags.has(access.body().access(), Flags.STATIC);
  }

  private static boolean isHandedIn(MethodSummary body, Operand value) {
    for (int i = 1; i < body.parameters(); i++) {
      if (value.sources().contains(i)) {
        return true;
      }
    }
    return false;
  }

  /** What is added to what the field held before is to outlast the request. */
  private static boolean isOfItself(Access write, Operand value) {
    return write.body().events().stream()
        .anyMatch(
            event ->
                value.sources().contains(event.step())
                    && event.action() instanceof Touch touch
                    && touch.location().equals(write.touch().location()));
  }

  /** Returns the call of a framework that runs the very method, on one object for all threads. */
  private Optional<Arrival> arrival(Slot slot, Access write) {
    MethodRef method = write.body().ref();
    return linked.threads().arrivals(method).stream()
        .filter(arrival -> arrival.root().equals(method) && arrival.request())
        .filter(a -> linked.program().hierarchy().isA(method.owner(), slot.field().owner()))
        .filter(arrival -> Entrances.isForAll(linked.program().type(method.owner())))
        .findFirst();
  }

  private boolean isReadBack(Access write, Access read) {
    return read.isBare()
        && isOwn(read)
        && (read.body().equals(write.body())
            ? read.event().step() > write.event().step()
            : isCalledAfter(write.body(), write.event().step(), read.body(), DEEPEST));
  }

  private boolean isCalledAfter(MethodSummary body, int step, MethodSummary wanted, int depth) {
    for (CallSite site : linked.graph().sites(body)) {
      MethodSummary callee = site.event().step() > step && site.isOn(0) ? site.callee() : null;
      if (callee != null
          && (callee.equals(wanted)
              || (depth > 1 && isCalledAfter(callee, -1, wanted, depth - 1)))) {
        return true;
      }
    }
    return false;
  }

  private Draft draft(List<Trip> alike) {
    Trip trip = alike.get(0);
    MethodSummary body = trip.write.body();
    String field = trip.write.slot().field().name();
    String name = "`" + field + "`";
    List<String> others = alike.stream().skip(1).map(RequestState::named).toList();
    String called = Wording.method(body.ref()) + " is called by several threads";
    Reason why =
        new Reason(Reason.Kind.ENTERED, trip.arrival.why(), trip.arrival.named() ? "" : called);
    return new Draft(
        "unguarded-field",
        Confidence.assuming(why.assumptions().size()),
        name + " keeps what one call brings, and all calls share it",
        ReadModifyWrite.subject(linked, trip.write.slot()),
        body.ref(),
        sites(trip),
        "a second call writes "
            + name
            + " before the first has read it back, which goes on with what belongs to the other"
            + (others.isEmpty() ? "" : "; the same holds here for " + String.join(", ", others)),
        interleaving(body, field),
        List.of(wording.evidence(why)),
        why.assumptions(),
        "keep it in a local variable, and hand it on as a parameter");
  }

  private static String named(Trip trip) {
    return "`" + trip.write.slot().field().name() + "`";
  }

  private List<Site> sites(Trip trip) {
    Access write = trip.write;
    Access read = trip.read;
    return List.of(
        wording.site(write.body(), write.event(), "written here", write.guards()),
        wording.site(read.body(), read.event(), "read back here", read.guards()));
  }

  private static Interleaving interleaving(MethodSummary body, String field) {
    return Wording.twoCalls(
        body,
        Turn.of(0, field + " ← v1"),
        Turn.of(1, field + " ← v2"),
        new Turn(0, field + " → v2", "v2 is not its own"));
  }
}

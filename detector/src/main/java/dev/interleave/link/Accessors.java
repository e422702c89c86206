package dev.interleave.link;

import dev.interleave.domain.Location;
import dev.interleave.domain.Sources;
import dev.interleave.model.AccessPath;
import dev.interleave.model.AccessPath.Root;
import dev.interleave.model.Flags;
import dev.interleave.model.MethodRef;
import dev.interleave.summary.Action;
import dev.interleave.summary.Action.Invoke;
import dev.interleave.summary.Action.Touch;
import dev.interleave.summary.Event;
import dev.interleave.summary.MethodSummary;
import dev.interleave.summary.Operand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods by which compilers before Java 11 let the classes of a nest at each other's private
 * fields. What they do counts for the code that calls them: nobody wrote them.
 */
final class Accessors {
  private static final int MOST = 2;

  private final Program program;
  private final Set<MethodRef> stillCalled = new HashSet<>();

  Accessors(Program program) {
    this.program = program;
  }

  /** Puts what accessors do in the place of their calls. */
  void dissolve() {
    program.rewrite(this::dissolved);
    program.rewrite(
        body ->
            isAccessor(body) && !stillCalled.contains(body.ref()) ? body.with(List.of()) : null);
  }

  private static boolean isAccessor(MethodSummary body) {
    int both = Flags.STATIC | Flags.SYNTHETIC;
    return (body.access() & both) == both
        && !Flags.has(body.access(), Flags.PRIVATE)
        && !body.events().isEmpty()
        && body.events().size() <= MOST
        && body.events().stream().allMatch(Accessors::isOfField);
  }

  private static boolean isOfField(Event event) {
    return event.action() instanceof Touch touch
        && touch.location().kind() == Location.Kind.FIELD
        && touch.location().path().root() != Root.UNKNOWN
        && event.held().isEmpty()
        && event.control().isEmpty();
  }

  private @Nullable MethodSummary dissolved(MethodSummary body) {
    List<Event> events = new ArrayList<>(body.events().size());
    boolean some = false;
    int last = -1;
    for (Event event : body.events()) {
      MethodSummary accessor = accessor(event);
      int first = accessor == null ? 0 : event.step() + 1 - accessor.events().size();
      if (accessor == null) {
        events.add(event);
      } else if (first <= last) {
        stillCalled.add(accessor.ref());
        events.add(event);
      } else {
        some = true;
        for (int i = 0; i < accessor.events().size(); i++) {
          events.add(own(event, accessor.events().get(i), first + i));
        }
      }
      last = event.step();
    }
    return some ? body.with(List.copyOf(events)) : null;
  }

  private @Nullable MethodSummary accessor(Event event) {
    MethodSummary target =
        event.action() instanceof Invoke invoke && invoke.effect() == null
            ? program.body(invoke.target())
            : null;
    return target != null && isAccessor(target) ? target : null;
  }

  /**
   * Returns what an accessor does as something that its caller does. What comes before the last of
   * it takes the numbers of the steps that only prepare the call.
   */
  private static Event own(Event call, Event of, int step) {
    List<Operand> given = ((Invoke) call.action()).operands();
    List<AccessPath> arguments = given.stream().map(Operand::path).toList();
    Touch touch = (Touch) of.action();
    Location location = touch.location();
    Operand value = touch.value();
    Action action =
        new Touch(
            touch.kind(),
            new Location(location.kind(), Frames.toCaller(location.path(), arguments), null),
            touch.through(),
            touch.receiverType(),
            touch.existence(),
            touch.verified(),
            value == null ? null : own(value, call.step() - 1, given));
    return new Event(step, call.span(), action, call.held(), call.decision());
  }

  private static Operand own(Operand value, int read, List<Operand> given) {
    AccessPath path = value.path();
    if (path.root() == Root.PARAM && path.isBare() && path.number() < given.size()) {
      return given.get(path.number());
    }
    Sources sources = Sources.NONE;
    for (int i = 0; i < value.sources().size(); i++) {
      int from = value.sources().get(i);
      sources = sources.union(from < given.size() ? given.get(from).sources() : Sources.of(read));
    }
    return new Operand(AccessPath.unknown(read + 1), value.type(), sources, null);
  }
}
